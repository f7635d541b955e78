import { defineJob } from '#src/contracts/job.ts'
import { evaluateLate } from '#src/features/alerts/index.ts'

/** Notices figures that did not come: nothing is written that could start an evaluation. */
export const lateData = defineJob({
  name: 'late-data',
  schedule: '*/10 * * * *',
  expireSeconds: 60,
  async run(_data, { db, figures, now, signal, log }) {
    const changes = await evaluateLate({ db, figures, now: now(), signal })
    const said = changes.map(({ kind, alert }) => ({ kind, alert: alert.id }))
    if (said.length > 0) log.info({ changes: said }, 'late figures were looked at')
  },
})
