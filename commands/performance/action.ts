import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import { namedNumber } from '#src/contracts/row-number.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { holds, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import { namedAt, ownPlace, requireWhole } from '#src/features/figures/index.ts'
import {
  addImprovement,
  closeImprovement,
  effectOf,
  type Improvement,
  improvementCard,
  improvementsCard,
  improvementTable,
  listImprovements,
  moveImprovement,
  type ShownImprovement,
  showAsTask,
  switchTasks,
  tasksAreOn,
  tasksCard,
  valueUpTo,
} from '#src/features/improvements/index.ts'
import { requireOwnerSees } from '#src/features/people/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { untilIn } from '#src/language/time/until.ts'

/** Closed ones are listed for so many days (judgement: until their effect is known). */
const closedDays = 60

/** What is done about a KPI: what, who, until when, and what the figure did afterwards. */
export const action = defineCommand({
  name: 'action',
  aliases: {
    en: ['actions', 'todo', 'task'],
    ja: ['改善', '改善アクション', 'アクション', '対策'],
    'zh-CN': ['措施', '改善措施', '改进', '任务', '待办'],
  },
  summary: {
    en: 'What is done about a KPI, and what came of it',
    ja: '指標の改善アクションと効果',
    'zh-CN': '指标的改善措施及效果',
  },
  examples: {
    en: [
      'action',
      'action add acos west "Cut bids on broad terms" @ken until 12/15',
      'action done 12 "Bids cut by 20 %"',
      'action drop 12 "Store closes"',
      'action move 12 until Friday',
    ],
    ja: [
      '改善',
      '改善 追加 acos west 「広いキーワードの入札を下げる」 @ken 12/15まで',
      '改善 完了 12 「入札を20%下げた」',
      '改善 中止 12 「閉店のため」',
    ],
    'zh-CN': [
      '措施',
      '措施 添加 acos west “降低宽泛词出价” @ken 到12/15',
      '措施 完成 12 “出价下调20%”',
      '措施 放弃 12 “店铺关闭”',
    ],
  },
  subverbs: {
    list: { aliases: ['一覧', '列表'], role: 'viewer' },
    add: { aliases: ['new', '追加', '登録', '添加', '新增'] },
    done: { aliases: ['close', 'finish', '完了', '完成'] },
    drop: { aliases: ['cancel', '中止', '取りやめ', '放弃'] },
    move: { aliases: ['postpone', '延期', '変更', '改期'] },
    tasks: { aliases: ['as tasks', 'タスク', '同步任务'], role: 'administrator', free: true },
  },
  role: 'operator',
  undoable: true,
  takes: {
    kpis: true,
    places: true,
    periods: true,
    people: true,
    amounts: true,
    ids: true,
    quoted: true,
    moments: true,
    free: true,
  },
  implied: words => (words.quoted.length > 0 && words.kpis.length > 0 ? 'add' : 'list'),
  run(words, context) {
    switch (words.subverb ?? action.implied?.(words)) {
      case 'add':
        return add(words, context)
      case 'done':
        return close(words, 'done', context)
      case 'drop':
        return close(words, 'dropped', context)
      case 'move':
        return move(words, context)
      case 'tasks':
        return tasks(words, context)
      default:
        return list(words, context)
    }
  },
})

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { kpis: any, places: 1, people: 1 }, texts.howTo)
  const { caller, now } = context
  const since = shiftDays(localDay(now, caller.timeZone), -closedDays)
  const all = await listImprovements(context.db, { demo: caller.demo })
  const meant = all.filter(one => isVisible(one, context) && isMeant(one, words, context))
  const recent = meant.filter(({ state, closedAt }) => state === 'open' || (closedAt?.toISOString() ?? '') > since)
  const shown = await Promise.all(recent.map(one => shownOf(one, context)))
  const known = shown.flatMap(one => one ?? [])
  return { cards: [improvementsCard(known, caller.demo)], tables: () => [improvementTable(known)] }
}

function isMeant(one: Improvement, { kpis, places, people }: Words, { caller }: CommandContext): boolean {
  const [place] = places
  const where = parsePlaceKey(one.place)
  if (kpis.length > 0 && !kpis.some(kpi => kpi.id === one.kpiId)) return false
  if (people.length > 0 && !people.some(({ id }) => id === one.owner?.id)) return false
  if (!place || !where) return true
  return caller.stores.some(store => holds(place, store) && holds(where, store))
}

