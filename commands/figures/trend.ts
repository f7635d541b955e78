import type { Card } from '#src/chat/card.ts'
import { type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import type { Series } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import {
  lastDays,
  lengthOf,
  type Period,
  rangePeriod,
  sameWeekdaysBefore,
  shiftDays,
} from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import {
  latestDay,
  mainKpi,
  notesAt,
  ownPlace,
  readerOf,
  requestedAgainst,
  seriesTable,
  shadesAt,
  trendCard,
  withExport,
} from '#src/features/figures/index.ts'

/** What is shown where no period is named, and around a single day. */
const usualDays = 30
/** Days that are held against the week before where no period is named. */
const weekDays = 7
/** Judgement: a picture of more days than this shows weeks of noise; two years are what comparisons need. */
const maxDays = 740
/** Pictures in one answer. */
const maxPictures = 4

const tooLong = {
  en: 'A trend shows at most two years. Name a shorter period.',
  ja: '推移は2年まで表示できます。期間を短くしてください。',
  'zh-CN': '趋势最多显示两年，请缩短周期。',
}
const tooMany = {
  en: 'A trend shows at most four lines at once. Name fewer KPIs or places.',
  ja: '推移は一度に4つまでです。指標か店舗を減らしてください。',
  'zh-CN': '一次最多显示4个趋势，请减少指标或店铺。',
}

const twoPeriods = {
  en: 'A trend shows one period. Compare the two instead?',
  ja: '推移で表示できる期間は1つです。比較で見ますか？',
  'zh-CN': '趋势只显示一个周期。要改用对比吗？',
}
const compareLabel = { en: 'Compare', ja: '比較する', 'zh-CN': '对比' }

/** A KPI day by day as a picture: the last 30 days of sales, unless told otherwise. */
export const trend = defineCommand({
  name: 'trend',
  aliases: { en: ['chart', 'graph', 'history'], ja: ['推移', 'トレンド', 'グラフ'], 'zh-CN': ['趋势', '走势', '图表'] },
  summary: {
    en: 'A KPI day by day, with target and notes',
    ja: '指標の日々の推移（目標とメモつき）',
    'zh-CN': '指标每日走势（含目标和备注）',
  },
  examples: {
    en: ['trend sales 30d', 'trend acos amazon-us last month'],
    ja: ['推移 売上 直近30日', '推移 ACoS amazon-us 先月'],
    'zh-CN': ['趋势 销售额 近30天', '趋势 ACoS amazon-us 上月'],
  },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, except: true, periods: true, against: true },
  async run(words, context) {
    const kpis = words.kpis.length > 0 ? words.kpis : [mainKpi(context)]
    const places = words.places.length > 0 ? words.places : [ownPlace(context.caller)]
    const wanted = places.flatMap(place => kpis.map(kpi => ({ kpi, place })))
    if (wanted.length > maxPictures) throw new UserError(tooMany)
    if (words.periods.length > 1)
      throw new UserError(twoPeriods, [{ label: compareLabel, line: `compare ${words.rest}` }])
    const cards: Card[] = []
    const lines: Series[] = []
    for (const { kpi, place } of wanted) {
      const { card, series } = await trendOf(kpi, place, words, context)
      cards.push(withExport(card, words))
      lines.push(series)
    }
    return { cards, tables: () => [seriesTable(lines)] }
  },
})

interface TrendOf {
  readonly card: Card
  readonly series: Series
}

async function trendOf(kpi: Kpi, asked: Place, words: Words, context: CommandContext): Promise<TrendOf> {
  const { db, figures, caller, now } = context
  const reader = readerOf(caller)
  const place = await figures.resolve(reader, asked)
  const [named] = words.periods
  const days = words.against?.[0] === 'week' ? weekDays : usualDays
  const period = named ? shownPeriod(named) : await recentDays(kpi, place, days, context)
  const against = requestedAgainst(words, period)
  const request = { kpi, place: asked, now }
  const [[figure], series, before, notes, shades] = await Promise.all([
    figures.read(reader, { kpis: [kpi], place: asked, period, now, ...(against && { against }) }),
    figures.series(reader, { ...request, period }),
    figures.series(reader, { ...request, period: against ?? sameWeekdaysBefore(period) }),
    notesAt(db, reader, place, period, kpi.id),
    shadesAt(figures, place, period),
  ])
  if (!figure) throw new Error('A figure was asked for and none came')
  const known = before.points.some(point => point.value !== null)
  const card = trendCard({
    today: localDay(now, caller.timeZone),
    figure,
    series,
    before: known ? before : null,
    notes,
    shades,
    zone: caller.timeZone,
    mayWrite: includes(caller.role, 'operator'),
  })
  return { card, series }
}

function shownPeriod(named: Period): Period {
  if (named.from === named.to) return rangePeriod(shiftDays(named.to, 1 - usualDays), named.to)
  if (lengthOf(named) > maxDays) throw new UserError(tooLong)
  return named
}

/** The last days, or, where they are empty, as many up to the newest data. */
async function recentDays(kpi: Kpi, place: ResolvedPlace, days: number, context: CommandContext): Promise<Period> {
  const { db, figures, caller, now } = context
  const recent = lastDays(days, figures.today(place, now))
  const request = { kpis: [kpi], place: place.place, period: recent, now }
  const [figure] = await figures.read(readerOf(caller), request)
  if (figure?.value != null) return recent
  const ids = place.stores.map(store => store.id)
  const latest = await latestDay(db, ids)
  return latest !== null && latest < recent.from ? rangePeriod(shiftDays(latest, 1 - days), latest) : recent
}
