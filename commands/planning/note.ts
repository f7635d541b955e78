import { addNoteForm, askCard, withForm } from '#src/cards/entry-forms.ts'
import { line, periodWord, placeWord } from '#src/cards/lines.ts'
import { type CommandAnswer, type CommandContext, defineCommand, includes, type Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { dayPeriod, lastDays, type Period, rangePeriod } from '#src/domain/period/index.ts'
import { type Place, parsePlaceKey, type ResolvedPlace } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { UserError } from '#src/errors.ts'
import {
  addNote,
  deleteNote,
  findNote,
  listNotes,
  type Note,
  noteListCard,
  noteRemovedCard,
  noteSavedCard,
  noteTable,
  type PlacedNote,
} from '#src/features/annotations/index.ts'
import { mainKpi, ownPlace, readerOf, requireWhole, storeSuggestions, yesterday } from '#src/features/figures/index.ts'
import { fill, localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import { oddPlace, unknownPlace } from '#src/language/places/unknown-place.ts'

/** Longest note in characters. Judgement: it stands beside a number and in a picture. */
const longest = 500
/** Days that a list covers where none are named. */
const usualDays = 30

const texts = {
  quote: {
    en: 'Put the text in quotes, for example: note {place} "Typhoon, carrier stopped"',
    ja: 'メモは引用符で囲んでください。例：メモ {place} "台風で配送停止"',
    'zh-CN': '请用引号括起备注内容，例如：备注 {place} "台风，物流停运"',
  },
  empty: { en: 'The note is empty.', ja: 'メモが空です。', 'zh-CN': '备注内容为空。' },
  long: {
    en: 'A note has at most {most} characters; this one has {count}.',
    ja: 'メモは{most}文字までです（現在{count}文字）。',
    'zh-CN': '备注最多{most}字，目前{count}字。',
  },
  place: { en: 'A note about which store?', ja: 'どの店舗のメモですか？', 'zh-CN': '是哪家店铺的备注？' },
  onePlace: {
    en: 'A note stands at one place and one KPI. Name one.',
    ja: 'メモの対象は1か所・1指標です。1つだけ指定してください。',
    'zh-CN': '一条备注只对应一个范围和一个指标。',
  },
  gone: {
    en: 'There is no note #{id}.',
    ja: 'メモ #{id} はありません。',
    'zh-CN': '没有备注 #{id}。',
  },
  which: {
    en: 'Which note? Name its number, such as note remove #12.',
    ja: 'どのメモですか？「メモ 削除 #12」のように番号を指定してください。',
    'zh-CN': '请指定编号，例如：备注 删除 #12。',
  },
  notYours: {
    en: 'Only its author or a manager can remove a note.',
    ja: 'メモを削除できるのは書いた本人か店長・マネージャーです。',
    'zh-CN': '只有作者或主管可以删除备注。',
  },
}

const usage = {
  en: 'See: help note',
  ja: '使い方：ヘルプ メモ',
  'zh-CN': '用法：帮助 备注',
}

/** Writes down why: the note stands beside the figures and in the pictures of its days. */
export const note = defineCommand({
  name: 'note',
  aliases: { en: ['notes', 'remark', 'comment'], ja: ['メモ', '注記', 'コメント'], 'zh-CN': ['备注', '注释', '说明'] },
  summary: {
    en: 'Write down the reason next to a number',
    ja: '数値の理由をメモに残す',
    'zh-CN': '给数据记下原因',
  },
  examples: {
    en: ['note west sales 11/3-11/5 "Typhoon, carrier stopped"', 'note list rakuten last month'],
    ja: ['メモ 楽天 売上 11/3-11/5 "台風で配送停止"', 'メモ 一覧 楽天 先月'],
    'zh-CN': ['备注 乐天 销售额 11/3-11/5 "台风，物流停运"', '备注 列表 乐天 上月'],
  },
  subverbs: {
    add: { aliases: ['new', 'write', '追加', '記入', '添加', '新增'], role: 'operator' },
    list: { aliases: ['show', 'all notes', '一覧', '列表', '一览'] },
    remove: { aliases: ['delete', 'drop', '削除', '删除', '移除'], role: 'operator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { kpis: true, places: true, periods: true, ids: true, quoted: true, free: true },
  implied: words => {
    if (words.quoted.length > 0 || words.unknown.length > 0) return 'add'
    return words.rest === '' ? null : 'list'
  },
  run(words, context) {
    const subverb = words.subverb ?? note.implied?.(words) ?? 'list'
    if (subverb === 'add') return words.rest === '' ? ask(context) : add(words, context)
    if (subverb === 'remove') return remove(words, context)
    return list(words, context)
  },
})

/** Nothing was said: the form asks for all of it. */
async function ask({ caller, now }: CommandContext): Promise<CommandAnswer> {
  const form = addNoteForm(localDay(now, caller.timeZone))
  const example = localized(locale => note.examples[locale][0] ?? '')
  return { cards: [askCard(form, example)], form, private: true }
}

async function add(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  const text = textOf(words, context)
  requireUsed(words, { kpis: 1, places: 1, periods: 1, quoted: any }, usage)
  const asked = placeOf(words, text, context)
  requireWhole(asked, context)
  const place = await figures.resolve(readerOf(caller), asked)
  const days = words.periods[0] ?? yesterday(figures.today(place, now))
  const stored = await addNote(db, {
    text,
    authorId: caller.personId,
    authorName: caller.name,
    place: place.key,
    kpiId: words.kpis[0]?.id ?? null,
    fromDay: days.from,
    toDay: days.to,
  })
  return { cards: [noteSavedCard({ ...stored, kpi: words.kpis[0] ?? null, place }, days, mainKpi(context))] }
}

async function list(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, figures, caller, now } = context
  requireUsed(words, { kpis: 1, places: 1, periods: 1 }, usage)
  const place = await figures.resolve(readerOf(caller), words.places[0] ?? ownPlace(caller))
  const days = words.periods[0] ?? recent(figures.today(place, now))
  const kpiId = words.kpis[0]?.id
  const stores = words.places.length > 0 ? place.stores : caller.stores
  const query = { stores, from: days.from, to: days.to, ...(kpiId === undefined ? {} : { kpiId }) }
  const notes = await listNotes(db, query)
  const placed = notes.map(one => placedNote(one, place, context))
  const removable = notes.filter(one => mayRemove(one, context)).map(one => one.id)
  const card = noteListCard(placed, place, days, removable)
  const tables = () => [noteTable(placed)]
  if (!includes(caller.role, 'operator')) return { cards: [card], tables }
  const form = addNoteForm(localDay(now, caller.timeZone))
  return { cards: [withForm(card, form)], tables, ...(words.rest === '' && words.subverb === null && { form }) }
}

async function remove(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { db, caller, figures, now } = context
  requireUsed(words, { numbers: 1 }, usage)
  const id = words.ids[0] ?? numberIn(words)
  if (id === null) throw new UserError(texts.which)
  const found = await findNote(db, id)
  const seen = found ? await listNotes(db, { stores: caller.stores, from: found.fromDay, to: found.toDay }) : []
  if (!found || !seen.some(one => one.id === id)) throw new UserError(fill(texts.gone, { id }))
  if (!mayRemove(found, context)) throw new UserError(texts.notYours)
  await deleteNote(db, id, now)
  const place = await figures.resolve(readerOf(caller), parsePlaceKey(found.place) ?? { kind: 'all' })
  return { cards: [noteRemovedCard(placedNote(found, place, context))] }
}

/** A bare number behind `note remove` is a note's. */
function numberIn(words: Words): number | null {
  const found = /(?:^|\s)#?(\d{1,9})(?=\s|$)/.exec(words.rest)
  return found ? Number(found[1]) : null
}

function recent(today: string): Period {
  const { from } = lastDays(usualDays, today)
  return rangePeriod(from, dayPeriod(today).to)
}

function textOf(words: Words, { caller }: CommandContext): string {
  const text = words.quoted.join(' ').replace(/\s+/g, ' ').trim()
  const place = placeWord(words.places[0] ?? ownPlace(caller))
  if (words.quoted.length === 0) {
    const guess = words.unknown.join(' ').replaceAll('"', '”')
    const meant = line('note add', words.kpis[0]?.id, place, daysWord(words), `"${guess}"`)
    throw new UserError(
      fill(texts.quote, { place: verbatim(place) }),
      guess === '' ? [] : [{ label: verbatim(`“${guess}”`), line: meant }],
    )
  }
  if (text === '') throw new UserError(texts.empty)
  const count = [...text].length
  if (count > longest) throw new UserError(fill(texts.long, { most: longest, count }))
  return text
}

function placeOf(words: Words, text: string, { caller }: CommandContext): Place {
  if (words.places.length > 1 || words.kpis.length > 1) throw new UserError(texts.onePlace)
  const [place] = words.places
  const own = place ?? ownPlace(caller)
  if (place || own.kind === 'store') return own
  const [first, second] = words.quoted
  if (first !== undefined && second !== undefined)
    throw unknownPlace(words.line, oddPlace(words.line, first), caller.stores)
  const quoted = `"${text.replaceAll('"', '”')}"`
  const lineFor = (slug: string) => line('note add', words.kpis[0]?.id, slug, daysWord(words), quoted)
  throw new UserError(texts.place, storeSuggestions(caller, lineFor))
}

function daysWord(words: Words): string | undefined {
  const [period] = words.periods
  return period ? periodWord(period) : undefined
}

function mayRemove(one: Note, { caller }: CommandContext): boolean {
  return includes(caller.role, 'manager') || (one.authorId !== null && one.authorId === caller.personId)
}

function placedNote(
  one: Note,
  listed: ResolvedPlace,
  { catalog, caller }: CommandContext,
): PlacedNote & Pick<Note, 'createdAt'> {
  const place = parsePlaceKey(one.place) ?? listed.place
  const label = one.place === listed.key ? listed.label : placeLabel(one.place, caller.stores)
  return {
    ...one,
    kpi: one.kpiId === null ? null : catalog.findKpi(one.kpiId),
    place: { ...listed, place, key: one.place, label },
  }
}
