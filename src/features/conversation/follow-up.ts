import type { Caller, Command } from '#src/contracts/command.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Recognition } from '#src/language/recognise.ts'
import type { Db } from '#src/platform/database/db.ts'
import { lastAsked } from './store/audit.ts'

/** For how long the subject of a question is kept (judgement: a conversation that rests longer is another one). */
const keptMinutes = 15

const begins =
  /^\s*(?:(?:and|what about|how about|also|ok(?:ay)?,?(?: and)?|then)(?:\s+(?:for|in|at))?\s+|那么?(?:就)?|还有|换成|换|再看看?|じゃあ|では|それでは|それなら|あと|次は)\s*/iu
const ends = /\s*(?:呢|の場合は|だと|について|については|は)?\s*[?？!！]*\s*$/u
const asksBack = /(?:呢|の場合は|だと|は)\s*[?？]*\s*$|[?？]\s*$/u

/** A line that only changes the place, KPI or period of the question before it. */
export interface FollowUp {
  /** The question before with the new words in place of the old ones of their kinds. */
  readonly line: string
  readonly remark: Localized
}

/**
 * Whether a line may follow another question: it names no verb, and begins as people go on (“and Yahoo?”, 那亚马逊呢, 楽天は？), or it
 * names one thing alone and asks.
 */
export function mayFollow({ line, verbAt, words, unknown }: Recognition): boolean {
  const spans = words.spans ?? []
  if (verbAt !== null || (spans.length === 0 && !words.against?.length)) return false
  const bare = stripped(line.text)
  const known = unknown.every(({ text }) => !bare.includes(text) || isSmall(text))
  if (!known) return false
  const kinds = new Set(spans.map(({ kind }) => kind))
  return begins.test(line.text) || (kinds.size === 1 && asksBack.test(line.text))
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

/** The question before, with the new words. */
export function merged(before: Recognition, now: Recognition): FollowUp {
  const kinds = new Set((now.words.spans ?? []).map(({ kind }) => kind))
  const gone = (before.words.spans ?? []).filter(({ kind }) => kinds.has(kind)).sort((a, b) => b.from - a.from)
  let text = before.words.line
  for (const { from, to } of gone) text = `${text.slice(0, from)} ${text.slice(to)}`
  const verb = before.verbAt === null && before.command ? `${before.command.name} ` : ''
  const line = `${verb}${text.replace(/[?？]\s*$/u, '')} ${stripped(now.line.text)}`.replace(/\s+/gu, ' ').trim()
  return { line, remark: fill(remark, { line: verbatim(line) }) }
}

const remark: Localized = {
  en: 'Read with your question before: {line}',
  ja: '直前の質問の続きとして：{line}',
  'zh-CN': '接着上一个问题理解为：{line}',
}
