import { randomUUID } from 'node:crypto'
import { openIdOf } from '#bots/feishu/api/approvals.ts'
import { FeishuError } from '#bots/feishu/api/faults.ts'
import { profileOf } from '#bots/feishu/api/profile.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import type { ApprovalDecision } from '#bots/feishu/receive/approvals.ts'
import { findInstance } from '#bots/feishu/send/approval/approval.ts'
import { texts as common } from '#bots/feishu/texts.ts'
import { rejectLine } from '#src/chat/card.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'

/** What the platform is answered; `message` is shown to the person, `null` where it was carried out. */
export interface DecisionAnswer {
  readonly status: number
  readonly message: string | null
}

/**
 * Carries out what somebody decided in 审批 as if they had typed it in the chat: the same rights, the same record. A
 * decision about a state that is over, or by somebody who may not, is refused with the reason. Never throws.
 */
export async function decideApproval(feishu: Feishu, decision: ApprovalDecision): Promise<DecisionAnswer> {
  const { deps } = feishu
  let locale: Locale = 'zh-CN'
  try {
    const person = await deciderOf(feishu, decision)
    locale = (await deps.languageOf({ workspace: feishu.config.appId, person })) ?? locale
    return await decideAs(feishu, decision, { person, locale })
  } catch (err) {
    const reference = randomUUID().slice(0, 8)
    deps.log.error({ err, reference }, 'A decision in Feishu could not be carried out')
    return { status: 500, message: fill(common.sorry, { reference })[locale] }
  }
}

async function decideAs(
  feishu: Feishu,
  { action_type: type, action_context: context, instance_id: id, reason }: ApprovalDecision,
  { person, locale }: { readonly person: string; readonly locale: Locale },
): Promise<DecisionAnswer> {
  const { config, deps } = feishu
  const kept = await findInstance(feishu, id)
  if (!kept || context !== kept.revision) return { status: 409, message: texts.over[locale] }
  const said = reason?.trim() || texts.noReason[locale]
  const line = type === 'APPROVE' ? kept.approval.lines.approve : rejectLine(kept.approval, said)
  const where = { workspace: config.appId, channel: person, kind: 'direct' } as const
  const profile = await profileOf(feishu, person)
  const reply = await deps.answer({ messenger: 'feishu', ...where, person, profile, line, via: 'button' })
  return reply.refused ? { status: 403, message: reply.refused[reply.locale] } : { status: 200, message: null }
}

/**
 * Who decided: the platform names them by a `user_id`, which may be a stand-in's. Where the app may not look that up, it is
 * the person whose task it is, since nobody else has its buttons.
 */
async function deciderOf({ api, deps }: Feishu, { user_id: user, task_id: task }: ApprovalDecision): Promise<string> {
  if (!user) return task
  try {
    return (await openIdOf(api, user)) ?? task
  } catch (err) {
    if (!(err instanceof FeishuError) || err.fault === 'doubtful') throw err
    deps.log.warn({ err }, 'Feishu does not say who decided: it is taken as the person whose task it is')
    return task
  }
}

const texts = {
  over: {
    en: 'This is no longer how things stand. Look at the proposal in the chat.',
    ja: '申請の状態が変わっています。チャットで最新の内容をご確認ください。',
    'zh-CN': '该申请的状态已变化，请在聊天中查看最新内容。',
  },
  noReason: {
    en: 'Rejected in the approval of Feishu',
    ja: 'Feishuの承認で差し戻し',
    'zh-CN': '在飞书审批中拒绝',
  },
} satisfies Record<string, Localized>
