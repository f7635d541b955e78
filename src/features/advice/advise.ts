import { type AdviceRule, adviceRules } from '#src/domain/advice/rules.ts'
import { holders, stakeOf } from '#src/domain/advice/stake.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { type Period, rangePeriod, sameWeekdaysBefore, shiftDays } from '#src/domain/period/index.ts'
import type { ResolvedPlace, Store } from '#src/domain/place.ts'
import { sumKpi } from '#src/domain/sum-kpi.ts'
import type { Figures, Reader } from '#src/features/figures/index.ts'
import { listProcedures, procedureFor } from '#src/features/procedures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { countFeedback, type FeedbackCount } from './store/feedback.ts'
import { type SetTarget, type TargetsAt, targetsFor } from './targets-above.ts'

/** Something that costs money, with the arithmetic of it. */
export interface Advice {
  readonly rule: AdviceRule
  readonly figure: Figure
  readonly target: number
  /** Nobody set a target: the rule's own counts. */
  readonly isFallback: boolean
  /** The market, platform or company whose target counts, as the store has none; `null`: its own, or the rule's. */
  readonly targetOf: Localized | null
  /** Sum of the base over the days; `null` where the KPI is the money itself. */
  readonly base: number | null
  readonly baseFormula: string
  readonly currency: string
  /** Money at stake over the days, and a week of it, in minor units of `currency`. */
  readonly stake: number
  readonly weekly: number
  /** The same in the currency of the place asked about, for the ranking. */
  readonly rank: number
  /** Products that hold four fifths of it, the largest first; empty where no product tells it. */
  readonly skus: readonly { readonly name: Localized; readonly amount: number }[]
  readonly procedure: { readonly title: string; readonly url: string } | null
  readonly feedback: FeedbackCount | null
}

/** Days that are looked at, closed ones alone: four weeks, so that each weekday counts as often. */
const days = 28
const weeks = days / 7
/** The share that the named products hold (KPI reference section 7.5). */
const held = 0.8

/** What to ask about. */
export interface AdviceRequest {
  readonly reader: Reader
  readonly place: ResolvedPlace
  readonly now: Date
}

/** What costs most money at the stores of a place, the most first. */
export async function adviseOn(
  { db, figures }: { readonly db: Db; readonly figures: Figures },
  request: AdviceRequest,
): Promise<readonly Advice[]> {
  const { reader, place } = request
  const [catalog, procedures, feedback] = await Promise.all([
    figures.catalog(),
    listProcedures(db, reader.demo),
    countFeedback(db, reader.demo),
  ])
  const rules = adviceRules.flatMap(rule => {
    const kpi = catalog.findKpi(rule.kpiId)
    return kpi ? [{ rule, kpi }] : []
  })
  const targets = targetsFor(
    figures,
    reader,
    rules.map(({ kpi }) => kpi),
    request.now,
  )
  const found = await Promise.all(place.stores.map(store => ofStore(figures, request, store, { rules, targets })))
  return found
    .flat()
    .map(advice => ({
      ...advice,
      procedure: procedureFor(procedures, advice.figure.kpi.id, advice.figure.place.stores),
      feedback: feedback.find(({ rule }) => rule === advice.rule.id) ?? null,
    }))
    .sort((a, b) => b.rank - a.rank)
}

type Ruled = { readonly rule: AdviceRule; readonly kpi: Kpi }

