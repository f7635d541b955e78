import { defineJob } from '#src/contracts/job.ts'
import { evaluate as evaluateDays } from '#src/features/alerts/index.ts'
import { digestKind } from '#src/features/reports/index.ts'
import { hastenRuns } from '#src/platform/jobs/schedules.ts'

/** How long after new data a digest that waits for it looks again, in milliseconds (judgement: lets a batch end). */
const settleMs = 30_000

/** Judges the days whose figures changed. Asked for with every write of figures; the clock catches what was missed. */
export const evaluate = defineJob({
  name: 'evaluate',
  schedule: '* * * * *',
  expireSeconds: 120,
  async run(_data, { db, figures, now, signal, log }) {
    const at = now()
    const { days, changes } = await evaluateDays({ db, figures, now: at, signal, log })
    if (days === 0) return
    await hastenRuns(db, digestKind, new Date(at.getTime() + settleMs))
    const said = changes.map(({ kind, alert }) => ({ kind, alert: alert.id }))
    log.info({ days, changes: said }, 'changed days were judged')
  },
})
