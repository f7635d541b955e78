import { exceptWords } from '#src/cards/lines.ts'
import type { Caller, Command, WordSpan } from '#src/contracts/command.ts'
import type { Against } from '#src/domain/period/index.ts'
import { lastAsked } from '#src/features/conversation/store/audit.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { queryLine } from '#src/language/questions/query-line.ts'
import { type ReadQuery, readQuery } from '#src/language/questions/read-query.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import type { Db } from '#src/platform/database/db.ts'
import { asksFor, withoutAsking } from './asked-verbs.ts'
import { asksOtherEnd, asksRest, fromOtherEnd, stepBack, withoutPlaces, withStepBack } from './follow-steps.ts'

/** For how long the subject of a question is kept (judgement: a conversation that rests longer is another one). */
const keptMinutes = 15

const begins =
  /^\s*(?:(?:and|what about|how about|(?:the )?same(?: thing)? for|also|ok(?:ay)?,?(?: and)?|then|but|no,? i meant?|i meant?|no,?)(?:\s+(?:for|in|at))?\s+|那么?(?:就)?|还有|换成|换|改成|改为|再看看?|不[,，]|(?:いや|いえ)[、,]?\s*|じゃあ|では|それでは|それなら|あと|次は|やっぱり|やはり)\s*/iu
const ends =
  /\s*(?:呢|吧|看看|看一下|の場合は|だと|について|については|は|でお願い(?:します)?|にして(?:ください)?|で(?:見せて)?|\s(?:instead|please|then))?\s*[?？!！]*\s*$/u
const asksBack =
  /(?:呢|吧|の場合は|だと|は|でお願い(?:します)?|にして(?:ください)?|で見せて|\sinstead)\s*[?？]*\s*$|[?？]\s*$/u

/** A line that only changes the place, KPI or period of the question before it. */
export interface FollowUp {
  /** The question before with the new words in place of the old ones of their kinds. */
  readonly line: string
  readonly remark: Localized
}

/** What a line changes of the question before it: its names, its verb, or which list it asks for. */
type Way =
  | { readonly by: 'names' | 'list' | 'except' | 'rest' | 'end' }
  | { readonly by: 'verb'; readonly verb: string }
  | { readonly by: 'back'; readonly step: Against }

/**
 * Whether a line may follow another question: it begins as people go on (“and Yahoo?”, 那亚马逊呢, 楽天は？), or it names one
 * thing alone and asks; it only asks for another verb (“why?”, 能完成吗); or for another end or subject of a list (“and the
 * worst?”, 那店铺呢).
 */
export function mayFollow(line: Recognition, around: Surroundings): boolean {
  return wayOf(line, around) !== null
}

function wayOf(line: Recognition, around: Surroundings): Way | null {
  const bare = stripped(line.line.text)
  const step = stepBack(bare)
  if (step !== null) return { by: 'back', step }
  if (asksRest(bare)) return { by: 'rest' }
  if (asksOtherEnd(bare)) return { by: 'end' }
  if (isExcept(line)) return { by: 'except' }
  if (isNames(line)) return { by: 'names' }
  const verb = verbAlone(line, around)
  if (verb !== null) return { by: 'verb', verb }
  return isList(line, around) ? { by: 'list' } : null
}

function isNames({ line, command, verbAt, words, unknown }: Recognition): boolean {
  const spans = words.spans ?? []
  const asksHow = verbAt === 0 && command?.name === 'status' && /^\s*how about\s/iu.test(line.text)
  if ((verbAt !== null && !asksHow) || (spans.length === 0 && !words.against?.length)) return false
  const bare = stripped(line.text)
  const known = unknown.every(({ text }) => {
    const word = stripped(text)
    return word === '' || isSmall(word) || !bare.includes(word)
  })
  if (!known) return false
  const kinds = new Set(spans.map(({ kind }) => kind))
  const isOne = kinds.size === 1 || (kinds.size === 0 && words.against?.length === 1)
  return begins.test(line.text) || (isOne && asksBack.test(line.text))
}

/** Only what shall be left out: “without TikTok”, 除了乐天呢, 楽天以外は. */
function isExcept({ verbAt, words, unknown, extra }: Recognition): boolean {
  const { except = [], exceptDays = [], kpis, places, periods } = words
  if (verbAt !== null || except.length === 0 || exceptDays.length + extra.length > 0) return false
  return kpis.length + places.length + periods.length === 0 && unknown.every(({ text }) => isSmall(stripped(text)))
}

const pronouns =
  /\b(?:it|that|this|they|so|then|and|but|as|an?|in|show|the)\b|那么?|这个?|它|按|看|一下|それ|これ|で|を/giu
const shown: ReadonlySet<string> = new Set(['trend', 'compare', 'status'])

/** The verb that a line asks for and nothing else; `null`: it says more, or another verb. */
function verbAlone({ line, command, words, typedVerb }: Recognition, around: Surroundings): string | null {
  if ((words.spans ?? []).length + words.ids.length + words.amounts.length + words.periods.length > 0) return null
  const open = forced(line.text, around)?.words ?? words
  for (const verb of ['why', 'forecast'] as const) {
    if (!asksFor(verb, line.text) && command?.name !== verb) continue
    const rest = withoutAsking(verb, { ...open, open: line.text, spans: [], kpis: words.kpis }, line.text)
    const more = rest.split(' ').filter(word => word !== '' && !isVerb(word, verb, around))
    if (more.join(' ').replace(pronouns, '').trim() === '') return verb
  }
  const bare = stripped(line.text).replace(pronouns, '').trim()
  const goesOn = begins.test(line.text) || asksBack.test(line.text) || /^(?:as|in)\s/iu.test(line.text)
  return typedVerb && command && shown.has(command.name) && goesOn && isVerb(bare, command.name, around)
    ? command.name
    : null
}

