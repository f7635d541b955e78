import { findStandingMessage, type PlannedMessage, planDelivery } from '#src/features/delivery/index.ts'
import { findChannelById } from '#src/features/people/index.ts'
import { type Correction, correctedPost, correctionCard } from '#src/features/reports/cards/correction-card.ts'
import {
  closeLook,
  lockChangedRun,
  noteCorrection,
  type PostedRun,
  waitForRest,
} from '#src/features/reports/store/posted-runs.ts'
import type { Db } from '#src/platform/database/db.ts'
import { workOnNext } from '#src/platform/jobs/work-on-next.ts'
import { channelDigest, type Digest, type DigestParts, type DigestRequest, digestKind } from './digest.ts'
import { restatedIn, valuesOf } from './posted-values.ts'
import { within } from './run-digests.ts'

/** As long as data is missing, a correction waits for the rest, so that there is one (judgement: a day). */
const patienceMs = 86_400_000

/** One that fails by itself is looked at again after so long (judgement). */
const lookAgainMs = 5 * 60_000

/** What came of a look: said, nothing worth saying, the rest of the data is waited for, or put off because of an error. */
export type CorrectionOutcome = 'corrected' | 'same' | 'waiting' | 'failed'

/**
 * Looks at the next post whose figures changed since it was made: once the data has come, and at the latest when
 * patience ends, it says what changed. In the thread of the post, or in its place where there are no threads; a later
 * correction changes the earlier one. The post stays locked meanwhile, so that no other replica corrects it. `null` when
 * there is none.
 */
export async function correctNextDigest(parts: DigestParts): Promise<CorrectionOutcome | null> {
  const { db, now, log } = parts
  return workOnNext<PostedRun, CorrectionOutcome>(db, {
    take: tx => lockChangedRun(tx, digestKind, now),
    work: (tx, run) => lookAt(tx, parts, run),
    putOff: async ({ id }, err) => {
      log?.error({ err, run: id }, 'the numbers of a posted digest could not be looked at again')
      await waitForRest(db, id, new Date(now.getTime() + lookAgainMs))
      return 'failed'
    },
  })
}

async function lookAt(tx: Db, parts: DigestParts, run: PostedRun): Promise<CorrectionOutcome> {
  const { now } = parts
  const channel = await findChannelById(tx, run.channelId)
  const digest = channel && (await channelDigest(within(tx, parts), channel, requestOf(run)))
  const changes = digest && restatedIn(run.posted, digest.said)
  if (!digest || changes === null) {
    await closeLook(tx, run.id)
    return 'same'
  }
  const until = new Date(run.dueAt.getTime() + patienceMs)
  if (digest.missing.length > 0 && now < until) {
    await waitForRest(tx, run.id, until)
    return 'waiting'
  }
  const correction = { post: digest.card, place: digest.said.place, changes, missing: storesLacking(digest) }
  await planCorrection(tx, run, correction, now)
  await noteCorrection(tx, run, valuesOf(digest.said.figures))
  return 'corrected'
}

/** The very days that were posted, also when the schedule's clock has moved since. */
function requestOf({ createdBy, params, timeZone, dueAt, posted }: PostedRun): DigestRequest {
  return { schedule: { createdBy, params, timeZone }, dueAt, days: posted }
}

/** A post that was not sent yet goes out right at once; one that stands gets a reply, or is changed. */
async function planCorrection(db: Db, run: PostedRun, correction: Correction, now: Date): Promise<void> {
  const { channelId, posted, corrections } = run
  const under = `digest/${run.scheduleId}/${posted.about}`
  const standing = await findStandingMessage(db, channelId, under)
  const revision = corrections + 2
  const key = `${under}/corrected/${corrections + 1}`
  const common = { key, channelId, revision, card: correctedPost(correction), notBefore: now }
  const message: PlannedMessage = standing
    ? { ...common, subject: `${under}/corrected`, reply: { under, card: correctionCard(correction) } }
    : { ...common, subject: under }
  await planDelivery(db, message)
}

function storesLacking({ missing }: Digest): Correction['missing'] {
  return missing.map(({ store }) => store)
}