async function ofStore(
  figures: Figures,
  { reader, place, now }: AdviceRequest,
  store: Store,
  { rules, targets }: { readonly rules: readonly Ruled[]; readonly targets: TargetsAt },
): Promise<readonly Advice[]> {
  const { slug } = store
  const own = await figures.resolve(reader, { kind: 'store', slug })
  const last = shiftDays(figures.today(own, now), -1)
  const period = rangePeriod(shiftDays(last, 1 - days), last)
  const bases = [...new Set(['net_sales', ...rules.map(({ rule }) => rule.base).filter(base => base !== '')])]
  const kpis = [...rules.map(({ kpi }) => kpi), ...bases.map(base => sumKpi(base, 'money'))]
  const [read, whole, set] = await Promise.all([
    figures.read(reader, { kpis, place: own.place, period, now }),
    salesOf(figures, { reader, place, now }, period, slug),
    targets(store, last),
  ])
  const baseOf = (formula: string) => read[rules.length + bases.indexOf(formula)]?.value ?? null
  const sales = baseOf('net_sales')
  const rate = sales && whole ? whole / sales : 1
  const advices = rules.map(({ rule }, at) => {
    const figure = read[at]
    const base = rule.base === '' ? null : baseOf(rule.base)
    return figure ? adviceOf(rule, figure, { base, set: set[at] ?? null, rate }) : null
  })
  return Promise.all(
    advices.flatMap(advice => (advice ? [withSkus(figures, { reader, place: own, now }, period, advice)] : [])),
  )
}

/** What the store sold in the currency of the place asked about: what makes stores of several currencies comparable. */
async function salesOf(
  figures: Figures,
  { reader, place, now }: AdviceRequest,
  period: Period,
  slug: string,
): Promise<number | null> {
  if (new Set(place.stores.map(store => store.currency)).size < 2) return null
  const kpi = sumKpi('net_sales', 'money')
  const request = { kpi, place: place.place, by: 'store', period, before: sameWeekdaysBefore(period), now } as const
  const movers = await figures.parts(reader, request)
  return movers.find(mover => mover.place.stores[0]?.slug === slug)?.value ?? null
}

interface Known {
  /** Sum of the rule's base; `null`: it has none, or none is known. */
  readonly base: number | null
  /** The target that somebody set; `null`: none. */
  readonly set: SetTarget | null
  readonly rate: number
}

function adviceOf(rule: AdviceRule, figure: Figure, { base, set, rate }: Known): Advice | null {
  const { value } = figure
  const currency = figure.place.stores[0]?.currency
  if (value === null || currency === undefined || figure.quality.belowSample) return null
  const target = set?.value ?? rule.fallback
  if (target === null || (rule.form !== 'value' && base === null)) return null
  const stake = stakeOf(rule, { value, target, base: base ?? 0, better: figure.kpi.better })
  if (Math.round(stake / weeks) <= 0) return null
  return {
    ...{
      rule,
      figure,
      target,
      isFallback: set === null,
      targetOf: set?.of ?? null,
      base,
      baseFormula: rule.base,
      currency,
      stake,
    },
    ...{ weekly: stake / weeks, rank: stake * rate, skus: [], procedure: null, feedback: null },
  }
}

/** The products behind a rate of money over money: each by what it is over the target. */
async function withSkus(
  figures: Figures,
  { reader, place, now }: AdviceRequest,
  period: Period,
  advice: Advice,
): Promise<Advice> {
  const over = /^(\w+) \/ (\w+)$/.exec(advice.figure.kpi.formula)
  if (advice.rule.form !== 'gap' || over?.[2] !== advice.rule.base) return advice
  const formula = `optional(${over[1]}) - ${advice.target.toFixed(6)} * optional(${over[2]})`
  const request = { kpi: sumKpi(formula, 'money'), place: place.place, by: 'sku', period, now } as const
  const movers = await figures.parts(reader, { ...request, before: sameWeekdaysBefore(period) })
  const [store] = place.stores
  const skus = movers.map(({ place: sku, value }) => ({
    name: withoutStore(sku.label, store?.name),
    amount: value ?? 0,
  }))
  return { ...advice, skus: holders(skus, held) }
}

function withoutStore(label: Localized, store = ''): Localized {
  const own = (text: string) => (text.startsWith(`${store} · `) ? text.slice(store.length + 3) : text)
  return { en: own(label.en), ja: own(label.ja), 'zh-CN': own(label['zh-CN']) }
}
