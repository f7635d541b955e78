import type { Card } from '#src/chat/card.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import type { Why } from '#src/domain/causes/why.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { alike, dayPeriod, type Period, periodAgainst, sameWeekdaysBefore } from '#src/domain/period/index.ts'
import type { Place, ResolvedPlace } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { alertView, causeAction, visibleAlert } from '#src/features/alerts/index.ts'
import { type WhyShown, whyCard, whyOf, whyTable } from '#src/features/causes/index.ts'
import {
  latestDay,
  mainKpi,
  ownPlace,
  readerOf,
  requestedAgainst,
  untoldList,
  yesterday,
} from '#src/features/figures/index.ts'
import { offersOf } from '#src/features/imports/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Answers at once (judgement: each is a screen of its own). */
const maxCards = 3

/** Why a KPI moved: arithmetic that adds up, what was seen in the same days, and what to check first. */
export const why = defineCommand({
  name: 'why',
  aliases: {
    en: ['cause', 'causes'],
    ja: ['要因', 'なぜ'],
    'zh-CN': ['原因', '归因', '为什么', '为何'],
  },
  summary: {
    en: 'Why a KPI moved: parts that add up, what was seen, what to check',
    ja: '指標が動いた要因：合計が合う内訳・同時期の出来事・確認事項',
    'zh-CN': '指标变化的原因：可加总的拆解、同期情况、先查什么',
  },
  examples: {
    en: ['why sales amazon-jp last week', 'why profit this month last month', 'why 42'],
    ja: ['要因 売上 amazon-jp 先週', '要因 利益 今月 先月', '要因 42'],
    'zh-CN': ['原因 销售额 amazon-jp 上周', '原因 净利润 本月 上月', '原因 42'],
  },
  role: 'viewer',
  readOnly: true,
  takes: { kpis: true, places: true, except: true, periods: true, ids: true, against: true },
  async run(words, context) {
    const [id] = words.ids
    if (id !== undefined) return ofAlert(id, context)
    if (words.periods.length > 2) throw new UserError(texts.tooManyPeriods)
    const kpis = words.kpis.length > 0 ? words.kpis : [mainKpi(context)]
    const places = words.places.length > 0 ? words.places : [ownPlace(context.caller)]
    const wanted = places.flatMap(place => kpis.map(kpi => ({ kpi, place })))
    if (wanted.length > maxCards) throw new UserError(texts.tooMany)
    const told: Told[] = []
    for (const { kpi, place } of wanted) told.push(await explained(kpi, place, words, context))
    return answerOf(told)
  },
})

interface Told {
  readonly card: Card
  readonly why: Why
}

function answerOf(told: readonly Told[]): CommandAnswer {
  return { cards: told.map(({ card }) => card), tables: () => [whyTable(told.map(({ why: one }) => one))] }
}

async function explained(kpi: Kpi, asked: Place, words: Words, context: CommandContext): Promise<Told> {
  const place = await context.figures.resolve(readerOf(context.caller), asked)
  const [period, usual] = periodsOf(words.periods, context.figures.today(place, context.now))
  const before = words.periods.length > 1 ? usual : (requestedAgainst(words, period) ?? usual)
  return cardOf(kpi, place, before ? [period, before] : [period], context)
}

async function cardOf(
  kpi: Kpi,
  place: ResolvedPlace,
  [period, before]: readonly [Period, Period?],
  context: CommandContext,
  more: Pick<WhyShown, 'alertId' | 'more'> & { readonly alerted?: boolean } = {},
): Promise<Told> {
  const { caller, now, db, figures } = context
  const { alerted = false, ...about } = more
  const request = { reader: readerOf(caller), kpi, place, period, ...(before && { before }), now, alerted }
  const shown = {
    zone: caller.timeZone,
    today: localDay(now, caller.timeZone),
    mayWrite: includes(caller.role, 'operator'),
  }
  const found = await whyOf({ db, figures: figures.withSharedDays() }, request)
  const data = await missingOf(found, context)
  return { card: whyCard(found, { ...shown, ...data, ...about }), why: found }
}

/** What is said of a missing value: the same as by `status`. */
async function missingOf({ kpi, place, compared: { whole, standing } }: Why, { db, markets }: CommandContext) {
  if (whole.value !== null || standing === 'running') return {}
  const platforms = place.stores.map(({ platform }) => platform)
  const untold = untoldList(kpi, platforms, offersOf(markets))
  if (whole.unbounded || whole.lacking) return { untold }
  const stores = place.stores.map(({ id }) => id)
  return { untold, latest: await latestDay(db, stores) }
}

/** The day or window of an alert against the same weekdays before. */
async function ofAlert(id: number, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const alert = await visibleAlert(db, id, caller.stores)
  const view = await alertView(context, alert, now)
  if (!view) throw new UserError(fill(texts.gone, { id }))
  const period = view.figure?.period ?? dayPeriod(alert.day)
  const alerted = alert.state !== 'resolved'
  const more = alerted ? [causeAction(alert)] : []
  const periods = [period, sameWeekdaysBefore(period)] as const
  return answerOf([await cardOf(view.kpi, view.place, periods, context, { alertId: id, more, alerted })])
}

/**
 * Yesterday unless told otherwise. A month, quarter or year is held against the one before, of one that runs as many days
 * of it; all else against the same weekdays before, where no other period is named.
 */
function periodsOf([first, second]: readonly Period[], today: string): readonly [Period, Period?] {
  if (!first) return [yesterday(today)]
  if (!second) {
    const former = isCalendar(first) ? periodAgainst(first, 'previous') : null
    return former ? [first, former] : [first]
  }
  const [later, earlier] = first.from >= second.from ? [first, second] : [second, first]
  return alike(later, earlier, today)
}

/** Periods of the calendar, which people hold against the one before although its days and weekdays are others. */
function isCalendar({ kind }: Period): boolean {
  return kind === 'month' || kind === 'quarter' || kind === 'year'
}

const texts = {
  tooMany: {
    en: 'One answer explains at most three changes. Name fewer KPIs or places.',
    ja: '一度に説明できるのは3件までです。指標か店舗を減らしてください。',
    'zh-CN': '一次最多解释3项变化，请减少指标或店铺。',
  },
  tooManyPeriods: {
    en: 'Name at most two periods: the one to explain, and the one to compare it with.',
    ja: '期間は2つまで（説明する期間と比較する期間）指定してください。',
    'zh-CN': '最多指定两个周期：要解释的和用来对比的。',
  },
  gone: {
    en: 'The KPI or store of alert #{id} is gone.',
    ja: 'アラート#{id}の指標または店舗はもうありません。',
    'zh-CN': '告警#{id}的指标或店铺已不存在。',
  },
} satisfies Record<string, Localized>
