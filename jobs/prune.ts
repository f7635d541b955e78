import { defineJob } from '#src/contracts/job.ts'
import { pruneHeldNotes } from '#src/features/alerts/index.ts'
import { pruneShares } from '#src/features/boards/index.ts'
import { pruneAudit } from '#src/features/conversation/index.ts'
import { pruneDeliveries, pruneFiles, pruneMessages, prunePictures } from '#src/features/delivery/index.ts'
import { pruneReviewFiles } from '#src/features/reviews/index.ts'
import { pruneLinks, pruneSessions } from '#src/features/sign-in/index.ts'
import { pruneAnswers, pruneLedger, prunePulls } from '#src/features/sync/index.ts'
import { pruneTraining } from '#src/features/training/index.ts'
import { pruneSteps } from '#src/features/undo/index.ts'
import { pruneOwnMessages } from '#src/platform/bot-services/store/console-messages.ts'
import { pruneInbox } from '#src/platform/bot-services/store/inbox.ts'
import { pruneUploads } from '#src/platform/bot-services/store/uploads.ts'
import { pruneClaims } from '#src/platform/database/claims.ts'
import { pruneCounters } from '#src/platform/database/quotas.ts'
import { keptDays } from '#src/platform/database/retention.ts'
import { pruneRuns } from '#src/platform/jobs/schedules.ts'

const dayMs = 86_400_000

/** Forgets what nobody needs any more. */
export const prune = defineJob({
  name: 'prune',
  schedule: '17 3 * * *',
  expireSeconds: 600,
  async run(_data, { db, now, log, kept }) {
    const before = (days: number) => new Date(now().getTime() - days * dayMs)
    const gone = {
      sessions: await pruneSessions(db, before(keptDays.sessions)),
      shares: await pruneShares(db, before(keptDays.shareVisits)),
      signInLinks: await pruneLinks(db, before(1)),
      claims: await pruneClaims(db, before(keptDays.claims)),
      inbox: await pruneInbox(db, before(keptDays.claims)),
      counters: await pruneCounters(db, now()),
      audit: await pruneAudit(db, before(keptDays.audit)),
      pictures: await prunePictures(db, before(keptDays.pictures)),
      files: await pruneFiles(db, now()),
      uploads: await pruneUploads(db, before(keptDays.uploads)),
      ownMessages: await pruneOwnMessages(db, before(keptDays.ownMessages)),
      reviewFiles: await pruneReviewFiles(db, before(keptDays.reviewFiles)),
      held: await pruneHeldNotes(db, before(keptDays.held).toISOString().slice(0, 10)),
      practice: await pruneTraining(db, before(keptDays.practice), now()),
      undo: await pruneSteps(db, before(keptDays.undo)),
      answers: await pruneAnswers(db, before(kept?.answerDays ?? keptDays.answers)),
      orderLines: await pruneLedger(
        db,
        before(kept?.ledgerDays ?? keptDays.ledger)
          .toISOString()
          .slice(0, 10),
      ),
      pulls: await prunePulls(db, before(keptDays.pulls)),
      deliveries: await pruneDeliveries(db, before(keptDays.deliveries)),
      messages: await pruneMessages(db, before(keptDays.messages)), // after the outbox: what it holds still stands
      scheduleRuns: await pruneRuns(db, before(keptDays.scheduleRuns)),
    }
    log.info(gone, 'old rows were removed')
  },
})
