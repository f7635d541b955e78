import { Big } from 'big.js'
import { showValue } from '#src/cards/figure-cells.ts'
import { line, periodWord } from '#src/cards/lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { words as cardWords } from '#src/cards/words.ts'
import type { Block, Card, Cell } from '#src/chat/card.ts'
import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import { placeKey, type ResolvedPlace } from '#src/domain/place.ts'
import { type BrokenDown, breakDown, shareOut } from '#src/domain/planning/break-down.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { pickTarget } from '#src/domain/targets/targeting.ts'
import { UserError } from '#src/errors.ts'
import { kindOf, oneKpi, onePlace, targetPeriod } from '#src/features/approvals/requested-target.ts'
import { disagreements } from '#src/features/approvals/suggest/consistency.ts'
import { valueWord } from '#src/features/approvals/suggest/suggest-card.ts'
import { isAmount, readerOf, requireWhole } from '#src/features/figures/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import { formatDay, formatDays } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'

/** A place's target with the stores' parts of it. */
interface Root {
  readonly kpi: Kpi
  readonly place: ResolvedPlace
  readonly period: Period
  readonly value: number
  readonly currency: string | null
  /** The stores' own targets, in the order of the stores; `null`: a share of the whole is proposed. */
  readonly own: readonly (Target | null)[]
  readonly tree: BrokenDown
}

/** `target tree sales market:jp 2026-12`: a target over stores, their owners, weeks and days. */
export async function targetTree(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const kpi = oneKpi(words, context)
  const asked = onePlace(words, context, kpi)
  requireUsed(words, { kpis: 1, places: 1, periods: 1 }, texts.howTo)
  requireWhole(asked, context)
  if (!isAmount(kpi)) throw new UserError(fill(texts.rate, { kpi: kpi.label }))
  const place = await figures.resolve(readerOf(caller), asked)
  const period = targetPeriod(words.periods, figures.today(place, now))
  const history = await listTargets(db, { demo: caller.demo })
  const root = await rootOf(history, { kpi, place, period }, context)
  const blocks = disagreements(history, { kpi, place, period, catalog: context.catalog })
  return { cards: [treeCard(root, blocks)] }
}

async function rootOf(
  history: readonly Target[],
  at: Pick<Root, 'kpi' | 'place' | 'period'>,
  context: CommandContext,
): Promise<Root> {
  const { kpi, place, period } = at
  const find = (key: string) => pickTarget(history, kpi.id, key, kindOf(period), period.from)
  const whole = find(place.key)
  const own = place.stores.map(({ slug }) => find(placeKey({ kind: 'store', slug })))
  const sum = own.every(target => target?.value != null) ? own.reduce((all, one) => all + (one?.value ?? 0), 0) : null
  const value = whole?.value ?? sum
  const currency = (whole ?? own[0])?.currency ?? null
  const mixed = kpi.unit === 'money' && place.stores.some(store => store.currency !== currency)
  if (value === null) throw new UserError(fill(texts.none, { kpi: kpi.label, place: place.label }))
  if (mixed) throw new UserError(fill(texts.currencies, { place: place.label }))
  const agree = sum === value
  const shares = agree ? own.map(one => one?.value ?? 0) : shareOut(value, await weightsOf(at, context), 0)
  const parts = place.stores.map((store, index) => ({ store, value: shares[index] ?? 0 }))
  const events = await context.figures.events(period.from, period.end)
  const tree = breakDown(parts, period, { events, decimals: 0 })
  return { ...at, value, currency, own: agree ? own : own.map(() => null), tree }
}

/** What each store brought in the three months before. */
async function weightsOf({ kpi, place, period }: Pick<Root, 'kpi' | 'place' | 'period'>, context: CommandContext) {
  const { figures, caller, now } = context
  const today = figures.today(place, now)
  const to = shiftDays(period.from < today ? period.from : monthOf(today).from, -1)
  const past = rangePeriod(monthOf(shiftDays(to, -62)).from, to)
  const reader = readerOf(caller)
  const weights: number[] = []
  for (const { slug } of place.stores) {
    const [figure] = await figures.read(reader, { kpis: [kpi], place: { kind: 'store', slug }, period: past, now })
    weights.push(Math.max(0, figure?.value ?? 0))
  }
  return weights
}

function treeCard(root: Root, blocks: readonly Block[]): Card {
  const { kpi, place, period, value, currency, tree, own } = root
  const show = (amount: number): Localized => showValue(amount, kpi, currency)
  const actions = tree.stores.slice(0, 5).flatMap((part, at) => {
    if (own[at] || place.place.kind === 'store') return []
    const typed = valueWord(part.value, kpi, currency)
    const label = fill(texts.give, { store: verbatim(part.store.name), value: show(part.value) })
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
      ...blocks,
      ...(actions.length > 0 ? [{ type: 'actions', actions } as const] : []),
    ],
  }
}

function storeTable({ tree, own }: Root, show: (amount: number) => Localized): Block {
  return {
    type: 'table',
    columns: [{ label: cardWords.place }, { label: cardWords.owner }, { label: cardWords.target, align: 'end' }],
    rows: tree.stores.map((part, at) => [
      { text: verbatim(part.store.name) },
      ownerCell(own[at]),
      { text: show(part.value) },
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
  rate: {
    en: '{kpi} is not shared out: a rate is the same on every day and at every store.',
    ja: '{kpi}は配分できません（率はどの日・店舗でも同じ目標です）。',
    'zh-CN': '{kpi}无法分解：比率在各店各日目标相同。',
  },
  none: {
    en: 'No target of {kpi} is set for {place}.',
    ja: '{place}に{kpi}の目標はありません。',
    'zh-CN': '{place}没有设定{kpi}的目标。',
  },
  currencies: {
    en: 'The stores of {place} have several currencies: name a market or a store.',
    ja: '{place}の店舗は通貨が異なります。国または店舗を指定してください。',
    'zh-CN': '{place}的店铺币种不同，请指定市场或店铺。',
  },
  howTo: {
    en: 'For example: target tree sales market:jp 2026-12',
    ja: '例：目標 内訳 売上 日本 2026-12',
    'zh-CN': '例如：目标 分解 销售额 日本 2026-12',
  },
} satisfies Record<string, Localized>
