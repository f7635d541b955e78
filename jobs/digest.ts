import { defineJob, type JobContext } from '#src/contracts/job.ts'
import { correctNextDigest, type DigestParts, digestKind, runDueDigests } from '#src/features/reports/index.ts'

type Shared = NonNullable<DigestParts['shared']>

/** Batches of digests that are made at the same time (judgement: one reads while the other reckons). */
const atOnce = 2

/** Posts the digests that are due: each when its data is complete, at the latest at its deadline. */
export const digest = defineJob({
  name: digestKind,
  schedule: '* * * * *', // asks who is due; each channel has its own time and zone
  expireSeconds: 300,
  async run(_data, context) {
    const shared: Shared = new Map()
    const posting = withSharedReads(context)
    await Promise.all(Array.from({ length: atOnce }, () => runAll(posting, shared)))
    await correctAll(withSharedReads(context), new Map())
  },
})

function withSharedReads(context: JobContext): JobContext {
  return { ...context, figures: context.figures.withSharedReads() }
}

async function runAll({ db, figures, now, signal, log }: JobContext, shared: Shared): Promise<void> {
  while (!signal.aborted) {
    const outcomes = await runDueDigests({ db, figures, now: now(), shared, log })
    if (outcomes.length === 0) return
    for (const outcome of outcomes) log.info({ outcome }, 'a digest was looked at')
  }
}

async function correctAll({ db, figures, now, signal, log }: JobContext, shared: Shared): Promise<void> {
  while (!signal.aborted) {
    const outcome = await correctNextDigest({ db, figures, now: now(), shared, log })
    if (outcome === null) return
    log.info({ outcome }, 'the numbers of a posted digest were looked at again')
  }
}
