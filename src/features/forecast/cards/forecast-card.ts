import { showExact, showShort, showValue } from '#src/cards/figure-cells.ts'
import { sentence } from '#src/cards/headline.ts'
import { statusAction, targetAction, trendAction, whyAction } from '#src/cards/lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import { trendImage } from '#src/cards/trend-chart.ts'
import type { Action, Block, Card, Fact } from '#src/chat/card.ts'
import type { ChartShade } from '#src/domain/chart.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { BacktestError } from '#src/domain/forecast/backtest.ts'
import type { Forecast, Landing } from '#src/domain/forecast/forecast.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Day, type Period, shiftDays, wholePeriod } from '#src/domain/period/index.ts'
import { attainmentText } from '#src/domain/targets/attainment.ts'
import { smallPrint } from '#src/features/figures/index.ts'
import type { Outlook } from '#src/features/forecast/look-ahead.ts'
import type { BudgetOutlook, RunOut } from '#src/features/forecast/run-outs.ts'
import { formatCount, formatDay, formatMoney, formatPercent, formatValue } from '#src/i18n/format/index.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'
import { periodUnits, forecastTexts as texts } from './forecast-texts.ts'

/** What is said beside a landing. */
export interface ShownForecast {
  readonly shades: readonly ChartShade[]
  /** `null`: not looked at. */
  readonly runOuts: readonly RunOut[] | null
  readonly budget: BudgetOutlook | null
  readonly zone: string
  readonly today: Day
  readonly mayWrite: boolean
}

/** Products that are named (judgement: a phone's screen). */
const maxRunOuts = 8

/** Where a running period lands, how sure that is, and what runs out. */
export function forecastCard(outlook: Outlook, shown: ShownForecast): Card {
  const { kpi, place, forecast, figure } = outlook
  const period = wholePeriod(outlook.period)
  return {
    title: titled(dotted([texts.title, kpi.label, place.label, period.label]), [place]),
    tone: toneOf(outlook),
    blocks: [
      { type: 'text', style: 'strong', text: headline(outlook, forecast) },
      ...(forecast.kind === 'told' ? toldBlocks(outlook, forecast, shown) : untoldBlocks(outlook)),
      ...besides(shown, figure.kpi),
      ...smallPrint([figure], { zone: shown.zone }),
      { type: 'actions', actions: nextSteps(outlook, shown) },
    ],
  }
}

/** A KPI that has no landing, with what runs out where it is one of stock. */
export function withoutLandingCard(figure: Figure, shown: ShownForecast): Card {
  const { kpi, place, period } = figure
  const text = fill(texts.noSum, { kpi: kpi.label, text: sentence(figure) })
  const asksStock = kpi.theme === 'stock' && shown.runOuts !== null
  return {
    title: titled(dotted([texts.title, kpi.label, place.label, period.label]), [place]),
    tone: 'info',
    blocks: [
      ...(asksStock ? [] : [{ type: 'text', style: 'strong', text } as const]),
      ...besides(shown, kpi),
      ...(asksStock ? [{ type: 'text', style: 'muted', text } as const] : []),
      ...smallPrint([figure], { zone: shown.zone }),
      { type: 'actions', actions: [trendAction(kpi, place.place, null), statusAction(place.place, period, kpi)] },
    ],
  }
}

/** A period that is over. */
export function periodOverCard(figure: Figure, zone: string): Card {
  const { kpi, place, period, value, currency } = figure
  const text = fill(texts.over, { kpi: kpi.label, period: period.label, value: showValue(value, kpi, currency) })
  return {
    title: titled(dotted([texts.title, kpi.label, place.label, period.label]), [place]),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text },
      ...smallPrint([figure], { zone }),
      { type: 'actions', actions: [statusAction(place.place, period, kpi), whyAction(kpi, place.place, period)] },
    ],
  }
}

function toneOf({ forecast, target, kpi }: Outlook): Card['tone'] {
  if (forecast.kind !== 'told' || target === null || target <= 0 || kpi.better === 'band') return 'info'
  const share = forecast.landing / target
  if (kpi.better === 'lower') return share <= 1 ? 'good' : share <= 1.1 ? 'warning' : 'bad'
  return share >= 1 ? 'good' : share >= 0.9 ? 'warning' : 'bad'
}

function headline(outlook: Outlook, forecast: Forecast): Localized {
  const { kpi, target, period } = outlook
  const unit = unitOf(period)
  if (forecast.kind === 'too-little') return fill(texts.tooLittle, { unit })
  if (forecast.kind === 'too-far') return fill(texts.tooFar, { period: wholePeriod(period).label, unit })
  if (forecast.kind === 'naive-better') {
    const { error, naive } = forecast
    return fill(texts.naiveBetter, { ...errorWords(error, period), naive: percent(naive) })
  }
  const show = shower(outlook)
  const { landing, low, high } = forecast
  const values = { kpi: kpi.label, landing: show(landing), low: show(low), high: show(high) }
  const text = fill(low === null || high === null ? texts.landsAlone : texts.lands, values)
  if (target === null || target <= 0) return text
  return fill(texts.ofTarget, { text, target: show(target), share: attainmentText(landing / target) })
}

