import type { Card } from '#src/chat/card.ts'
import { type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, type Period, rangePeriod, shiftDays } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { mainKpi, ownPlace, readerOf, shadesAt } from '#src/features/figures/index.ts'
import {
  budgetOf,
  forecastCard,
  forecastTable,
  lookAhead,
  type Outlook,
  periodOverCard,
  type RunOut,
  runOutsOf,
  runOutTable,
  type ShownForecast,
  withoutLandingCard,
} from '#src/features/forecast/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Answers at once (judgement: each is a screen of its own). */
const maxCards = 3
/** KPIs beside which it matters what runs out: what is sold, and what is spent on it. */
const withStock: ReadonlySet<string> = new Set(['sales', 'gross_sales', 'units', 'orders'])
const withBudget: ReadonlySet<string> = new Set(['sales', 'ad_spend', 'ad_budget_use'])

/** Where a running period lands, with the error of such forecasts in the past; what is sold out and spent when. */
export const forecast = defineCommand({
  name: 'forecast',
  aliases: { en: ['predict', 'outlook', 'landing'], ja: ['予測', '着地', '見込み'], 'zh-CN': ['预测', '预估'] },
  summary: {
    en: 'Where a period lands, how sure that is, what runs out',
    ja: '期末の着地見込みと確かさ、欠品・予算切れの日',
    'zh-CN': '期末预测及可信度、断货日和预算用完日',
  },
  examples: {
    en: ['forecast', 'forecast sales rakuten this month', 'forecast stock amazon-us'],
    ja: ['予測', '予測 売上 楽天 今月', '予測 在庫数 amazon-us'],
    'zh-CN': ['预测', '预测 销售额 乐天 本月', '预测 库存 amazon-us'],
  },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, except: true, periods: true },
  async run(words, context) {
    if (words.periods.length > 1) throw new UserError(texts.onePeriod)
    const kpis = words.kpis.length > 0 ? words.kpis : [mainKpi(context)]
    const places = words.places.length > 0 ? words.places : [ownPlace(context.caller)]
    const wanted = places.flatMap(place => kpis.map(kpi => ({ kpi, place })))
    if (wanted.length > maxCards) throw new UserError(texts.tooMany)
    const all: Told[] = []
    for (const { kpi, place } of wanted) all.push(await told(kpi, place, words, context))
    const outlooks = all.flatMap(({ outlook }) => outlook ?? [])
    const runOuts = all.flatMap(one => one.runOuts ?? [])
    const tables = () => [
      ...(outlooks.length > 0 ? [forecastTable(outlooks)] : []),
      ...(runOuts.length > 0 ? [runOutTable(runOuts)] : []),
    ]
    const cards = all.map(({ card }) => card)
    return outlooks.length + runOuts.length > 0 ? { cards, tables } : { cards }
  },
})

interface Told {
  readonly card: Card
  readonly outlook: Outlook | null
  readonly runOuts: readonly RunOut[] | null
}

async function told(kpi: Kpi, asked: Place, words: Words, context: CommandContext): Promise<Told> {
  const { figures, caller, now } = context
  const reader = readerOf(caller)
  const place = await figures.resolve(reader, asked)
  const today = figures.today(place, now)
  const period = words.periods[0] ?? monthOf(today, today)
  if (period.end < today) {
    const [figure] = await figures.read(reader, { kpis: [kpi], place: asked, period, now })
    if (figure) return { card: periodOverCard(figure, caller.timeZone), outlook: null, runOuts: null }
  }
  const outlook = await lookAhead(figures, { reader, kpi, place, period, now })
  const shown = await besides(kpi, place, period, context)
  const { runOuts } = shown
  if (outlook) return { card: forecastCard(outlook, shown), outlook, runOuts }
  const [figure] = await figures.read(reader, { kpis: [kpi], place: asked, period, now })
  if (!figure) throw new Error('A figure was asked for and none came')
  return { card: withoutLandingCard(figure, shown), outlook: null, runOuts }
}

async function besides(
  kpi: Kpi,
  place: ResolvedPlace,
  period: Period,
  context: CommandContext,
): Promise<ShownForecast> {
  const { figures, caller, now } = context
  const request = { reader: readerOf(caller), place, now }
  const days = rangePeriod(shiftDays(period.from, -31), period.end)
  const stock = place.sku === '' && (withStock.has(kpi.id) || kpi.theme === 'stock')
  const [shades, runOuts, budget] = await Promise.all([
    shadesAt(figures, place, days),
    stock ? runOutsOf(figures, request) : null,
    withBudget.has(kpi.id) ? budgetOf(figures, request) : null,
  ])
  const today = localDay(now, caller.timeZone)
  return { shades, runOuts, budget, zone: caller.timeZone, today, mayWrite: includes(caller.role, 'operator') }
}

const texts = {
  onePeriod: {
    en: 'Name one period to forecast, such as: this month.',
    ja: '予測する期間は1つ指定してください（例：今月）。',
    'zh-CN': '请指定一个要预测的周期，例如：本月。',
  },
  tooMany: {
    en: 'One answer forecasts at most three. Name fewer KPIs or places.',
    ja: '一度に予測できるのは3件までです。指標か店舗を減らしてください。',
    'zh-CN': '一次最多预测3项，请减少指标或店铺。',
  },
} satisfies Record<string, Localized>
