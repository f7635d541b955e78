import { Big } from 'big.js'
import type { Action, Block, Card, Cell } from '#src/chat/card.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import type { Part, Reason } from '#src/domain/reconciliation/find-reason.ts'
import { coveredNotes } from '#src/features/reconciliation/cards/covered-note.ts'
import type { Difference } from '#src/features/reconciliation/store/differences.ts'
import { formatMoney, formatValue, unknownValue } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A store as the card names it. */
export interface NamedStore {
  readonly id: number
  readonly name: string
  readonly currency: string
}

const texts = {
  title: { en: 'Reconciliation of {store}, {month}', ja: '{store} {month}の照合', 'zh-CN': '{store} {month} 对账' },
  open: { en: 'Open differences', ja: '未処理の差異', 'zh-CN': '待处理的差异' },
  agrees: {
    en: 'Everything compared agrees.',
    ja: '比較した数値はすべて一致しています。',
    'zh-CN': '比较的数字全部一致。',
  },
  measure: { en: 'Figure', ja: '項目', 'zh-CN': '指标' },
  ours: { en: 'Ours', ja: '当システム', 'zh-CN': '我方' },
  theirs: { en: 'Theirs', ja: 'モール', 'zh-CN': '平台' },
  gap: { en: 'Difference', ja: '差', 'zh-CN': '差额' },
  reason: { en: 'Likely reason', ja: '考えられる原因', 'zh-CN': '可能原因' },
  accept: { en: 'Accept #{id}', ja: '#{id}を承認', 'zh-CN': '接受 #{id}' },
  pull: { en: 'Pull again #{id}', ja: '#{id}を再取得', 'zh-CN': '重新获取 #{id}' },
  accepted: { en: 'accepted', ja: '承認済み', 'zh-CN': '已接受' },
  pulling: { en: 'being pulled again', ja: '再取得中', 'zh-CN': '重新获取中' },
  missing: { en: 'missing days: {days}', ja: '欠けている日：{days}', 'zh-CN': '缺少日期：{days}' },
  zone: {
    en: 'time-zone cut: they count days in {zone}',
    ja: '日付の区切り：相手は{zone}で集計',
    'zh-CN': '时区不同：对方按 {zone} 计日',
  },
  shifted: {
    en: 'time-zone cut: each day lends to its neighbour, first {days}',
    ja: '日付の区切りの違い：前後の日で差が打ち消し合っています（{days} ほか）',
    'zh-CN': '时区不同：相邻日期差额相抵（{days} 等）',
  },
  currency: {
    en: 'currency: their figure looks like {currency}',
    ja: '通貨：相手の値は{currency}のようです',
    'zh-CN': '币种：对方数字似为 {currency}',
  },
  hundred: {
    en: 'currency: one of the two is a hundred times the other (cents for units)',
    ja: '通貨：桁が100倍違います（小数単位の取り違え）',
    'zh-CN': '币种：两者相差 100 倍（分与元混淆）',
  },
  pending: {
    en: 'pending: these days may still change: {days}',
    ja: '未確定：まだ変わる可能性のある日：{days}',
    'zh-CN': '未最终确定的日期：{days}',
  },
  days: {
    en: 'only these days differ: {days}',
    ja: '差があるのは次の日のみ：{days}',
    'zh-CN': '仅以下日期不同：{days}',
  },
  unknown: {
    en: 'not found: no missing day, zone, currency, tax, refunds or the like explains it',
    ja: '不明：欠けている日・日付の区切り・通貨・税・返金などでは説明できません',
    'zh-CN': '未找到：缺日、时区、币种、税、退款等均无法解释',
  },
  added: { en: 'they count {part} in', ja: '相手は{part}を含む', 'zh-CN': '对方包含{part}' },
  taken: { en: 'they take {part} off', ja: '相手は{part}を差し引く', 'zh-CN': '对方扣除了{part}' },
} satisfies Record<string, Localized>

const partNames: Readonly<Record<Part, Localized>> = {
  tax: { en: 'tax', ja: '税', 'zh-CN': '税' },
  refunds: { en: 'refunds', ja: '返金', 'zh-CN': '退款' },
  shipping: { en: 'shipping', ja: '送料', 'zh-CN': '运费' },
  discounts: { en: 'discounts', ja: '割引', 'zh-CN': '折扣' },
  cancelled: { en: 'cancelled orders', ja: 'キャンセル', 'zh-CN': '取消订单' },
}

/** At most so many days are named. */
const maxDays = 5

