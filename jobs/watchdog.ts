import { defineJob } from '#src/contracts/job.ts'
import { watch } from '#src/features/delivery/index.ts'

/** Compares what was planned with what was delivered: tells the administrators, or the outside that all is well. */
export const watchdog = defineJob({
  name: 'watchdog',
  schedule: '*/5 * * * *',
  expireSeconds: 60,
  async run(_data, { db, now, log, heartbeatUrl = null }) {
    const { audit, clean, heard } = await watch({ db, now: now(), heartbeatUrl, fetch })
    if (!clean) log.error({ ...audit }, 'messages stay undelivered')
    if (heard === false) log.error({}, 'the heartbeat was not heard')
  },
})
