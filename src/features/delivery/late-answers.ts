import { answerPrefix } from '#src/chat/direct-answers.ts'
import { hasWaitingAnswer } from '#src/features/delivery/store/index.ts'
import { ensureChannel, findChannel } from '#src/features/people/index.ts'
import type { AnswerOutbox, LateAnswer } from '#src/platform/bot-services/direct-answers.ts'
import type { Database } from '#src/platform/database/db.ts'
import { planDelivery } from './plan.ts'

/** What late answers of one messenger are planned with. */
export interface LateAnswerParts {
  readonly db: Database['db']
  readonly messenger: string
  readonly teamTimeZone: string
  readonly now: () => Date
}

/** Somebody waits for it: after what is critical, before everything that is scheduled. */
const urgency = 2

/** The outbox as the place of answers that cannot be said at once; they keep their order there. */
export function createAnswerOutbox(parts: LateAnswerParts): AnswerOutbox {
  const { db, messenger } = parts
  return {
    waits: ({ workspace, channel }) => hasWaitingAnswer(db, { messenger, workspace, externalId: channel }),
    plan: answer => planAnswer(parts, answer),
  }
}

async function planAnswer({ db, messenger, teamTimeZone, now }: LateAnswerParts, answer: LateAnswer): Promise<void> {
  const { to, card, locale } = answer
  const { workspace, channel: externalId, kind } = to
  const subject = `${answerPrefix}${messenger}/${answer.key}`
  await db.transaction(async tx => {
    const known = await findChannel(tx, messenger, workspace, externalId)
    const channel =
      known ??
      (await ensureChannel(tx, {
        messenger,
        workspace,
        externalId,
        name: externalId,
        kind,
        scope: kind === 'direct' ? ['all'] : [],
        locale,
        timeZone: teamTimeZone,
        alerts: kind === 'group',
      }))
    await planDelivery(tx, { key: subject, channelId: channel.id, subject, card, urgency, notBefore: now() })
  })
}
