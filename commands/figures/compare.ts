import type { Card } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import type { Figure } from '#src/domain/figure.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { alike, type Period, upToOwnToday } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import {
  comparePeriodsCard,
  comparePlacesCard,
  defaultKpis,
  figureTable,
  mainKpi,
  ownPlace,
  readerOf,
  requestedAgainst,
  withExport,
  yesterday,
} from '#src/features/figures/index.ts'

/** Rows and columns of one answer. Judgement: more cannot be read on a phone. */
const maxKpis = 10
const maxPlaces = 20
const maxColumns = 4

const tooMany = {
  en: 'That is too much for one table: up to twenty places for one KPI, up to four for several.',
  ja: '一度に比較できるのは、1指標なら20か所、複数指標なら4か所までです。',
  'zh-CN': '一张表放不下：单个指标最多20个范围，多个指标最多4个。',
}
const tooManyPeriods = {
  en: 'Name two periods to compare.',
  ja: '比較する期間は2つ指定してください。',
  'zh-CN': '请指定两个要对比的周期。',
}

const againstTwo = {
  en: 'Name either two periods or what one is held against (YoY, MoM), not both.',
  ja: '期間を2つ指定するか、前年比などの比較対象を指定するか、どちらかにしてください。',
  'zh-CN': '请二选一：写两个周期，或写一个周期加同比/环比。',
}

/** Stores, markets or periods side by side. */
export const compare = defineCommand({
  name: 'compare',
  aliases: { en: ['versus', 'cmp'], ja: ['比較', '比べる'], 'zh-CN': ['对比', '比较'] },
  summary: {
    en: 'Stores, markets or periods side by side',
    ja: '店舗・国・期間を並べて比較',
    'zh-CN': '对比店铺、市场或周期',
  },
  examples: {
    en: ['compare sales 7d', 'compare amazon-jp rakuten conversion rate', 'compare this month last month'],
    ja: ['比較 売上 直近7日', '比較 amazon-jp 楽天 転換率', '比較 今月 先月'],
    'zh-CN': ['对比 销售额 近7天', '对比 amazon-jp 乐天 转化率', '对比 本月 上月'],
  },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, except: true, periods: true, against: true },
  run(words, context) {
    if (words.periods.length > 2) throw new UserError(tooManyPeriods)
    if (words.periods.length === 2 && words.against?.length) throw new UserError(againstTwo)
    if (words.periods.length === 2) return comparePeriods(words, context)
    return comparePlaces(words, context)
  },
})

async function comparePeriods(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const [a, b] = words.periods
  const places = words.places.length > 0 ? words.places : [ownPlace(context.caller)]
  if (!a || !b || places.length > maxColumns) throw new UserError(tooMany)
  const [later, earlier] = a.from >= b.from ? [a, b] : [b, a]
  const compared = []
  for (const place of places) {
    const resolved = await context.figures.resolve(readerOf(context.caller), place)
    const [now, before] = alike(later, earlier, context.figures.today(resolved, context.now))
    compared.push(await periodsOf(place, now, before, words, context))
  }
  return answerOf(compared)
}

/** `against`: the earlier period; absent: the same weekdays before. */
async function periodsOf(
  place: Place,
  period: Period,
  against: Period | null,
  words: Words,
  context: CommandContext,
): Promise<Compared> {
  const kpis = await kpisFor(words, place, context)
  const request = { kpis, place, period, now: context.now, ...(against ? { against } : {}) }
  const figures = await context.figures.read(readerOf(context.caller), request)
  return { card: withExport(comparePeriodsCard({ figures, zone: context.caller.timeZone }), words), figures }
}

interface Compared {
  readonly card: Card
  readonly figures: readonly Figure[]
}

function answerOf(compared: readonly Compared[]): CommandAnswer {
  return {
    cards: compared.map(({ card }) => card),
    tables: () => [figureTable(compared.flatMap(({ figures }) => figures))],
  }
}

async function kpisFor(words: Words, place: Place, context: CommandContext): Promise<readonly Kpi[]> {
  if (words.kpis.length > 0) return words.kpis
  const resolved = await context.figures.resolve(readerOf(context.caller), place)
  return (await defaultKpis(context.db, context.catalog, resolved)).slice(0, maxKpis)
}

async function comparePlaces(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { figures, caller, now } = context
  const reader = readerOf(caller)
  const places = await columnsOf(words, context)
  const kpis = words.kpis.length > 0 ? words.kpis : [mainKpi(context)]
  const [only] = places.length === 1 ? places : []
  if (only) return againstBefore(only, words, context)
  if (places.length > (kpis.length > 1 ? maxColumns : maxPlaces)) throw new UserError(tooMany)
  const columns = await Promise.all(
    places.map(async place => {
      const resolved = await figures.resolve(reader, place)
      const today = figures.today(resolved, now)
      const period = words.periods[0] ? upToOwnToday(words.periods[0], today) : yesterday(today)
      const against = requestedAgainst(words, period)
      return figures.read(reader, { kpis, place, period, now, ...(against && { against }) })
    }),
  )
  const rows = kpis.map((_kpi, index) => columns.flatMap(column => column[index] ?? []))
  const card = withExport(comparePlacesCard({ rows, zone: caller.timeZone }), words)
  return answerOf([{ card, figures: rows.flat() }])
}

/** One place alone is compared with the same weekdays before. */
async function againstBefore(place: Place, words: Words, context: CommandContext): Promise<CommandAnswer> {
  const resolved = await context.figures.resolve(readerOf(context.caller), place)
  const period = words.periods[0] ?? yesterday(context.figures.today(resolved, context.now))
  return answerOf([await periodsOf(place, period, requestedAgainst(words, period) ?? null, words, context)])
}

/** The places named; a single market, platform or `all`, or none, means its stores. */
async function columnsOf(words: Words, context: CommandContext): Promise<readonly Place[]> {
  if (words.places.length > 1) return words.places
  const asked = words.places[0] ?? ({ kind: 'all' } as const)
  if (asked.kind === 'store') return [asked]
  const { stores } = await context.figures.resolve(readerOf(context.caller), asked)
  return stores.map(store => ({ kind: 'store', slug: store.slug }))
}
