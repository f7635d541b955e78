import { line as joined, periodWord, placeWord } from '#src/cards/lines.ts'
import type { Command } from '#src/contracts/command.ts'
import { earlier } from '#src/domain/days.ts'
import { dayPeriod, type Period, rangePeriod } from '#src/domain/period/index.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import type { KnownThen } from '#src/features/figures/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import { alertsPlainly, progressPlainly, saidPlainly } from '#src/language/questions/said-otherwise.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { type AskedVerb, asksFor, withoutAsking } from './asked-verbs.ts'
import { atLast, plainly } from './plain-questions.ts'
import { asCommand, inPlainerWords, isUnderstood } from './spoken.ts'
import { upToDay } from './up-to-day.ts'

/** A line as it was read. */
export interface Meant {
  readonly found: Recognition
  /** It asks for days as they were known at the end of a day; `null`: as they are. */
  readonly known: KnownThen | null
  /** Of these days only the last was named; `null`: the first was, too. */
  readonly begun: Period | null
  /** The command line that it was read as, where people say it in other words; `null`: as it was typed. */
  readonly plainer: string | null
}

/** Verbs that only show figures: a question in one's own words may be meant where one of their names stands in it. */
const showing: ReadonlySet<string> = new Set(['status', 'trend', 'compare', 'rank', 'kpis', 'why', 'forecast'])

/**
 * What a line means where people ask in their own words: a list, a cause, what is to come. Any other line stays as it is.
 * @throws UserError for a question that no verb answers here: it says what does.
 */
export function meant(found: Recognition, around: Surroundings): Meant {
  const meeting = meetingAbout(found, around)
  if (meeting) return { known: null, begun: null, found: meeting, plainer: meeting.line.text }
  const plain = plainer(found)
  const said = (plain === null ? null : recognise(plain, around)) ?? found
  const dated = asOf(said, around)
  const ended = dated ? null : upToDay(said, around)
  const one = dated?.found ?? ended?.found ?? said
  const how = { known: dated?.known ?? null, begun: ended?.period ?? null }
  if (one.words.line.length > maxQuestion) return { ...how, found: one, plainer: null }
  const first = readAsked(one, around)
  const again = isShowing(one) && !isUnderstood(first, around) ? inPlainerWords(one, around) : null
  const better = again ? readAsked(again, around) : null
  if (!better || !isUnderstood(better, around) || !(isShowing(better) || better.command?.name === 'top'))
    return { ...how, found: isShowing(first) ? (atLast(first, around) ?? first) : first, plainer: null }
  return { ...how, found: better, plainer: better.command?.name === 'top' ? null : asCommand(better) }
}

/** `review @mei last week` is the meeting about a person, not what buyers wrote; `null`: nothing of the kind. */
function meetingAbout({ command, words, line }: Recognition, around: Surroundings): Recognition | null {
  const { people, subverb, quoted, ids, rest } = words
  if (command?.name !== 'review' || people.length === 0 || subverb !== null || quoted.length + ids.length > 0)
    return null
  return /^reviews?\s/iu.test(line.text) ? recognise(`meeting ${rest}`, around) : null
}

/** What the line says in plainer words before anything else is read in it; `null`: as it stands. */
function plainer(found: Recognition): string | null {
  const { command, words, unknown, line } = found
  if (words.quoted.length > 0) return null
  if (command?.name === 'alerts' && unknown.length > 0) return alertsPlainly(line.text)
  const aboutTarget = command?.name === 'target' && unknown.length > 0 && words.amounts.length === 0
  if (isShowing(found) || command?.name === 'top' || aboutTarget)
    return progressPlainly(line.text) ?? (aboutTarget ? null : saidPlainly(line.text))
  return null
}

function readAsked(found: Recognition, around: Surroundings): Recognition {
  return plainly(found, around) ?? question(found, around)
}

/** Whether a line shows figures, or names no verb at all. */
function isShowing({ command, verbAt }: Recognition): boolean {
  return command === null || verbAt === null || showing.has(command.name)
}

function question(found: Recognition, around: Surroundings): Recognition {
  const { command, verbAt } = found
  if (command?.name === 'top') return found
  const isWhole = found.unknown.length + found.extra.length === 0
  if (command?.name === 'rank' && verbAt === 0 && isWhole) return found // its name is a word of questions, too
  const own = command === null || verbAt === null || verbAt > 0 || showing.has(command.name)
  if (!own) return found.unknown.length + found.extra.length > 0 ? (asList(found, around) ?? found) : found
  for (const verb of ['why', 'forecast'] as const) {
    const typed = command?.name === verb
    if (typed ? found.unknown.length === 0 : !asksFor(verb, openLine(found, around), found.line.text)) continue
    return asVerb(verb, found, around)
  }
  return asList(found, around) ?? found
}

/** Longer lines are texts, not questions (judgement). */
const maxQuestion = 200

/** The line with blanks for names and quoted text, whatever verb it holds. */
function openLine({ line }: Recognition, around: Surroundings): string {
  const top = around.commands.find(({ name }) => name === 'top')
  return (top ? recognise(line.text, { ...around, verb: top })?.words.open : undefined) ?? line.text
}

