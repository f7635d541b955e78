import { addEventForm } from '#src/cards/calendar-forms.ts'
import { askCard, withForm } from '#src/cards/entry-forms.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import type { CalendarEvent } from '#src/domain/calendar/index.ts'
import { later, localDay, shiftDays } from '#src/domain/days.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, type Place, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { evaluatedDays } from '#src/features/alerts/index.ts'
import {
  addEvent,
  deleteEvent,
  eventCard,
  eventsCard,
  eventTable,
  listEvents,
  moveEvent,
  seesEvent,
} from '#src/features/annotations/index.ts'
import { ownPlace, requireWhole } from '#src/features/figures/index.ts'
import { markDirtyDays } from '#src/features/ingest/index.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { oddPlace, unknownPlace } from '#src/language/places/unknown-place.ts'
import { nameKey } from '#src/language/text.ts'

/** How far a list looks where no period is named. Judgement: what just ended, and a quarter of plans. */
const daysBack = 30
const daysAhead = 100

const kinds: Readonly<Record<string, CalendarEvent['kind']>> = {
  sale: 'sale',
  campaign: 'sale',
  大促: 'sale',
  促销: 'sale',
  セール: 'sale',
  販促: 'sale',
  closed: 'closed',
  holiday: 'closed',
  休业: 'closed',
  放假: 'closed',
  休業: 'closed',
  休み: 'closed',
  'force majeure': 'force_majeure',
  typhoon: 'force_majeure',
  不可抗力: 'force_majeure',
  台风: 'force_majeure',
  台風: 'force_majeure',
  災害: 'force_majeure',
  other: 'other',
  其他: 'other',
  その他: 'other',
}

/** Sale events and closures: shaded in charts, and weighed when a month's target is spread over its days. */
export const event = defineCommand({
  name: 'event',
  aliases: { en: ['events', 'campaign'], ja: ['イベント', 'セール予定'], 'zh-CN': ['活动', '大促活动'] },
  summary: { en: 'Sale events and closures', ja: 'セール・休業などの予定', 'zh-CN': '大促活动与停业日' },
  examples: {
    en: ['event', 'event add "Black Friday" us 11/27-11/30 sale 3.5', 'event move #12 12/1-12/4', 'event remove #12'],
    ja: [
      'イベント',
      'イベント 追加 「楽天スーパーセール」 楽天 12/4-12/11 セール 2.5',
      'イベント 変更 #12 12/5-12/12',
      'イベント 削除 #12',
    ],
    'zh-CN': ['活动', '活动 添加 “黑色星期五” 美国 11/27-11/30 大促 3.5', '活动 改期 #12 12/1-12/4', '活动 删除 #12'],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'] },
    add: { aliases: ['追加', '登録', '添加', '新增'], role: 'manager' },
    move: { aliases: ['change', 'reschedule', '変更', '移動', '改期', '移动'], role: 'manager' },
    remove: { aliases: ['delete', '削除', '删除'], role: 'manager' },
  },
  role: 'viewer',
  undoable: true,
  takes: { places: true, periods: true, amounts: true, ids: true, quoted: true, free: true },
  implied: words => (words.quoted.length > 0 ? 'add' : 'list'),
  run(words, context) {
    if (words.subverb === 'add') return add(words, context)
    if (words.subverb === 'move') return move(words, context)
    if (words.subverb === 'remove') return remove(words, context)
    return list(words, context)
  },
})

async function list(words: Words, context: CommandContext) {
  const { db, caller, catalog, now, teamTimeZone } = context
  const today = localDay(now, teamTimeZone)
  requireUsed(words, { places: 1, periods: 1 }, texts.howTo)
  const [period] = words.periods
  const from = period?.from ?? shiftDays(today, -daysBack)
  const found = await listEvents(db, from, period?.end ?? shiftDays(today, daysAhead))
  const rows = found
    .filter(
      one => seesEvent(one, caller, catalog.stores) && words.places.every(asked => touches(one, asked, caller.stores)),
    )
    .map(one => ({ ...one, label: placeLabel(one.place, caller.stores) }))
  const form = addEventForm(today)
  const tables = () => [eventTable(rows)]
  if (!includes(caller.role, 'manager')) return { cards: [eventsCard(rows, today)], tables }
  return { cards: [withForm(eventsCard(rows, today), form)], tables, ...(isBare(words) && { form }) }
}