function isVerb(word: string, name: string, { commands }: Surroundings): boolean {
  const verb = commands.find(command => command.name === name)
  const key = word.toLowerCase()
  return verb !== undefined && [name, ...Object.values(verb.aliases).flat()].some(one => one.toLowerCase() === key)
}

/** A piece of a question for a list: its order, its subject or how many, but not a whole one. */
function isList({ line, command, verbAt }: Recognition, around: Surroundings): boolean {
  if (verbAt === 0 && command?.name !== 'top') return false
  const read = readAs(line.text, around)
  if (!read || read.left.length > 0 || read.surplus !== null) return false
  const { query, named, bySubject } = read
  if (bySubject && query.kpi === null) return true
  const goesOn = begins.test(line.text) || asksBack.test(line.text)
  const isWhole = named && (query.ordered || query.conditions.length > 0)
  return goesOn && !isWhole && (named || query.ordered)
}

function forced(text: string, around: Surroundings): Recognition | null {
  const top = around.commands.find(({ name }) => name === 'top')
  return top ? recognise(stripped(text), { ...around, verb: top }) : null
}

function readAs(text: string, around: Surroundings): ReadQuery | null {
  const found = forced(text, around)
  return found ? readQuery(found.words, around.catalog.findKpi) : null
}

function isSmall(text: string): boolean {
  return /^(?:那么?|呢|は|what|about|how|also|then|且|就|的|だと|じゃあ|では)$/iu.test(text)
}

function stripped(text: string): string {
  return text.replace(begins, '').replace(ends, '').trim()
}

/** What was asked before by the same person in the same conversation; `null`: nothing, or too long ago. */
export function findBefore(
  db: Db,
  { personId, messenger, channelExternalId }: Caller,
  commands: readonly Command[],
  now: Date,
): Promise<string | null> {
  if (personId === null) return Promise.resolve(null)
  const verbs = commands
    .filter(({ readOnly, takes }) => readOnly && takes.kpis && takes.periods && takes.places)
    .map(({ name }) => name)
  const since = new Date(now.getTime() - keptMinutes * 60_000)
  return lastAsked(db, { personId, messenger, channel: channelExternalId, since, verbs })
}

/** The question before, with the new words; `null`: they change nothing that it has. */
export function merged(before: Recognition, now: Recognition, around: Surroundings): FollowUp | null {
  const line = mergedLine(before, now, around)
  return line === null ? null : { line, remark: fill(remark, { line: verbatim(line) }) }
}

function mergedLine(before: Recognition, now: Recognition, around: Surroundings): string | null {
  const way = wayOf(now, around)
  switch (way?.by) {
    case 'verb':
      return [way.verb, ...namesIn(before)].join(' ')
    case 'list':
      return mergedList(before, now, around)
    case 'back':
      return withStepBack(before, way.step, around)
    case 'rest':
      return before.words.places.length === 0 ? null : withoutPlaces(before, before.words.places, around)
    case 'except':
      return withoutPlaces(before, now.words.except ?? [], around)
    case 'end':
      return fromOtherEnd(before, around)
    default:
      return mergedNames(before, now)
  }
}

/** The names and periods of a question as they were typed, with what it leaves out; `but`: without those kinds of names. */
function namesIn({ words }: Recognition, but: ReadonlySet<WordSpan['kind']> = new Set()): readonly string[] {
  const kept = (words.spans ?? []).filter(({ kind }) => !but.has(kind))
  const names = kept.map(({ from, to }) => words.line.slice(from, to))
  const except = exceptWords(words.except, words.exceptDays)
  return except === '' ? names : [...names, except]
}

function mergedNames(before: Recognition, now: Recognition): string {
  const kinds = new Set((now.words.spans ?? []).map(({ kind }) => kind))
  const gone = (before.words.spans ?? []).filter(({ kind }) => kinds.has(kind)).sort((a, b) => b.from - a.from)
  let text = before.words.line
  for (const { from, to } of gone) text = `${text.slice(0, from)} ${text.slice(to)}`
  const verb = before.verbAt === null && before.command ? `${before.command.name} ` : ''
  return `${verb}${text.replace(/[?？]\s*$/u, '')} ${stripped(now.line.text)}`.replace(/\s+/gu, ' ').trim()
}

/**
 * The list before with another subject, order or number; of any other question the list that goes with its names, as far
 * as the line names none of their kind itself.
 */
function mergedList(before: Recognition, now: Recognition, around: Surroundings): string {
  const next = readAs(now.line.text, around)
  if (before.command?.name !== 'top' || !next) {
    const own = new Set((now.words.spans ?? []).map(({ kind }) => kind))
    return ['top', ...namesIn(before, own), stripped(now.line.text)].join(' ')
  }
  const { query: old } = readQuery(before.words, around.catalog.findKpi)
  const { query, named } = next
  return queryLine({
    ...old,
    subject: named ? query.subject : old.subject,
    kpi: query.kpi ?? old.kpi,
    ...(query.ordered && query.count === null && { by: query.by, order: query.order, ordered: true }),
    count: query.count ?? old.count,
    places: query.places.length > 0 ? query.places : old.places,
    except: query.except.length > 0 ? query.except : old.except,
    period: query.period ?? old.period,
    against: query.against ?? old.against,
    conditions: query.conditions.length > 0 ? query.conditions : old.conditions,
  })
}

const remark: Localized = {
  en: 'Read with your question before: {line}',
  ja: '直前の質問の続きとして：{line}',
  'zh-CN': '接着上一个问题理解为：{line}',
}