/** A question for a list; `null`: it asks for none. */
function asList(found: Recognition, around: Surroundings): Recognition | null {
  const top = around.commands.find(({ name }) => name === 'top')
  const forced = top ? recognise(found.line.text, { ...around, verb: top }) : null
  if (!forced) return null
  const { asks, left, named } = readQuery(forced.words, around.catalog.findKpi)
  // A verb that changes something is asked for more than a list is, unless the line says what shall be listed.
  const free = found.verbAt === null || (found.command !== null && showing.has(found.command.name))
  const about = named || (free && (forced.words.spans?.length ?? 0) > 0)
  if (!asks || !about) return null
  const unread = found.verbAt === null && found.unknown.length > 0 && left.length <= 2
  const thanOnly = left.length > 0 && left.every(({ kind }) => kind === 'than') // the list says why it is none
  return left.length === 0 || unread || thanOnly ? forced : null
}

/** The line for a verb, without the words by which it was asked for. */
function asVerb(name: AskedVerb, found: Recognition, around: Surroundings): Recognition {
  const top = around.commands.find(command => command.name === 'top')
  const read = (top ? recognise(found.line.text, { ...around, verb: top }) : null) ?? found
  const verb = around.commands.find(command => command.name === name)
  const again = verb ? recognise(`${verb.name} ${withoutAsking(name, read.words, found.line.text)}`, around) : null
  if (again) return again
  throw new UserError(texts[name], instead(name, found, around))
}

/** What shows something near to what was asked. */
function instead(name: AskedVerb, found: Recognition, around: Surroundings): readonly Suggestion[] {
  const { words } = recognise(found.line.text, { ...around, ...verbOf('status', around) }) ?? found
  const [kpi] = words.kpis
  const about = [kpi?.id, ...words.places.map(placeWord)]
  const period = words.periods[0] ? periodWord(words.periods[0]) : undefined
  const lines =
    name === 'forecast'
      ? [joined('status', ...about, period ?? 'mtd')]
      : [joined('compare', ...about, period), joined('trend', ...about, '30d')]
  return lines.map(line => ({ label: verbatim(line), line }))
}

function verbOf(name: string, { commands }: Surroundings): { readonly verb?: Command } {
  const verb = commands.find(command => command.name === name)
  return verb ? { verb } : {}
}

const asOfBefore =
  /(?:\bas (?:of|at|on)|\bas (?:it |they |we )?(?:was |were )?(?:known|stood|knew|reported|seen)(?: (?:it|them))?(?: (?:on|at|by|as of))?|截至到?|截止到?|截止至)\s*$/iu
const asOfBehind =
  /^\s*(?:(?:時点|时点|现在|現在|当时|當時|当時)(?:(?:で|に)?(?:已知|知っていた|分かっていた|わかっていた))?(?:での?|の|的)?)/u

/** `as of 10/15`: the days up to then, with what is known of them today; `null`: nothing of the kind. */
function asOf(
  found: Recognition,
  around: Surroundings,
): { readonly found: Recognition; readonly known: KnownThen } | null {
  const text = found.line.text
  const spans = (found.words.spans ?? []).flatMap(span => (span.kind === 'period' ? [span] : []))
  const named = spans.find(span => asOfBefore.test(text.slice(0, span.from)) || asOfBehind.test(text.slice(span.to)))
  if (!named || named.period.from !== named.period.to || found.command?.readOnly !== true) return null
  const day = named.period.from
  const other = spans.find(span => span !== named)
  const period = upTo(other?.period ?? null, day)
  const from = named.from - (asOfBefore.exec(text.slice(0, named.from))?.[0].length ?? 0)
  const to = named.to + (asOfBehind.exec(text.slice(named.to))?.[0].length ?? 0)
  const gone = [{ from, to }, ...(other ? [other] : [])].sort((a, b) => b.from - a.from)
  let line = text
  for (const span of gone) line = `${line.slice(0, span.from)} ${line.slice(span.to)}`
  const again = recognise(`${line.trim()} ${periodWord(period)}`, around)
  return again ? { found: again, known: { day, period } } : null
}

function upTo(period: Period | null, day: string): Period {
  const from = period === null || period.from > day ? `${day.slice(0, 8)}01` : period.from
  return from === day ? dayPeriod(day) : rangePeriod(from, period ? earlier(period.end, day) : day)
}

const texts = {
  why: {
    en: 'Causes cannot be asked for here yet, so nothing was guessed. These show what moved and when:',
    ja: '原因の分析はまだできません。何がいつ動いたかは次で確認できます：',
    'zh-CN': '目前还不能分析原因，因此没有猜测。可先看何时、何处发生了变化：',
  },
  forecast: {
    en: 'Forecasts cannot be asked for here yet. Where a target ends at this pace stands in the status of the running month:',
    ja: '予測はまだできません。今のペースでの期末の金額は、当月の状況に表示されます：',
    'zh-CN': '目前还不能单独预测。按当前进度推算的期末可在本月状态中查看：',
  },
} satisfies Record<string, Localized>