/** Whether an event and a place that was asked about have a store in common. */
function touches(one: CalendarEvent, asked: Place, stores: CommandContext['caller']['stores']): boolean {
  const place = parsePlaceKey(one.place)
  if (stores.length === 0) return one.place === placeKey(asked)
  return place !== null && stores.some(store => holds(place, store) && holds(asked, store))
}

/** Nothing was said but the verb: whoever may add opens the form at once. */
function isBare({ rest, line }: Words): boolean {
  return rest.trim() === '' && !/list|一覧|列表/iu.test(line) // an implied sub-verb looks like a typed one
}

/** Asks for what an event needs. */
function ask({ now, teamTimeZone }: CommandContext): CommandAnswer {
  const form = addEventForm(localDay(now, teamTimeZone))
  const example = localized(locale => event.examples[locale][1] ?? '')
  return { cards: [askCard(form, example)], form, private: true }
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  if (words.rest.trim() === '') return ask(context)
  const [name, other] = words.quoted
  if (other !== undefined) throw unknownPlace(words.line, oddPlace(words.line, other), context.caller.stores)
  const [period] = words.periods
  if (!name?.trim() || !period || words.periods.length > 1) throw new UserError(texts.howTo)
  if (name.length > 80) throw new UserError(texts.long)
  requireUsed(words, { places: any, periods: 1, amounts: any, quoted: 1, ownWords: true }, texts.howTo)
  const place = words.places[0] ?? ownPlace(context.caller)
  if (words.places.length > 1) throw new UserError(texts.onePlace)
  requireWhole(place, context)
  const kind = kindOf(words)
  const factor = factorOf(words, kind)
  const added = await addEvent(context.db, {
    ...newEvent(name.trim(), place, period),
    kind,
    factor,
    by: context.caller.personId,
    demo: isDemo(place, context),
  })
  await judgeAgain(added, context)
  return { cards: [eventCard({ ...added, label: placeLabel(added.place, context.caller.stores) }, 'added')] }
}

/** What was said about these days may be explained now, or not any more. */
async function judgeAgain(changed: CalendarEvent, { db, catalog, now, enqueue }: CommandContext): Promise<void> {
  const place = parsePlaceKey(changed.place)
  const stores = catalog.stores.filter(store => store.demo === changed.demo && place !== null && holds(place, store))
  const ids = stores.map(store => store.id)
  await markDirtyDays(db, ids, later(changed.fromDay, shiftDays(localDay(now, 'UTC'), -evaluatedDays)), changed.toDay)
  await enqueue(db, 'evaluate', null)
}

function newEvent(name: string, place: Place, { from, end }: Period) {
  const whole: Place = place.kind === 'store' ? { kind: 'store', slug: place.slug } : place
  return { name, place: placeKey(whole), fromDay: from, toDay: end }
}

function isDemo(place: Place, { caller }: CommandContext): boolean {
  const store = place.kind === 'store' ? caller.stores.find(one => one.slug === place.slug) : undefined
  return store?.demo ?? caller.demo
}

/** @throws UserError for words that are no kind of event. */
function kindOf({ unknown }: Words): CalendarEvent['kind'] {
  if (unknown.length === 0) return 'sale'
  const typed = nameKey(unknown.join(' '))
  const found = Object.entries(kinds).find(([name]) => nameKey(name) === typed)?.[1]
  if (!found) throw new UserError(fill(texts.kind, { word: verbatim(unknown.join(' ')) }))
  return found
}

