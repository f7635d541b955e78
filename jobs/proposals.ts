import { defineJob } from '#src/contracts/job.ts'
import { keepPlatformApprovals, lookAfterProposals } from '#src/features/approvals/index.ts'

/** Reminds, in working time, of targets that wait for approval, and ends proposals that nobody answered. */
export const proposals = defineJob({
  name: 'proposals',
  schedule: '*/10 * * * *',
  expireSeconds: 300,
  async run(_data, { db, catalog, now, teamTimeZone = 'UTC', signal, log }) {
    const parts = { db, catalog: await catalog(), now: now(), teamTimeZone, signal }
    const done = await lookAfterProposals(parts)
    if (done.reminded + done.expired > 0) log.info(done, 'somebody was reminded of targets that wait for approval')
    const compared = await keepPlatformApprovals(parts)
    if (compared > 0) log.info({ compared }, 'proposals were compared with the approvals of the platforms')
  },
})
