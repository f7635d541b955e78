import { defineJob } from '#src/contracts/job.ts'
import { lookAfterProposals } from '#src/features/approvals/index.ts'

/** Reminds, in working time, of targets that wait for approval, and ends proposals that nobody answered. */
export const proposals = defineJob({
  name: 'proposals',
  schedule: '*/10 * * * *',
  expireSeconds: 300,
  async run(_data, { db, catalog, now, teamTimeZone = 'UTC', signal, log }) {
    const done = await lookAfterProposals({ db, catalog: await catalog(), now: now(), teamTimeZone, signal })
    if (done.reminded + done.expired > 0) log.info(done, 'somebody was reminded of targets that wait for approval')
  },
})
