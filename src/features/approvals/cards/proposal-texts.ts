import type { Proposal, ProposalEvent } from '#src/features/approvals/store/proposals.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Words of proposals. */
export const proposalTexts = {
  title: { en: 'Target proposal {id}', ja: '目標の申請{id}', 'zh-CN': '目标申请{id}' },
  listTitle: { en: 'Target proposals', ja: '目標の申請一覧', 'zh-CN': '目标申请一览' },
  empty: { en: 'No proposal waits.', ja: '承認待ちの申請はありません。', 'zh-CN': '没有待审批的申请。' },
  waitsFor: { en: 'Waits for {people}', ja: '承認待ち：{people}', 'zh-CN': '等待审批：{people}' },
  nobody: {
    en: 'Nobody can approve this: no leader, manager or administrator sees these stores.',
    ja: '承認できる人がいません（対象店舗を見られるリーダー・マネージャー・管理者なし）。',
    'zh-CN': '没有可审批的人：没有负责人、主管或管理员能看到这些店铺。',
  },
  proposed: { en: 'Proposed', ja: '申請値', 'zh-CN': '申请值' },
  inForce: { en: 'In force', ja: '現在の目標', 'zh-CN': '现行目标' },
  none: { en: 'none', ja: 'なし', 'zh-CN': '无' },
  by: { en: 'Proposed by', ja: '申請者', 'zh-CN': '申请人' },
  reason: { en: 'Reason', ja: '理由', 'zh-CN': '理由' },
  value: { en: 'New value', ja: '新しい値', 'zh-CN': '新数值' },
  steps: { en: 'Approval', ja: '承認ルート', 'zh-CN': '审批流程' },
  history: { en: 'History', ja: '履歴', 'zh-CN': '历史' },
  number: { en: 'No.', ja: '番号', 'zh-CN': '编号' },
  waiting: { en: 'Waits for', ja: '承認者', 'zh-CN': '待审批人' },
} satisfies Record<string, Localized>

/** Labels of the buttons. */
export const actionTexts = {
  approve: { en: 'Approve', ja: '承認', 'zh-CN': '批准' },
  return: { en: 'Send back', ja: '差し戻し', 'zh-CN': '退回' },
  change: { en: 'Change', ja: '修正', 'zh-CN': '修改' },
  all: { en: 'Approve all {count}', ja: '{count}件すべて承認', 'zh-CN': '全部批准（{count}项）' },
  sure: {
    en: 'Approve these {count} targets?',
    ja: 'この{count}件の目標を承認しますか？',
    'zh-CN': '确定批准这{count}项目标吗？',
  },
  show: { en: 'Show {id}', ja: '{id}を見る', 'zh-CN': '查看{id}' },
} satisfies Record<string, Localized>

/** What became of a proposal. */
export const stateTexts: Readonly<Record<Exclude<Proposal['state'], 'waiting'>, Localized>> = {
  approved: {
    en: 'Approved: the target is in force',
    ja: '承認されました。目標は有効です',
    'zh-CN': '已批准，目标已生效',
  },
  returned: {
    en: 'Sent back: the target in force stays',
    ja: '差し戻されました。現在の目標のままです',
    'zh-CN': '已退回，现行目标不变',
  },
  withdrawn: {
    en: 'Withdrawn: the target in force stays',
    ja: '取り下げられました。現在の目標のままです',
    'zh-CN': '已撤回，现行目标不变',
  },
  expired: {
    en: 'Expired without an answer: the target in force stays',
    ja: '期限切れになりました。現在の目標のままです',
    'zh-CN': '超时未审批，现行目标不变',
  },
}

/** Lines of the history. */
export const eventTexts: Readonly<Record<ProposalEvent['kind'], Localized>> = {
  proposed: { en: 'proposed by {name}', ja: '{name}さんが申請', 'zh-CN': '{name}提交申请' },
  step: { en: 'a step approved by {name}', ja: '{name}さんが承認（次の承認者へ）', 'zh-CN': '{name}批准（转下一步）' },
  changed: { en: 'changed by {name}', ja: '{name}さんが修正', 'zh-CN': '{name}修改' },
  approved: { en: 'approved by {name}', ja: '{name}さんが承認', 'zh-CN': '{name}批准' },
  returned: { en: 'sent back by {name}', ja: '{name}さんが差し戻し', 'zh-CN': '{name}退回' },
  withdrawn: { en: 'withdrawn by {name}', ja: '{name}さんが取り下げ', 'zh-CN': '{name}撤回' },
  expired: { en: 'expired', ja: '期限切れ', 'zh-CN': '已过期' },
  reminded: { en: 'reminded', ja: 'リマインド送信', 'zh-CN': '已提醒' },
}

/** Who is asked at a step. */
export const stepTexts: Readonly<Record<string, Localized>> = {
  owner: { en: 'owner', ja: '担当者', 'zh-CN': '负责人' },
  leader: { en: 'leader', ja: 'リーダー', 'zh-CN': '组长' },
  manager: { en: 'manager', ja: 'マネージャー', 'zh-CN': '主管' },
  administrator: { en: 'administrator', ja: '管理者', 'zh-CN': '管理员' },
}
