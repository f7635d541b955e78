import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { monthOf, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import { breakDown, shareOut } from '#src/domain/planning/break-down.ts'
import type { Target } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import { oneKpi, onePlace, targetPeriod } from '#src/features/approvals/requested-target.ts'
import { disagreements } from '#src/features/approvals/suggest/consistency.ts'
import { isAmount, readerOf, requireWhole } from '#src/features/figures/index.ts'
import { listTargets } from '#src/features/targets/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { requireUsed } from '#src/language/account.ts'
import { type StoreAmounts, storeAmounts } from './store-amounts.ts'
import { type Root, treeCard } from './tree-card.ts'
import { treeTables } from './tree-tables.ts'

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
  const blocks = await disagreements(history, { kpi, place, period }, context)
  return { cards: [treeCard(root, blocks)], tables: () => treeTables(root) }
}

async function rootOf(
  history: readonly Target[],
  at: Pick<Root, 'kpi' | 'place' | 'period'>,
  context: CommandContext,
): Promise<Root> {
  const { place, period } = at
  const events = await context.figures.events(period.from, period.end)
  const found = await storeAmounts(context.db, history, at, events)
  const value = found.whole?.value ?? found.sum?.round(0).toNumber() ?? null
  if (value === null) throw new UserError(missingText(at, found.own))
  const agree = found.sum?.minus(value).abs().lte(found.slack) ?? false
  const weights = agree ? found.parts.map(({ amount }) => amount.toNumber()) : await weightsOf(at, found, context)
  const shares = shareOut(value, weights, 0)
  const parts = place.stores.map((store, index) => ({
    store,
    value: shares[index] ?? 0,
    dayWeights: agree ? found.parts[index]?.days : undefined,
  }))
  const tree = breakDown(parts, period, { events, decimals: 0 })
  const own = agree ? found.own : found.own.map(() => null)
  const inStore = tree.stores.map(({ store, value: share }, index) =>
    own[index]?.currency === store.currency ? (own[index]?.value ?? share) : found.inStores(share, store),
  )
  return { ...at, value, currency: found.currency, own, inStore, rates: found.rates, tree }
}

/** Which stores have no target where others have: together they are none of the place. */
function missingText({ kpi, place }: Pick<Root, 'kpi' | 'place'>, own: StoreAmounts['own']): Localized {
  const without = place.stores.filter((_store, at) => own[at]?.value == null)
  if (without.length === 0 || without.length === place.stores.length)
    return fill(texts.none, { kpi: kpi.label, place: place.label })
  const stores = join(without.map(({ name }) => verbatim(name)))
  return fill(texts.some, { kpi: kpi.label, place: place.label, stores })
}

/** What each store brought in the three months before, in the currency of the whole. */
async function weightsOf(
  { kpi, place, period }: Pick<Root, 'kpi' | 'place' | 'period'>,
  { inWhole }: StoreAmounts,
  context: CommandContext,
) {
  const { figures, caller, now } = context
  const today = figures.today(place, now)
  const to = shiftDays(period.from < today ? period.from : monthOf(today).from, -1)
  const past = rangePeriod(monthOf(shiftDays(to, -62)).from, to)
  const reader = readerOf(caller)
  const weights: number[] = []
  for (const store of place.stores) {
    const question = { kpis: [kpi], place: { kind: 'store', slug: store.slug }, period: past, now } as const
    const [figure] = await figures.read(reader, question)
    weights.push(Math.max(0, inWhole(figure?.value ?? 0, store)))
  }
  return weights
}

const texts = {
  rate: {
    en: '{kpi} is not shared out: a rate is the same on every day and at every store.',
    ja: '{kpi}は配分できません（率はどの日・店舗でも同じ目標です）。',
    'zh-CN': '{kpi}无法分解：比率在各店各日目标相同。',
  },
  some: {
    en: '{place} has no target of {kpi}, and these of its stores have none either: {stores}. Set one for {place}, or theirs.',
    ja: '{place}に{kpi}の目標がなく、次の店舗にもありません：{stores}。{place}または各店舗の目標を設定してください。',
    'zh-CN': '{place}没有{kpi}目标，以下店铺也没有：{stores}。请为{place}或这些店铺设定目标。',
  },
  none: {
    en: 'No target of {kpi} is set for {place}.',
    ja: '{place}に{kpi}の目標はありません。',
    'zh-CN': '{place}没有设定{kpi}的目标。',
  },
  howTo: {
    en: 'For example: target tree sales market:jp 2026-12',
    ja: '例：目標 内訳 売上 日本 2026-12',
    'zh-CN': '例如：目标 分解 销售额 日本 2026-12',
  },
} satisfies Record<string, Localized>
