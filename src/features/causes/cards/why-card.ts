import { isGood } from '#src/cards/attained.ts'
import { figureValue, showExact, showValue } from '#src/cards/figure-cells.ts'
import { noteAction, trendAction, whyAction } from '#src/cards/lines.ts'
import { dotted, titled } from '#src/cards/titles.ts'
import type { Action, Block, Card } from '#src/chat/card.ts'
import { minUsualCases, type Usual, type Why, type WhyReasons } from '#src/domain/causes/why.ts'
import { type Day, dayPeriod, periodBefore, shiftDays } from '#src/domain/period/index.ts'
import { commonMarket, type Place } from '#src/domain/place.ts'
import { marketLabel } from '#src/domain/place-names.ts'
import { latestActions, latestBlocks, smallPrint } from '#src/features/figures/index.ts'
import { formatCount, formatPercent } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { observations } from './cause-text.ts'
import { comparedTexts, tellsCompared } from './compared-text.ts'
import { seenText } from './seen-text.ts'
import { arithmeticBlocks } from './why-arithmetic.ts'
import { changeWithShare, shownChange } from './why-numbers.ts'
import { reasonsImage, waterfallImage } from './why-pictures.ts'
import { whyTexts as texts } from './why-texts.ts'

/** How the answer is shown. */
export interface WhyShown {
  readonly zone: string
  /** The reader's day. */
  readonly today: Day
  readonly mayWrite: boolean
  /** The alert that was asked about; absent: none. */
  readonly alertId?: number
  /** The newest day with any data, where there is no value; absent or `null`: as in `status`, nobody has to be told. */
  readonly latest?: Day | null
  /** What platforms do not tell the KPI, and how it can be had. */
  readonly untold?: readonly Block[]
  /** Buttons that belong to the alert. */
  readonly more?: readonly Action[]
}

/** Parts that are offered to look into (judgement: what fits without scrolling). */
const maxDrill = 3

/**
 * Why a KPI moved, in three parts that are told apart: arithmetic that adds up, what was seen in the same days, and what to
 * check first, which is a guess. Inside the normal range nothing is guessed, unless an alert is open.
 */
export function whyCard(why: Why, shown: WhyShown): Card {
  const { kpi, place, period } = why
  const about = shown.alertId === undefined ? [] : [fill(texts.alert, { id: shown.alertId })]
  return {
    title: titled(dotted([texts.title, ...about, kpi.label, place.label, period.label]), [place]),
    tone: toneOf(why),
    blocks: [
      { type: 'text', style: 'strong', text: headline(why) },
      ...[...comparedTexts(why, shown.today), ...cautions(why)].map(text => ({ type: 'text', text }) as const),
      ...(shown.untold ?? []),
      ...latestBlocks({ period, ...shown }, kpi),
      ...arithmeticBlocks(why),
      ...waterfallImage(why),
      ...(why.reasons ? reasonBlocks(why, why.reasons) : []),
      ...observedBlocks(why, shown.today),
      ...guessBlocks(why),
      ...smallPrint([why.compared.whole], { zone: shown.zone, compared: !tellsCompared(why) }),
      { type: 'actions', actions: nextSteps(why, shown) },
    ],
  }
}

function toneOf({ change, kpi, usual, alerted }: Why): Card['tone'] {
  if (change === null || change === 0 || (usual?.standing === 'inside' && !alerted)) return 'info'
  const good = isGood(change, kpi.better)
  return good === null ? 'info' : good ? 'good' : 'warning'
}

function headline(why: Why): Localized {
  const { kpi, figure, earlier, period, before, compared } = why
  // without a change there are no compared days to tell the amounts of: each period stands as it is asked about itself
  const whole = why.change === null && compared.standing === 'compared'
  const { comparison } = compared.whole
  const values = {
    kpi: kpi.label,
    value: figureValue(whole ? compared.whole : figure),
    before: whole ? showExact(comparison?.value ?? null, comparison?.exact, figure) : figureValue(earlier),
    earlier: before.label,
    period: period.label,
  }
  if (figure.value === null && earlier.value === null) return fill(texts.nothing, values)
  if (why.compared.standing === 'running') return fill(texts.running, values)
  if (figure.value === null) return fill(texts.gone, values)
  if (earlier.value === null) return fill(earlier.problem ? texts.unadded : texts.born, values)
  if (why.change === null) return fill(texts.uneven, values)
  if (shownChange(why) === 0) return fill(texts.same, values)
  return fill(texts.moved, { ...values, change: changeWithShare(why) })
}

