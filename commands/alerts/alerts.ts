import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { denominatorsOf } from '#src/domain/formula/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import {
  type AlertEvent,
  alertDoneCard,
  alertEventTable,
  alertHistoryCard,
  alertListCard,
  alertMeant,
  alertTable,
  alertView,
  escalation,
  type HistoryLine,
  heldAt,
  isMuted,
  listAlertEvents,
  listedRows,
  overNothing,
  ownAlerts,
  ownAlertsCard,
  personIn,
  reopen,
  shownMute,
  unresolvedFor,
  visibleAlert,
  visibleMutes,
} from '#src/features/alerts/index.ts'
import { namedAt } from '#src/features/figures/index.ts'

const gone = {
  en: 'The KPI or the store of this alert does not exist any more.',
  ja: 'このアラートの指標または店舗はすでに存在しません。',
  'zh-CN': '该告警对应的指标或店铺已不存在。',
}

/** What is wrong now; with a number, one alert and who did what to it, when and from where. */
export const alerts = defineCommand({
  name: 'alerts',
  aliases: { en: ['alert', 'alarms'], ja: ['アラート', '警告'], 'zh-CN': ['告警', '预警', '警报'] },
  summary: {
    en: 'Open alerts, and the history of one',
    ja: '未対応のアラートと履歴',
    'zh-CN': '未处理的告警及处理记录',
  },
  examples: {
    en: ['alerts', 'alerts mine', 'alerts 42', 'alerts rakuten'],
    ja: ['アラート', 'アラート 自分', 'アラート 42', 'アラート 楽天'],
    'zh-CN': ['告警', '告警 我的', '告警 42', '告警 乐天'],
  },
  subverbs: {
    list: { aliases: ['show', 'open', '一覧', '列表'] },
    mine: { aliases: ['my', 'for me', '自分', '自分の', '担当', '我的'] },
    escalate: { aliases: ['escalation', 'エスカレーション', '升级'], free: true },
    reopen: { aliases: ['open again', '再開', '重新打开'], role: 'operator' },
  },
  role: 'viewer',
  takes: { ids: true, places: true, kpis: true },
  async run(words, context) {
    if (words.subverb === 'escalate') return escalation(words, context)
    if (words.subverb === 'reopen') return openAgain(words, context)
    if (words.subverb === 'mine') return mine(context)
    const [id] = words.ids
    return id === undefined ? list(words, context) : one(id, context)
  },
})

async function mine(context: CommandContext): Promise<CommandAnswer> {
  const own = await ownAlerts(context)
  const tables = () => [alertTable(own.shown.map(({ alert, kpi, place }) => ({ alert, kpi, place: place.label })))]
  return { cards: [ownAlertsCard(own)], private: true, tables }
}

/** Days over which it is told what events held back (judgement: as many as are still judged). */
const heldDays = 7

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { catalog, caller, figures } = context
  const found = (await unresolvedFor(context)).filter(alert => words.kpis.every(kpi => kpi.id === alert.kpiId))
  const places = await Promise.all(words.places.map(place => figures.resolve(caller, place)))
  const within = found.filter(({ place }) =>
    places.every(asked => asked.key === place || holdsStore(asked.stores, place)),
  )
  const endless = await overNothing(context.db, within.slice(0, listedRows), context.now)
  const listed = within.flatMap(alert => {
    const kpi = catalog.findKpi(alert.kpiId)
    const unbounded = endless.get(alert.id)
    return kpi ? [{ alert, kpi, unbounded, place: placeLabel(alert.place, caller.stores) }] : []
  })
  const named = await namedAt(context.db, { stores: caller.stores, placesOf: ({ alert }) => [alert.place] }, listed)
  const stores = places.length === 0 ? caller.stores : places.flatMap(place => place.stores)
  const today = localDay(context.now, context.teamTimeZone)
  const held = { from: shiftDays(today, -heldDays), to: today, stores }
  const asked = words.kpis.length === 0 ? held : { ...held, kpiIds: words.kpis.map(kpi => kpi.id) }
  return {
    cards: [alertListCard(named, today, await heldAt(context, asked))],
    tables: () => [alertTable(named)],
  }
}

function holdsStore(stores: readonly { readonly slug: string }[], key: string): boolean {
  const place = parsePlaceKey(key)
  return place?.kind === 'store' && stores.some(store => store.slug === place.slug)
}

async function one(id: number, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  const alert = await visibleAlert(db, id, caller.stores)
  const view = await alertView(context, alert, now)
  if (!view) throw new UserError(gone)
  const events = await listAlertEvents(db, id)
  const mutes = (await visibleMutes(context)).filter(mute => isMuted(alert, mute, context.catalog.stores))
  const shown = mutes.map(mute => shownMute(mute, context))
  const lines = events.map(event => lineOf(event, view.kpi))
  const listed = { alert, kpi: view.kpi, place: placeLabel(alert.place, caller.stores) }
  const tables = () => [alertTable([listed]), alertEventTable(lines)]
  return { cards: [alertHistoryCard(view, lines, caller.timeZone, shown)], tables }
}

/** The detail of an event is whatever was known then; what is not there is left out. */
function lineOf({ kind, at, personName, via, detail }: AlertEvent, kpi: Kpi): HistoryLine {
  const { reason, people, value, day, until } =
    typeof detail === 'object' && detail !== null ? ({ ...detail } as Detail) : {}
  return {
    kind,
    at,
    person: personName,
    via,
    reason: typeof reason === 'string' ? reason : null,
    people: Array.isArray(people) ? people.filter(name => typeof name === 'string') : [],
    figure: figureOf(value, day, kpi),
    until: typeof until === 'string' ? new Date(until) : null,
  }
}

/** JSON knows no infinity: something over nothing is kept as `null`. */
function figureOf(value: unknown, day: unknown, kpi: Kpi): HistoryLine['figure'] {
  if (typeof day !== 'string') return null
  if (typeof value === 'number') return { value, day }
  return value === null && denominatorsOf(kpi).length > 0 ? { value: Number.POSITIVE_INFINITY, day } : null
}

interface Detail {
  readonly reason?: unknown
  readonly people?: unknown
  readonly value?: unknown
  readonly day?: unknown
  readonly until?: unknown
}

async function openAgain(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const alertId = await alertMeant('alerts reopen', words, context)
  const { caller, now } = context
  const request = { alertId, personId: personIn(context), stores: caller.stores, via: caller.messenger, now }
  const { alert, view } = await reopen(context, request)
  return { cards: [alertDoneCard('reopened', alert, view, false)], private: true }
}