/** What differs in a month of a store, why, and what can be done about each. `trouble`: the marketplace was not asked. */
export function monthCard(
  store: NamedStore,
  month: string,
  list: readonly Difference[],
  trouble: Localized | null,
): Card {
  const title = fill(texts.title, { store: verbatim(store.name), month: month.slice(0, 7) })
  const note: readonly Block[] = [
    ...coveredNotes(list),
    ...(trouble ? [{ type: 'text', text: trouble, style: 'muted' } as const] : []),
  ]
  const open = list.filter(one => one.state !== 'gone')
  const table = list.length > 0 ? [tableOf(list, () => store)] : []
  if (open.length === 0)
    return { title, tone: 'good', blocks: [{ type: 'text', text: texts.agrees }, ...table, ...note] }
  return { title, tone: toneOf(open), blocks: [...table, ...note, ...actionsOf(open)] }
}

/** All open differences. */
export function openCard(list: readonly Difference[], stores: readonly NamedStore[]): Card {
  const open = list.filter(one => one.state === 'open' || one.state === 'pulling')
  if (open.length === 0) return { title: texts.open, tone: 'good', blocks: [{ type: 'text', text: texts.agrees }] }
  const find = (id: number) => stores.find(store => store.id === id)
  return { title: texts.open, tone: toneOf(open), blocks: [tableOf(open, find, true), ...actionsOf(open)] }
}

function toneOf(open: readonly Difference[]): Card['tone'] {
  return open.some(one => one.state === 'open') ? 'warning' : 'good'
}

function tableOf(list: readonly Difference[], find: (id: number) => NamedStore | undefined, named = false): Block {
  const columns = [
    { label: texts.measure },
    { label: texts.ours, align: 'end' },
    { label: texts.theirs, align: 'end' },
    { label: texts.gap, align: 'end' },
    { label: texts.reason },
  ] as const
  const rows = list.map((one): readonly Cell[] => {
    const store = find(one.storeId)
    const say = (value: string | null) => figure(one.measure, value, store?.currency ?? null)
    const label = findMeasure(one.measure)?.label ?? verbatim(one.measure)
    const name = named
      ? fill(verbatim('{store} {month} {label}'), {
          store: verbatim(store?.name ?? ''),
          month: one.month.slice(0, 7),
          label,
        })
      : label
    const gap = Big(one.theirs)
      .minus(one.ours ?? 0)
      .toFixed()
    return [
      { text: fill(verbatim(`{name}${one.state === 'gone' ? '' : ` #${one.id}`}`), { name }) },
      { text: say(one.ours) },
      { text: say(one.theirs) },
      { text: say(gap) },
      { text: stateText(one), ...(one.state === 'gone' && { tone: 'good' as const }) },
    ]
  })
  return { type: 'table', columns, rows }
}

function figure(measure: string, value: string | null, currency: string | null): Localized {
  if (value === null) return unknownValue
  const unit = findMeasure(measure)?.unit ?? 'count'
  return unit === 'money' ? formatMoney(Number(value), currency) : formatValue(Number(value), unit)
}

function stateText({ state, reason }: Difference): Localized {
  if (state === 'gone') return verbatim('✓')
  const why = reasonText(reason)
  if (state === 'open') return why
  return join([why, state === 'accepted' ? texts.accepted : texts.pulling], verbatim(' · '))
}

/** A reason in words. */
export function reasonText(reason: Reason): Localized {
  switch (reason.kind) {
    case 'none':
      return verbatim('✓')
    case 'missing-days':
      return fill(texts.missing, { days: named(reason.days) })
    case 'time-zone':
      return reason.zone === null
        ? fill(texts.shifted, { days: named(reason.days) })
        : fill(texts.zone, { zone: reason.zone })
    case 'currency':
      return reason.currency === null ? texts.hundred : fill(texts.currency, { currency: reason.currency })
    case 'parts':
      return join(
        reason.parts.map(({ part, sign }) => fill(sign === 1 ? texts.added : texts.taken, { part: partNames[part] })),
      )
    case 'pending':
      return fill(texts.pending, { days: named(reason.days) })
    case 'days':
      return fill(texts.days, { days: named(reason.days) })
    case 'unknown':
      return texts.unknown
    default:
      return reason satisfies never
  }
}

function named(days: readonly string[]): Localized {
  const more = days.length > maxDays ? ` +${days.length - maxDays}` : ''
  return join([...days.slice(0, maxDays)].map(verbatim).concat(more === '' ? [] : [verbatim(more.trim())]))
}

/** Judgement: what fits under one message. */
const maxActions = 3

function actionsOf(list: readonly Difference[]): readonly Block[] {
  const actions = list
    .filter(one => one.state === 'open')
    .slice(0, maxActions)
    .flatMap(({ id }): readonly Action[] => [
      { label: fill(texts.accept, { id }), line: `reconcile accept ${id}` },
      { label: fill(texts.pull, { id }), line: `reconcile pull ${id}` },
    ])
  return actions.length > 0 ? [{ type: 'actions', actions }] : []
}
