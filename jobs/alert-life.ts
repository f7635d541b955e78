import { announceHeld, wakeAlerts } from '#src/services/alerts/clock.ts'
import { defineJob } from '#src/services/job.ts'

/** Ends snoozes, mutes and acknowledgements whose time is over: what is still bad asks for attention again. */
export const alertLife = defineJob({
  name: 'alert-life',
  schedule: '* * * * *', // asks what is due; a replica that was away catches up
  expireSeconds: 120,
  async run(_data, { db, figures, now, signal, log }) {
    const parts = { db, figures, now: now(), signal }
    const woken = await wakeAlerts(parts)
    const announced = await announceHeld(parts)
    if (woken + announced > 0) log.info({ woken, announced }, 'alerts ask for attention again')
  },
})
