import { digestKind, runNextDigest } from '#src/services/digest.ts'
import { defineJob } from '#src/services/job.ts'

/** Posts the digests that are due: each when its data is complete, at the latest at its deadline. */
export const digest = defineJob({
  name: digestKind,
  schedule: '* * * * *', // asks who is due; each channel has its own time and zone
  expireSeconds: 300,
  async run(_data, { db, figures, now, signal, log }) {
    while (!signal.aborted) {
      const outcome = await runNextDigest({ db, figures, now: now() })
      if (outcome === null) return
      log.info({ outcome }, 'a digest was looked at')
    }
  },
})
