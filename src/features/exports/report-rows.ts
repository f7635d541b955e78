import { shownAttainment } from '#src/cards/attained.ts'
import type { CommandContext } from '#src/contracts/command.ts'
import type { Figure, PairedAmounts, Series, SeriesPoint } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import {
  askedDay,
  dayPeriod,
  daysOf,
  monthOf,
  type Period,
  parsePeriod,
  rangePeriod,
  shiftDays,
  weekOf,
} from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { mainKpi, ownPlace, readerOf } from '#src/features/figures/index.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Grain, ReportSpec } from './report-spec.ts'

/** A KPI in a row. Values as the engine gives them: money in minor units, ratios 0–1. */
export interface ReportCell {
  readonly kpi: Kpi
  readonly currency: string | null
  readonly value: number | null
  readonly exact?: string
  readonly target: number | null
  readonly attainment: number | null
  /** What the earlier period came to. */
  readonly before: number | null
  /** What the change follows from, where that is a part of both periods alone. */
  readonly paired?: PairedAmounts
  readonly change: number | null
  readonly daysWithData: number | null
  readonly daysExpected: number | null
}

/** A place and a time, with all KPIs of the report in its order. */
export interface ReportRow {
  readonly place: ResolvedPlace
  readonly period: Period
  readonly cells: readonly ReportCell[]
}

/** The days that are shown where none are named, by grain (judgement: what fits a sheet and shows a course). */
const usualDays: Readonly<Record<Grain, string>> = { day: '30d', week: '84d', month: '365d', total: '30d' }

/** How many places and times are read for one report, and its longest time (judgement: some seconds of work). */
const maxReads = 1_000
const maxDays = 1_100

/** Reads a report for a caller: only stores that they may see. @throws UserError for what is gone or too much. */
export async function reportRows(spec: ReportSpec, context: CommandContext): Promise<readonly ReportRow[]> {
  const { figures, caller, now } = context
  const kpis = kpisOf(spec, context)
  const rows: ReportRow[] = []
  let reads = 0
  for (const asked of placesOf(spec, context)) {
    const place = await figures.resolve(readerOf(caller), asked)
    const open = figures.today(place, now)
    const today = spec.period === null ? open : askedDay(place.stores, caller.timeZone, now)
    const period = periodOf(spec, today)
    const byDay = spec.grain === 'day' && spec.extras.every(extra => extra === 'target')
    const times = byDay ? [] : timesOf(period, spec.grain, today)
    reads += times.length
    if (daysOf(period).length > maxDays || reads > maxReads) throw new UserError(texts.tooMuch)
    rows.push(...(byDay ? await dayRows(kpis, place, period, context) : await readRows(kpis, place, times, context)))
  }
  return rows
}

function kpisOf(spec: ReportSpec, context: CommandContext): readonly Kpi[] {
  const known = spec.kpis.flatMap(id => context.catalog.findKpi(id) ?? [])
  const gone = spec.kpis.filter(id => !context.catalog.findKpi(id))
  if (gone.length > 0) throw new UserError(fill(texts.goneKpi, { kpi: verbatim(gone.join(', ')) }))
  return known.length > 0 ? known : [mainKpi(context)]
}

function placesOf(spec: ReportSpec, { caller }: CommandContext): readonly Place[] {
  const places = spec.places.flatMap(key => parsePlaceKey(key) ?? [])
  return places.length > 0 ? places : [ownPlace(caller)]
}

function periodOf({ period, grain }: ReportSpec, today: string): Period {
  const found = parsePeriod(period ?? usualDays[grain], today)
  if (!found) throw new UserError(fill(texts.noPeriod, { text: verbatim(period ?? '') }))
  return found
}

/** The weeks, months or days of a period; what lies outside of it is cut off. */
function timesOf(period: Period, grain: Grain, today: string): readonly Period[] {
  if (grain === 'total') return [period]
  const times: Period[] = []
  for (let day = period.from; day <= period.to; ) {
    const whole = grain === 'day' ? dayPeriod(day) : grain === 'week' ? weekOf(day, today) : monthOf(day, today)
    const isWhole = whole.from >= period.from && whole.to <= period.to
    const to = whole.end < period.to ? whole.end : period.to
    times.push(isWhole ? whole : rangePeriod(day, to))
    day = shiftDays(whole.end, 1)
  }
  return times
}

async function readRows(
  kpis: readonly Kpi[],
  place: ResolvedPlace,
  times: readonly Period[],
  { figures, caller, now }: CommandContext,
): Promise<readonly ReportRow[]> {
  const rows: ReportRow[] = []
  for (const period of times) {
    const read = await figures.read(readerOf(caller), { kpis, place: place.place, period, now })
    rows.push({ place, period, cells: read.map(cellOf) })
  }
  return rows
}

function cellOf(figure: Figure): ReportCell {
  const { kpi, currency, value, exact, target, comparison, quality } = figure
  return {
    kpi,
    currency,
    value,
    ...(exact === undefined ? {} : { exact }),
    target: target?.value ?? target?.high ?? target?.low ?? null,
    attainment: shownAttainment(figure),
    before: comparison?.value ?? null,
    change: comparison?.change ?? null,
    ...(comparison?.paired ? { paired: comparison.paired } : {}),
    daysWithData: quality.daysWithData,
    daysExpected: quality.daysExpected,
  }
}

/** All days at once: the values that a trend shows. */
async function dayRows(
  kpis: readonly Kpi[],
  place: ResolvedPlace,
  period: Period,
  { figures, caller, now }: CommandContext,
): Promise<readonly ReportRow[]> {
  const lines = await figures.seriesOf(readerOf(caller), { kpis, place: place.place, period, now })
  const days = lines[0]?.points ?? []
  return days.map(({ day }, at) => ({
    place,
    period: dayPeriod(day),
    cells: lines.map(line => pointCell(line, line.points[at])),
  }))
}

function pointCell({ kpi, currency }: Series, point: SeriesPoint | undefined): ReportCell {
  return {
    kpi,
    currency,
    value: point?.value ?? null,
    ...(point?.exact === undefined ? {} : { exact: point.exact }),
    target: point?.target ?? null,
    attainment: null,
    before: null,
    change: null,
    daysWithData: null,
    daysExpected: null,
  }
}

const texts = {
  goneKpi: {
    en: 'The KPI {kpi} does not exist any more. Save the report again without it.',
    ja: '指標 {kpi} は存在しません。これを除いてレポートを保存し直してください。',
    'zh-CN': '指标 {kpi} 已不存在，请去掉后重新保存报表。',
  },
  noPeriod: {
    en: 'I cannot read “{text}” as a period. For example: 30d, last month, 2026-10',
    ja: '「{text}」を期間として読み取れません。例：30d、先月、2026-10',
    'zh-CN': '无法把“{text}”识别为时间。例如：30d、上月、2026-10',
  },
  tooMuch: {
    en: 'That is too much for one file: at most three years, and 1,000 places × times. Name fewer places, fewer days, or weeks or months.',
    ja: '1つのファイルには多すぎます（最長3年、対象×期間で1,000まで）。対象や期間を減らすか、週別・月別にしてください。',
    'zh-CN': '一个文件放不下（最长3年，范围×时间最多1000）。请减少范围或天数，或改为按周、按月。',
  },
}
