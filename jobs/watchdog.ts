import { defineJob } from '#src/services/job.ts'
import { outboxState } from '#src/storage/deliveries.ts'

/** A message that is due for so long is stuck (judgement: the longest pause between attempts, doubled). */
const stuckSeconds = 600

/** Says in the log what stays undelivered, for those who watch it. */
export const watchdog = defineJob({
  name: 'watchdog',
  schedule: '*/10 * * * *',
  expireSeconds: 60,
  async run(_data, { db, now, log }) {
    const state = await outboxState(db, now())
    if (state.oldestDueSeconds > stuckSeconds || state.failed > 0) log.error({ ...state }, 'messages stay undelivered')
  },
})