/** Without a number a sale counts as a normal day, a closure as none. */
function factorOf({ amounts }: Words, kind: CalendarEvent['kind']): number {
  const [amount] = amounts
  if (!amount) return kind === 'closed' ? 0 : 1
  if (amounts.length > 1 || amount.kind === 'money' || amount.value < 0 || amount.value > 100)
    throw new UserError(texts.factor)
  return amount.value
}

/** Other days for an event; its place, kind and factor stay. */
async function move(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { periods: 1, numbers: 1 }, texts.whichDays)
  const known = await meant(words, context)
  const [period] = words.periods
  if (!period) throw new UserError(texts.whichDays)
  const moved = await moveEvent(context.db, known.id, period.from, period.end)
  if (!moved) throw new UserError(fill(texts.none, { id: known.id }))
  await judgeAgain(known, context)
  await judgeAgain(moved, context)
  return { cards: [eventCard({ ...moved, label: placeLabel(moved.place, context.caller.stores) }, 'moved')] }
}

async function remove(words: Words, context: CommandContext) {
  requireUsed(words, { numbers: 1 }, texts.which)
  const known = await meant(words, context)
  await deleteEvent(context.db, known.id)
  await judgeAgain(known, context)
  return { cards: [eventCard({ ...known, label: placeLabel(known.place, context.caller.stores) }, 'removed')] }
}

/** The event with the number in a line. @throws UserError without one, and for what the caller may not touch. */
async function meant(words: Words, context: CommandContext): Promise<CalendarEvent> {
  const id = namedNumber(words)
  if (id === undefined || !Number.isInteger(id)) throw new UserError(texts.which)
  const known = (await listEvents(context.db, '0001-01-01', '9999-12-31')).find(one => one.id === id)
  const place = known ? parsePlaceKey(known.place) : null
  if (!known || !place || !seesEvent(known, context.caller, context.catalog.stores))
    throw new UserError(fill(texts.none, { id }))
  requireWhole(place, context)
  return known
}

const texts = {
  howTo: {
    en: 'Write a name in quotes and the days: event add "Black Friday" us 11/27-11/30 sale 3.5',
    ja: '名前を「」で囲み、期間を入力してください：イベント 追加 「ブラックフライデー」 米国 11/27-11/30 セール 3.5',
    'zh-CN': '请写上带引号的名称和日期：活动 添加 “黑色星期五” 美国 11/27-11/30 大促 3.5',
  },
  long: {
    en: 'The name may have 80 characters.',
    ja: '名前は80文字以内にしてください。',
    'zh-CN': '名称不超过80个字符。',
  },
  onePlace: {
    en: 'Name one store, platform or market.',
    ja: '店舗・モール・国は1つだけ指定してください。',
    'zh-CN': '请只写一个店铺、平台或市场。',
  },
  kind: {
    en: '“{word}” is no kind of event. Say sale, closed, force majeure or other.',
    ja: '「{word}」という種類はありません。セール・休業・不可抗力・その他から選んでください。',
    'zh-CN': '没有“{word}”这种活动类型。可选：大促、休业、不可抗力、其他。',
  },
  factor: {
    en: 'The number says how many times a normal day is expected: from 0 to 100.',
    ja: '数値は通常日の何倍を見込むかです（0〜100）。',
    'zh-CN': '数字表示预计为平日的多少倍，范围0到100。',
  },
  which: {
    en: 'Which event? For example: event remove #12',
    ja: '番号を指定してください。例：イベント 削除 #12',
    'zh-CN': '请写编号，例如：活动 删除 #12',
  },
  whichDays: {
    en: 'Which event, and on which days? For example: event move #12 12/1-12/4',
    ja: '番号と新しい日程を指定してください。例：イベント 変更 #12 12/1-12/4',
    'zh-CN': '请写编号和新日期，例如：活动 改期 #12 12/1-12/4',
  },
  none: { en: 'There is no event #{id}.', ja: 'イベント#{id}はありません。', 'zh-CN': '没有编号为 #{id} 的活动。' },
} satisfies Record<string, Localized>