/** An improvement is seen by whoever sees a store that it is about. */
function isVisible(one: Improvement, { caller }: CommandContext): boolean {
  const place = parsePlaceKey(one.place)
  return place !== null && caller.stores.some(store => store.demo === caller.demo && holds(place, store))
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, now } = context
  requireUsed(
    words,
    { kpis: 1, places: 1, people: 1, quoted: 1, periods: any, amounts: any, ownWords: true },
    texts.howTo,
  )
  const [kpi] = words.kpis
  const what = words.quoted[0]?.trim()
  if (!kpi || !what) throw new UserError(texts.howTo)
  if (what.length > 500) throw new UserError(texts.long)
  const place = words.places[0] ?? ownPlace(caller)
  requireWhole(place, context)
  const owner = words.people[0] ?? (caller.personId === null ? undefined : { id: caller.personId, name: caller.name })
  if (!owner) throw new UserError(texts.who)
  const key = placeKey(place)
  const stores = caller.stores.filter(store => store.demo === caller.demo && holds(place, store))
  await requireOwnerSees(db, owner, { stores, label: placeLabel(key, caller.stores) })
  const today = localDay(now, caller.timeZone)
  const before = await valueUpTo(context, kpi, key, shiftDays(today, -1))
  const id = await addImprovement(db, {
    ...{ kpiId: kpi.id, place: key, periodKind: null, periodFrom: null, what, ownerId: owner.id },
    ...{ dueDay: dueIn(words, context), valueBefore: before.value, currency: before.currency },
    ...{ createdAt: now, createdBy: caller.personId, demo: caller.demo },
  })
  return done(id, texts.added, context)
}

/** The day until which it is to be done. @throws UserError */
function dueIn(words: Words, { now, caller }: CommandContext): string {
  const cities = words.places.length === 0 ? 'never' : 'behind'
  const read = { now, timeZone: caller.timeZone, timeOfDay: '24:00', cities } as const
  const at = untilIn(words.line, words.open, read, texts.when)
  return localDay(new Date(at.getTime() - 1), caller.timeZone)
}

async function close(words: Words, state: 'done' | 'dropped', context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1, quoted: 1 }, texts.howTo)
  const one = await meantOne(words, context)
  const outcome = words.quoted[0]?.trim() || null
  if (state === 'dropped' && outcome === null) throw new UserError(texts.why)
  const { db, caller, now } = context
  if (!(await closeImprovement(db, one.id, { state, outcome, by: caller.personId, at: now })))
    throw new UserError(fill(texts.closed, { id: one.id }))
  return done(one.id, state === 'done' ? texts.done : texts.dropped, context)
}

async function move(words: Words, context: CommandContext): Promise<CommandAnswer> {
  requireUsed(words, { numbers: 1, amounts: any, periods: any, ownWords: true }, texts.howTo)
  const one = await meantOne(words, context)
  if (one.state !== 'open') throw new UserError(fill(texts.closed, { id: one.id }))
  const number = String(one.id)
  const open = words.open.replace(new RegExp(`#?${number}(?!\\d)`), part => ' '.repeat(part.length))
  await moveImprovement(context.db, one.id, dueIn({ ...words, open }, context))
  return done(one.id, texts.moved, context)
}

/** The improvement that a line names, in the caller's sight and theirs to change. @throws UserError */
async function meantOne(words: Words, context: CommandContext): Promise<Improvement> {
  const id = namedNumber(words)
  if (id === undefined) throw new UserError(texts.which)
  const [one] = await listImprovements(context.db, { demo: context.caller.demo, ids: [id] })
  if (!one || !isVisible(one, context)) throw new UserError(fill(texts.none, { id }))
  const { personId, role } = context.caller
  const mine = one.owner === null || one.owner.id === personId || one.createdBy === personId
  if (!mine && role === 'operator')
    throw new UserError(fill(texts.notYours, { id, name: verbatim(one.owner?.name ?? '') }))
  return one
}

/** `action tasks on`: actions also stand as tasks of their owners' messenger. */
async function tasks({ rest }: Words, { db }: CommandContext): Promise<CommandAnswer> {
  const on = /^(on|yes|オン|有効|开启|打开|开)$/iu.test(rest.trim())
  if (!on && !/^(off|no|オフ|無効|关闭|关)$/iu.test(rest.trim()))
    throw new UserError((await tasksAreOn(db)) ? texts.tasksAreOn : texts.tasksAreOff)
  await switchTasks(db, on)
  return { cards: [tasksCard(on)] }
}

