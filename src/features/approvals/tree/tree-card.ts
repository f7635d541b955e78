import { Big } from 'big.js'
import { showValue } from '#src/cards/figure-cells.ts'
import { line, periodWord } from '#src/cards/lines.ts'
import { ratesLine } from '#src/cards/quality-lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { words as cardWords } from '#src/cards/words.ts'
import type { Block, Card, Cell } from '#src/chat/card.ts'
import type { RateUsed } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { BrokenDown } from '#src/domain/planning/break-down.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { valueWord } from '#src/features/approvals/suggest/suggest-card.ts'
import { formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A place's target with the stores' parts of it. Money in minor units. */
export interface Root {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  readonly value: number
  readonly currency: string | null
  /** The stores' own targets, in the order of the stores; `null`: a share of the whole is proposed. */
  readonly own: readonly (Target | null)[]
  /** The parts in each store's own currency. */
  readonly inStore: readonly number[]
  /** The rates by which stores of other currencies were added up; none where there are none. */
  readonly rates: readonly RateUsed[]
  readonly tree: BrokenDown
}

/** A target over stores, their owners, weeks and days. */
export function treeCard(root: Root, blocks: readonly Block[]): Card {
  const { kpi, place, period, value, currency, tree, own, inStore, rates } = root
  const show = (amount: number): Localized => showValue(amount, kpi, currency)
  const actions = tree.stores.slice(0, 5).flatMap((part, at) => {
    if (own[at] || place.place.kind === 'store') return []
    const theirs = kpi.unit === 'money' ? part.store.currency : null
    const typed = valueWord(inStore[at] ?? part.value, kpi, theirs)
    const label = fill(texts.give, {
      store: verbatim(part.store.name),
      value: showValue(inStore[at] ?? part.value, kpi, theirs),
    })
    return [{ label, line: line('target propose', kpi.id, part.store.slug, periodWord(period), typed) }]
  })
  return {
    title: titled(dotted([texts.title, kpi.label, place.label, period.label]), [place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: fill(texts.whole, { value: show(value) }) },
      storeTable(root, show),
      ...peopleBlock(root, show),
      {
        type: 'list',
        heading: texts.weeks,
        items: tree.weeks.map(week => item(formatDays(week.from, week.to, { year: true }), show(week.value))),
      },
      {
        type: 'list',
        heading: texts.days,
        folded: true,
        items: tree.days.map(({ day, value: amount }) => item(formatDay(day, { year: true }), show(amount))),
      },
      ...[ratesLine(rates) ?? []].flat(),
      ...blocks,
      ...(actions.length > 0 ? [{ type: 'actions', actions } as const] : []),
    ],
  }
}

function storeTable({ kpi, tree, own, inStore, currency }: Root, show: (amount: number) => Localized): Block {
  const amountText = (amount: number, theirs: number, storeCurrency: string) =>
    currency === null || storeCurrency === currency
      ? show(amount)
      : fill(texts.both, { value: show(amount), own: showValue(theirs, kpi, storeCurrency) })
  return {
    type: 'table',
    columns: [{ label: cardWords.place }, { label: cardWords.owner }, { label: cardWords.target, align: 'end' }],
    rows: tree.stores.map((part, at) => [
      { text: verbatim(part.store.name) },
      ownerCell(own[at]),
      { text: amountText(part.value, inStore[at] ?? part.value, part.store.currency) },
    ]),
  }
}

function ownerCell(own: Target | null | undefined): Cell {
  if (!own) return { text: texts.share, dim: true }
  return own.owner ? { text: verbatim(own.owner.name) } : { text: texts.nobody, dim: true }
}

/** What each owner has to bring over all their stores, the most first; left out where the stores' table says it already. */
function peopleBlock({ tree, own }: Root, show: (amount: number) => Localized): readonly Block[] {
  const owners = new Map<string, { readonly name: Localized; total: Big }>()
  tree.stores.forEach((part, at) => {
    const owner = own[at]?.owner
    const key = owner ? String(owner.id) : ''
    const one = owners.get(key) ?? { name: owner ? verbatim(owner.name) : texts.nobody, total: Big(0) }
    one.total = one.total.plus(part.value)
    owners.set(key, one)
  })
  if (owners.size === tree.stores.length || !own.some(one => one?.owner)) return []
  const rows = [...owners.values()].sort((a, b) => b.total.cmp(a.total))
  return [
    {
      type: 'list',
      heading: texts.people,
      items: rows.map(({ name, total }) => item(name, show(total.toNumber()))),
    },
  ]
}

function item(label: Localized, value: Localized): Localized {
  return fill({ en: '{label}: {value}', ja: '{label}：{value}', 'zh-CN': '{label}：{value}' }, { label, value })
}

const texts = {
  title: { en: 'Target broken down', ja: '目標の内訳', 'zh-CN': '目标分解' },
  whole: { en: 'Target: {value}', ja: '目標：{value}', 'zh-CN': '目标：{value}' },
  share: { en: 'share by past months', ja: '過去実績による配分', 'zh-CN': '按历史占比分配' },
  people: { en: 'People', ja: '担当者別', 'zh-CN': '按负责人' },
  nobody: { en: 'nobody', ja: '未定', 'zh-CN': '未指定' },
  weeks: { en: 'Weeks', ja: '週', 'zh-CN': '周' },
  days: { en: 'Days', ja: '日', 'zh-CN': '日' },
  give: { en: '{store}: {value}', ja: '{store}：{value}', 'zh-CN': '{store}：{value}' },
  both: { en: '{value} ({own})', ja: '{value}（{own}）', 'zh-CN': '{value}（{own}）' },
} satisfies Record<string, Localized>