/** Whether it is worth asking, and how far the numbers can be trusted. */
function cautions(why: Why): readonly Localized[] {
  const { usualBefore, causes, figure } = why
  const strange = usualBefore && usualBefore.standing !== 'inside'
  return [
    ...(causes.data && why.change !== null
      ? [fill(why.place.stores.length > 1 ? texts.missingStores : texts.missing, causes.data)]
      : []),
    ...(figure.quality.belowSample && figure.value !== null ? [texts.belowSample] : []),
    ...(why.change === null ? [] : [rangeText(why)]),
    ...(strange && why.change !== null ? [bandText(why, texts.beforeUnusual, usualBefore)] : []),
  ]
}

/** How the value stands against the days of its kind, or why that is not told. */
function rangeText(why: Why): Localized {
  const { usual, alerted, incomplete, period } = why
  if (incomplete) return texts.incomplete
  if (usual)
    return bandText(why, usual.standing === 'inside' && alerted ? texts.insideAlerted : texts[usual.standing], usual)
  return fill(period.from === period.to ? texts.fewDays : texts.fewPeriods, { least: minUsualCases })
}

function bandText({ kpi, figure }: Why, text: Localized, { low, high, count, value }: Usual): Localized {
  const show = (amount: number) => showValue(amount, kpi, figure.currency)
  return fill(text, { low: show(low), high: show(high), count: formatCount(count), value: show(value) })
}

function reasonBlocks(why: Why, reasons: WhyReasons): readonly Block[] {
  const reason = reasons.rows.find(({ id }) => id === reasons.listedBy)?.label ?? texts.allReturns
  const items = reasons.products.map(({ name, pieces, rate }) => {
    const values = { name, pieces: formatCount(pieces), rate: formatPercent(rate) }
    return fill(rate === null ? texts.pieces : texts.product, values)
  })
  const list: Block = { type: 'list', heading: fill(texts.fix, { reason }), items }
  return [reasonsImage(why, reasons), ...(items.length === 0 ? [] : [list])]
}

function observedBlocks({ causes, kpi, seen }: Why, today: Day): readonly Block[] {
  const known = observations({ ...causes, data: null, born: null }, kpi.unit)
  const items = [...seen.map(one => seenText(one, today)), ...known]
  if (items.length === 0) return [{ type: 'text', text: texts.nothingSeen }]
  return [{ type: 'list', heading: texts.observed, items }]
}

/** A guess, said to be one. */
function guessBlocks({ checks, procedure }: Why): readonly Block[] {
  const list: Block = { type: 'list', heading: texts.guess, items: checks.map(({ text }) => text) }
  return [
    ...(checks.length === 0 ? [] : [list]),
    ...(procedure
      ? [
          {
            type: 'link',
            label: fill(texts.procedure, { title: verbatim(procedure.title) }),
            url: procedure.url,
          } as const,
        ]
      : []),
  ]
}

function nextSteps(why: Why, { mayWrite, latest = null, more = [] }: WhyShown): readonly Action[] {
  const { kpi, place, period, before, groups } = why
  const drill = (groups?.groups ?? [])
    .flatMap(({ place: part, label, amount }) => (part && amount !== 0 ? [{ part, label }] : []))
    .slice(0, maxDrill)
    .map(({ part, label }) => ({ ...whyAction(kpi, part, period, before), label }))
  const products = (why.reasons?.products ?? []).map(({ place: { place: part }, name }) => ({
    ...whyAction(kpi, part, period, before),
    label: name,
  }))
  const lines = new Set(drill.map(action => action.line))
  return [
    ...latestActions('why', { place, period, latest }, kpi),
    ...(why.compared.standing === 'running' ? overSteps(why) : []),
    ...drill,
    ...products.filter(action => !lines.has(action.line)).slice(0, 1),
    ...wider(why),
    ...more,
    trendAction(kpi, place.place, period),
    ...(mayWrite ? [noteAction(place.place, period, kpi)] : []),
  ]
}

/** What is over instead of a period that has only begun: the day before, and the week, month or the like before. */
function overSteps({ kpi, place, period }: Why): readonly Action[] {
  const day = dayPeriod(shiftDays(period.from, -1))
  const before = period.kind === 'day' || period.kind === 'range' ? [] : [periodBefore(period)]
  return [day, ...before].map(over => ({ ...whyAction(kpi, place.place, over), label: over.label }))
}

/** The way back: a SKU to its store, a store to its market. */
function wider({ kpi, place, period, before }: Why): readonly Action[] {
  const up = placeAbove(place.place, commonMarket(place.stores))
  if (!up) return []
  const [store] = place.stores
  const label = up.kind === 'market' ? marketLabel(up.id) : verbatim(store?.name ?? '')
  return [
    {
      ...whyAction(kpi, up, period, before),
      label: fill({ en: '↑ {label}', ja: '↑ {label}', 'zh-CN': '↑ {label}' }, { label }),
    },
  ]
}

function placeAbove(place: Place, market: string | null): Place | null {
  if (place.kind !== 'store') return null
  if (place.sku !== undefined) return { kind: 'store', slug: place.slug }
  return market === null ? null : { kind: 'market', id: market }
}