function shower({ kpi, figure }: Outlook): (amount: number | null) => Localized {
  return amount => showShort(amount, kpi, figure.currency)
}

function unitOf({ kind }: Period): Localized {
  return periodUnits[kind] ?? texts.fan
}

function errorWords(error: BacktestError, period: Period) {
  return { count: formatCount(error.periods), unit: unitOf(period), error: percent(error) }
}

function percent({ error }: BacktestError): Localized {
  return formatPercent(error, 1)
}

function toldBlocks(outlook: Outlook, landing: Landing, { shades, today }: ShownForecast): readonly Block[] {
  const { period, series, target, chance } = outlook
  const { error, naive, method, days } = landing
  const tested = naive
    ? fill(texts.error, { ...errorWords(error, period), naive: percent(naive) })
    : fill(texts.errorAlone, errorWords(error, period))
  const fan = { label: texts.fan, points: days }
  return [
    { type: 'facts', facts: factsOf(outlook, landing, today) },
    ...(target !== null && chance === null && landing.landing > landing.soFar
      ? [{ type: 'text', style: 'muted', text: texts.chanceUnknown } as const]
      : []),
    trendImage({ series, notes: [], shades, ...(days.length > 0 ? { fan } : {}) }),
    { type: 'text', text: tested },
    { type: 'text', style: 'muted', text: texts[method] },
  ]
}

function factsOf(outlook: Outlook, { soFar, landing, low, high }: Landing, today: Day): readonly Fact[] {
  const { kpi, figure, last, target, chance } = outlook
  const exact = (amount: number) => formatValue(Math.round(amount), kpi.unit, figure.currency)
  const range =
    low === null || high === null ? {} : { detail: fill(texts.range, { low: exact(low), high: exact(high) }) }
  return [
    {
      label: texts.soFar, // as `status` says it: each store up to its own last closed day
      value: figure.value === null ? exact(soFar) : showExact(figure.value, figure.exact ?? null, figure),
      detail: fill(texts.upTo, { day: formatDay(figure.closedTo ?? last, { readOn: today }) }),
    },
    { label: texts.landing, value: exact(landing), ...range },
    ...(target === null ? [] : [{ label: texts.target, value: exact(target) }]),
    ...(chance === null
      ? []
      : [{ label: texts.chance, value: fill(texts.about, { share: formatPercent(chance, 0) }) }]),
  ]
}

function untoldBlocks(outlook: Outlook): readonly Block[] {
  const { figure, series, forecast } = outlook
  const landing = forecast.kind === 'too-little' ? (figure.pacing?.landing ?? null) : null
  const show = shower(outlook)
  return [
    ...(landing === null ? [] : [{ type: 'text', text: fill(texts.plan, { landing: show(landing) }) } as const]),
    { type: 'text', text: sentence(figure) },
    ...(series.points.some(point => point.value !== null) ? [trendImage({ series, notes: [], shades: [] })] : []),
  ]
}

/** Beside another KPI only what runs out so soon, in days, is worth a line (judgement: reordering takes that long). */
const soonDays = 14

/** The budget, and what runs out: of a KPI of stock all of it, beside others what is near, and nothing where nothing is. */
function besides({ runOuts, budget, today }: ShownForecast, { theme }: Kpi): readonly Block[] {
  const near = shiftDays(today, soonDays)
  const named = theme === 'stock' ? runOuts : (runOuts?.filter(({ day }) => day <= near) ?? null)
  const isTold = named !== null && (theme === 'stock' || named.length > 0)
  return [
    ...(budget ? [{ type: 'text', text: budgetText(budget, today) } as const] : []),
    ...(isTold ? runOutBlocks(named, today, theme === 'stock' ? texts.runOuts : texts.runOutsSoon) : []),
  ]
}

function budgetText({ budget, spent, landing, day, currency }: BudgetOutlook, today: Day): Localized {
  const show = (amount: number) => formatMoney(Math.round(amount), currency)
  const values = { budget: show(budget), spent: show(spent), landing: show(landing) }
  return day === null
    ? fill(texts.lasts, values)
    : fill(texts.spent, { ...values, day: formatDay(day, { readOn: today }) })
}

function runOutBlocks(runOuts: readonly RunOut[], today: Day, heading: Localized): readonly Block[] {
  if (runOuts.length === 0) return [{ type: 'text', style: 'muted', text: texts.noRunOut }]
  const items = runOuts.slice(0, maxRunOuts).map(({ name, stock, perDay, day }) => {
    const pace = localized(locale => perDay.toLocaleString(locale, { maximumFractionDigits: 1 }))
    return fill(stock <= 0 ? texts.out : texts.runOut, {
      name,
      pace,
      stock: formatCount(stock),
      day: formatDay(day, { readOn: today }),
    })
  })
  const rest = runOuts.length - items.length
  const more = rest > 0 ? [fill(texts.more, { count: formatCount(rest) })] : []
  return [{ type: 'list', heading, items: [...items, ...more] }]
}

function nextSteps({ kpi, place, period }: Outlook, { mayWrite }: ShownForecast): readonly Action[] {
  return [
    statusAction(place.place, period, kpi),
    trendAction(kpi, place.place, null),
    ...(mayWrite && place.sku === '' ? [targetAction(kpi, place.place, period)] : []),
  ]
}