async function done(id: number, text: Localized, context: CommandContext): Promise<CommandAnswer> {
  const [one] = await listImprovements(context.db, { demo: context.caller.demo, ids: [id] })
  const shown = one ? await shownOf(one, context) : null
  if (!one || !shown) throw new Error('A changed improvement is not there')
  if (!context.caller.demo) await showAsTask(context.db, one, { ...context, timeZone: context.teamTimeZone })
  return { cards: [improvementCard(shown, text, context.caller.demo)] }
}

async function shownOf(one: Improvement, context: CommandContext): Promise<ShownImprovement | null> {
  const { db, catalog, caller, now } = context
  const known = catalog.findKpi(one.kpiId)
  if (!known) return null
  const where = { stores: caller.stores, placesOf: () => [one.place] }
  const [{ kpi } = { kpi: known }] = await namedAt(db, where, [{ kpi: known }])
  const overdue = one.state === 'open' && one.dueDay < localDay(now, caller.timeZone)
  const effect = await effectOf(context, one, kpi, caller.timeZone)
  return { one, kpi, place: placeLabel(one.place, caller.stores), overdue, effect }
}

const texts = {
  howTo: {
    en: 'A KPI, a place, what will be done in quotes, who, and until when: action add acos west "Cut bids" @ken until 12/15',
    ja: '指標・対象・「内容」・担当・期限を書いてください：改善 追加 acos west 「入札を下げる」 @ken 12/15まで',
    'zh-CN': '请写明指标、范围、带引号的内容、负责人和期限：措施 添加 acos west “降低出价” @ken 到12/15',
  },
  when: {
    en: 'Until when? For example: until 12/15',
    ja: '期限を書いてください。例：12/15まで',
    'zh-CN': '请写明期限，例如：到12/15',
  },
  who: { en: 'Who does it? Mention the person.', ja: '担当者を@で指定してください。', 'zh-CN': '请@负责人。' },
  why: {
    en: 'Say in quotes why it is dropped: action drop 12 "Store closes"',
    ja: '中止の理由を「」で書いてください：改善 中止 12 「閉店のため」',
    'zh-CN': '请用引号写明放弃的原因：措施 放弃 12 “店铺关闭”',
  },
  long: { en: 'It may have 500 characters.', ja: '500文字以内にしてください。', 'zh-CN': '不超过500个字符。' },
  which: {
    en: 'Which one? For example: action done 12',
    ja: '番号を指定してください。例：改善 完了 12',
    'zh-CN': '请写编号，例如：措施 完成 12',
  },
  none: {
    en: 'There is no action #{id}.',
    ja: '改善アクション#{id}はありません。',
    'zh-CN': '没有编号为 #{id} 的措施。',
  },
  notYours: {
    en: 'Action #{id} is {name}’s. They, or a manager, can change it.',
    ja: '改善アクション#{id}は{name}さんの担当です。本人またはマネージャーが変更できます。',
    'zh-CN': '措施 #{id} 由{name}负责，只有本人或主管可以更改。',
  },
  closed: {
    en: 'Action #{id} is closed already.',
    ja: '改善アクション#{id}はすでに終了しています。',
    'zh-CN': '措施 #{id} 已结束。',
  },
  added: { en: 'Noted as an action', ja: '改善アクションを登録しました', 'zh-CN': '已记录改善措施' },
  done: { en: 'Done', ja: '完了しました', 'zh-CN': '已完成' },
  dropped: { en: 'Dropped', ja: '中止しました', 'zh-CN': '已放弃' },
  tasksAreOn: {
    en: 'Actions stand as tasks, too. To end that: action tasks off',
    ja: '改善アクションはタスクにも登録されます。解除：改善 タスク オフ',
    'zh-CN': '措施会同时创建为任务。关闭请发送：措施 同步任务 关',
  },
  tasksAreOff: {
    en: 'Actions do not stand as tasks. To begin: action tasks on',
    ja: '改善アクションはタスクに登録されません。有効化：改善 タスク オン',
    'zh-CN': '措施不会创建为任务。开启请发送：措施 同步任务 开',
  },
  moved: { en: 'Moved', ja: '期限を変更しました', 'zh-CN': '已改期' },
} satisfies Record<string, Localized>
