import { line } from '#src/cards/lines.ts'
import { demoTitled } from '#src/cards/titles.ts'
import { words } from '#src/cards/words.ts'
import { workLengthText } from '#src/cards/work-length.ts'
import type { Block, Card } from '#src/chat/card.ts'
import type { ApprovalRule } from '#src/domain/approvals/approval-rule.ts'
import type { ApprovalTimes } from '#src/domain/approvals/times.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { formatPercent } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { stepTexts } from './proposal-texts.ts'

const texts = {
  title: { en: 'Approval of targets', ja: '目標の承認ルール', 'zh-CN': '目标审批规则' },
  empty: {
    en: 'No target needs approval. A line such as “approval set {example}” asks for it.',
    ja: '承認が必要な目標はありません。「承認 設定 {example}」のように設定できます。',
    'zh-CN': '目前设定目标无需审批。可输入“审批 设置 {example}”。',
  },
  from: { en: 'Change from', ja: '変更幅', 'zh-CN': '变动幅度' },
  all: { en: 'every KPI', ja: 'すべての指標', 'zh-CN': '全部指标' },
  any: { en: 'any', ja: 'すべて', 'zh-CN': '任意' },
  atLeast: { en: '≥ {percent}', ja: '{percent}以上', 'zh-CN': '≥ {percent}' },
  who: { en: 'Approved by', ja: '承認ルート', 'zh-CN': '审批流程' },
  times: {
    en: 'Who is asked is reminded after {remind} in working time; a proposal that nobody decides ends after {expire}.',
    ja: '承認者には{remind}後（営業時間）にリマインドし、{expire}承認されない申請は失効します。',
    'zh-CN': '待审批人经过{remind}（工作时间）后收到提醒；{expire}内无人审批则申请到期。',
  },
  platforms: {
    en: 'Proposals also stand in the own approval of the messenger, and may be decided there.',
    ja: '申請はチャットツールの承認機能にも登録され、そこでも承認できます。',
    'zh-CN': '申请会同时进入聊天平台自带的审批，可在那里处理。',
  },
  remove: { en: 'Remove {id}', ja: '{id}を削除', 'zh-CN': '删除{id}' },
} satisfies Record<string, Localized>

const examples: Localized = {
  en: 'market:jp leader manager 20%',
  ja: '日本 リーダー マネージャー 20%',
  'zh-CN': '日本 组长 主管 20%',
}

interface Shown {
  readonly catalog: Catalog
  readonly stores: readonly Store[]
  readonly demo: boolean
  readonly times: ApprovalTimes
  /** Whether proposals also stand in the platforms' own approval. */
  readonly platforms: boolean
}

/** The rules by which targets need approval. */
export function rulesCard(rules: readonly ApprovalRule[], { catalog, stores, demo, times, platforms }: Shown): Card {
  const title = demoTitled(texts.title, demo)
  const text = fill(texts.empty, { example: examples })
  const waits: Block[] = [timesText(times), ...(platforms ? [texts.platforms] : [])].map(said => ({
    type: 'text',
    style: 'muted',
    text: said,
  }))
  if (rules.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text }, ...waits] }
  const kpiOf = (id: string | null) => (id === null ? texts.all : (catalog.findKpi(id)?.label ?? verbatim(id)))
  return {
    title,
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [{ label: words.place }, { label: words.kpi }, { label: texts.from }, { label: texts.who }],
        rows: rules.map(rule => [
          { text: placeLabel(rule.place, stores) },
          { text: kpiOf(rule.kpiId) },
          {
            text: rule.fromChange > 0 ? fill(texts.atLeast, { percent: formatPercent(rule.fromChange, 0) }) : texts.any,
          },
          {
            text: join(
              rule.steps.map(step => stepTexts[step] ?? verbatim(step)),
              verbatim(' → '),
            ),
          },
        ]),
      },
      ...waits,
      {
        type: 'actions',
        actions: rules.slice(0, 5).map(rule => ({
          label: fill(texts.remove, { id: placeLabel(rule.place, stores) }),
          line: line('approval remove', rule.kpiId ?? undefined, rule.place.replace('store:', '')),
          style: 'danger',
        })),
      },
    ],
  }
}

function timesText({ remind, expire }: ApprovalTimes): Localized {
  return fill(texts.times, { remind: workLengthText(remind), expire: workLengthText(expire) })
}
