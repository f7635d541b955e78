import { digestKind, runNextDigest } from '#src/services/digest.ts'
import { defineJob, type JobContext } from '#src/services/job.ts'

/** Digests that are made at the same time (judgement: each holds a connection and reads with several more). */
const atOnce = 3

/** Posts the digests that are due: each when its data is complete, at the latest at its deadline. */
export const digest = defineJob({
  name: digestKind,
  schedule: '* * * * *', // asks who is due; each channel has its own time and zone
  expireSeconds: 300,
  async run(_data, context) {
    await Promise.all(Array.from({ length: atOnce }, () => runAll(context)))
  },
})

async function runAll({ db, figures, now, signal, log }: JobContext): Promise<void> {
  while (!signal.aborted) {
    const outcome = await runNextDigest({ db, figures, now: now() })
    if (outcome === null) return
    log.info({ outcome }, 'a digest was looked at')
  }
}
