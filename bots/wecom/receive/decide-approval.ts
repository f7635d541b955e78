import { type ApprovalDetail, readApproval } from '#bots/wecom/api/approvals.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { findApproval, type KeptApproval, keepApproval } from '#bots/wecom/send/approval/kept.ts'
import { rejectLine } from '#src/chat/card.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { ask } from './converse.ts'
import { inTurn, sayTo } from './say.ts'

/**
 * Carries out what somebody decided in 审批 as if they had typed it in the chat: the same rights, the same record. It looks
 * at the request itself, because what a callback says may be repeated or late. Who may not decide it, or comes second,
 * reads so; a request that ended without being carried out is submitted anew with the next comparison.
 */
export async function decideApproval(wecom: Wecom, spNo: string): Promise<void> {
  await inTurn(wecom, { who: `approval/${spNo}`, key: `approval/${spNo}` }, async () => {
    const kept = await findApproval(wecom.deps, spNo)
    if (kept?.spent !== 'no') return
    const detail = await readApproval(wecom.client, spNo)
    const line = lineOf(kept, detail)
    if (line === null || detail.by === null) return
    const { user } = detail.by
    const reply = await ask(wecom, { user, channel: user, kind: 'direct' }, line, 'button')
    await keepApproval(wecom.deps, spNo, { ...kept, spent: reply.refused ? 'refused' : 'carried out' })
    if (!reply.refused) return
    const target = { surface: 'app', users: [user] } as const
    const late = { workspace: '', channel: user, kind: 'direct' } as const
    const key = `approval/${spNo}/told`
    await inTurn(wecom, { who: user, key }, voice => sayTo(wecom, voice, { target, late }, reply))
  })
}

function lineOf({ approval }: KeptApproval, { state, by }: ApprovalDetail): string | null {
  if (state === 'approved') return approval.lines.approve
  if (state === 'withdrawn') return approval.lines.withdraw
  return state === 'rejected' ? rejectLine(approval, by?.speech || noReason['zh-CN']) : null
}

const noReason: Localized = {
  en: 'Rejected in the approval of WeCom',
  ja: 'WeComの承認で差し戻し',
  'zh-CN': '在企业微信审批中驳回',
}
