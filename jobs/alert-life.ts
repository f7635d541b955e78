import { defineJob } from '#src/contracts/job.ts'
import { announceHeld, escalateDue, sumUpQuiet, wakeAlerts } from '#src/features/alerts/index.ts'

/** Ends snoozes, mutes, acknowledgements and quiet hours, and asks the next person where nobody took an alert on. */
export const alertLife = defineJob({
  name: 'alert-life',
  schedule: '* * * * *', // asks what is due; a replica that was away catches up
  expireSeconds: 120,
  async run(_data, { db, figures, now, signal, log }) {
    const parts = { db, figures, now: now(), signal }
    const woken = await wakeAlerts(parts)
    const announced = await announceHeld(parts)
    const escalated = await escalateDue(parts)
    const summaries = await sumUpQuiet(parts)
    const done = { woken, announced, escalated, summaries }
    if (woken + announced + escalated + summaries > 0) log.info(done, 'alerts ask for attention again')
  },
})
