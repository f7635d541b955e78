import { defineJob } from '#src/contracts/job.ts'
import { askRaters, closeRounds, openRounds } from '#src/features/ratings/index.ts'

/** Opens rounds of ratings, asks and reminds raters in their working time, and closes rounds whose last day is over. */
export const ratings = defineJob({
  name: 'ratings',
  schedule: '*/10 * * * *',
  expireSeconds: 300,
  async run(_data, { db, catalog, now, pages, log }) {
    const parts = { db, catalog: await catalog(), now: now(), ...(pages && { pages }) }
    const closed = await closeRounds(parts)
    const opened = await openRounds(parts)
    const asked = await askRaters(parts)
    if (closed + opened + asked > 0) log.info({ closed, opened, asked }, 'rounds of ratings were kept')
  },
})
