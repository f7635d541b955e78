import { isShown } from '#src/cards/attained.ts'
import { overviewImage } from '#src/cards/overview-chart.ts'
import { trendImage } from '#src/cards/trend-chart.ts'
import type { Card, ImageBlock } from '#src/chat/card.ts'
import { type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Figure } from '#src/domain/figure.ts'
import { lengthOf, type Period, rangePeriod } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import type { ReportNote } from '#src/domain/report.ts'
import { UserError } from '#src/errors.ts'
import { heldAt } from '#src/features/alerts/index.ts'
import {
  defaultKpis,
  figureTable,
  latestDay,
  mainKpi,
  notesAt,
  ownPlace,
  ownWindowsOf,
  paceOf,
  readerOf,
  requestedAgainst,
  shadesAt,
  statusCard,
  untoldList,
  withExport,
  yesterday,
} from '#src/features/figures/index.ts'
import { offersOf } from '#src/features/imports/index.ts'

/** Rows of a scorecard and panels of its picture. Judgement: what a phone shows without much scrolling. */
const maxRows = 12
/** Places in one answer. Judgement: beyond that a comparison reads better. */
const maxPlaces = 4
/** Days that a picture shows where the period is shorter. */
const pictureDays = 14

const tooManyPlaces = {
  en: 'A status shows at most four places. Compare them instead?',
  ja: '状況は4か所まで表示できます。比較で見ますか？',
  'zh-CN': '状态最多显示4个范围。要改用对比吗？',
}
const twoPeriods = {
  en: 'A status shows one period. Compare the two instead?',
  ja: '状況で表示できる期間は1つです。比較で見ますか？',
  'zh-CN': '状态只显示一个周期。要改用对比吗？',
}
const compareLabel = { en: 'Compare', ja: '比較する', 'zh-CN': '对比' }

/** How things stand: yesterday at all of one's stores, unless told otherwise. */
export const status = defineCommand({
  name: 'status',
  aliases: {
    en: ['state', 'scorecard', 'how'],
    ja: ['状況', 'ステータス', '実績'],
    'zh-CN': ['状态', '现状', '情况', '数据'],
  },
  summary: {
    en: 'Figures against target and against the same weekdays before',
    ja: '実績を目標や前の同じ曜日と比べて表示',
    'zh-CN': '查看数据：对比目标和之前的同星期',
  },
  examples: {
    en: ['status', 'status sales amazon-jp mtd', 'status rakuten last week'],
    ja: ['状況', '状況 売上 今月', '状況 楽天 先週'],
    'zh-CN': ['状态', '状态 销售额 本月', '状态 乐天 上周'],
  },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, except: true, periods: true, against: true },
  async run(words, context) {
    const places = words.places.length > 0 ? words.places : [ownPlace(context.caller)]
    const compare = [{ label: compareLabel, line: `compare ${words.rest}`.trim() }]
    if (places.length > maxPlaces) throw new UserError(tooManyPlaces, compare)
    if (words.periods.length > 1) throw new UserError(twoPeriods, compare)
    const cards: Card[] = []
    const read: Figure[] = []
    for (const place of places) {
      const { card, rows } = await statusOf(place, words, context)
      cards.push(withExport(card, words))
      read.push(...rows)
    }
    return { cards, tables: () => [figureTable(read)] }
  },
})

interface StatusOf {
  readonly card: Card
  readonly rows: readonly Figure[]
}

async function statusOf(asked: Place, words: Words, context: CommandContext): Promise<StatusOf> {
  const { db, figures, caller, now, catalog } = context
  const reader = readerOf(caller)
  const place = await figures.resolve(reader, asked)
  const today = figures.today(place, now)
  const period = words.periods[0] ?? yesterday(today)
  const named = words.kpis.length > 0
  const kpis = named ? words.kpis : await defaultKpis(db, catalog, place)
  const against = requestedAgainst(words, period)
  const all = await figures.read(reader, { kpis, place: asked, period, now, ...(against && { against }) })
  const shown = named ? all : all.filter(isShown).slice(0, maxRows)
  const rows = shown.length > 0 ? shown : all.slice(0, 1)
  const main = rows[0]?.kpi ?? mainKpi(context)
  const kpiIds = rows.map(({ kpi: { id } }) => id)
  const notes = await notesAt(db, reader, place, daysShown(period), rows.length === 1 ? main.id : undefined)
  const [only] = rows.length === 1 ? rows : []
  const [pace, picture, held, own] = await Promise.all([
    paceOf(figures, reader, { kpi: main, place: asked, period, today, now, ...(rows[0] ? { known: rows[0] } : {}) }),
    pictureOf(rows, place, period, notes, context),
    heldAt(context, { from: period.from, to: period.to, stores: place.stores, kpiIds }),
    only ? ownWindowsOf(figures, reader, { kpi: only.kpi, place, now }) : [],
  ])
  const mayWrite = includes(caller.role, 'operator')
  const latest = rows.some(figure => figure.value !== null || figure.unbounded || figure.lacking)
    ? null
    : await latestDay(db, storeIds(place))
  const card = statusCard({
    today: localDay(now, caller.timeZone),
    place,
    period,
    figures: rows,
    pace,
    notes: notes.filter(note => note.fromDay <= period.to && note.toDay >= period.from),
    picture,
    held,
    own,
    zone: caller.timeZone,
    latest,
    untold: only?.value === null ? untoldList(only.kpi, platformsOf(place), offersOf(context.markets)) : [],
    mayWrite,
  })
  return { card, rows }
}

function storeIds(place: ResolvedPlace): readonly number[] {
  return place.stores.map(store => store.id)
}

function platformsOf(place: ResolvedPlace): readonly string[] {
  return place.stores.map(store => store.platform)
}

function daysShown(period: Period): Period {
  return lengthOf(period) < pictureDays ? rangePeriod(shiftDays(period.to, 1 - pictureDays), period.to) : period
}

async function pictureOf(
  rows: readonly Figure[],
  place: ResolvedPlace,
  period: Period,
  notes: readonly ReportNote[],
  context: CommandContext,
): Promise<ImageBlock | null> {
  const days = daysShown(period)
  const { figures, caller, now } = context
  const reader = readerOf(caller)
  const kpis = rows.map(figure => figure.kpi)
  const lines = await figures.seriesOf(reader, { kpis, place: place.place, period: days, now })
  const [only] = lines.length === 1 ? lines : []
  if (!only) return overviewImage(rows, lines)
  if (only.points.every(point => point.value === null)) return null
  return trendImage({ series: only, notes, shades: await shadesAt(figures, place, days) })
}
