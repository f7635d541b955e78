import type { Card } from '#src/chat/card.ts'
import type { CurrentCard, FormAction, Invocation, Reply } from '#src/chat/messenger.ts'
import type { Caller, Command, CommandAnswer, CommandContext, HealthReport } from '#src/contracts/command.ts'
import { includes } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import {
  apologyCard,
  assumedBlock,
  formerCard,
  hintCard,
  refusedCard,
  unscopedCard,
} from '#src/features/conversation/cards/error-card.ts'
import { verbsCard } from '#src/features/conversation/cards/help-card.ts'
import { type Outcome, writeAudit } from '#src/features/conversation/store/audit.ts'
import type { Figures } from '#src/features/figures/index.ts'
import { handlesFor } from '#src/features/people/index.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { looksSecret } from '#src/language/secret-words.ts'
import type { Db } from '#src/platform/database/db.ts'
import { withSharedTables } from '#src/platform/database/shared-reads.ts'
import { isStorable, storable } from '#src/platform/database/storable.ts'
import type { LanguageModel } from '#src/platform/language-model/client.ts'
import { newReference } from '#src/platform/observability/reference.ts'
import { callerOf, findSender, type Sender } from './caller.ts'
import { carryOutThere } from './carry-out.ts'
import { contextOf } from './context-of.ts'
import { remarksOf, withBlocks } from './left-out.ts'
import { connectInstead, secretTyped, unstorable } from './line-refusals.ts'
import { withModel } from './model/with-model.ts'
import { withNearLines } from './near-lines.ts'
import { mayUse, permit, Refusal, subverbOf } from './permit.ts'
import { type Practice, type PracticeWorld, refuseOver, standingOf, withPractice } from './practice/practice.ts'
import type { ReadSide } from './read-side.ts'
import { mentionedIn, ownWords } from './scorecard.ts'
import { understand } from './understand.ts'
import { answerStranger } from './unknown-people.ts'

/** What the dispatcher is made of. */
export interface DispatchParts {
  readonly db: Db
  readonly figures: Figures
  readonly commands: readonly Command[]
  readonly now: () => Date
  readonly teamTimeZone: string
  /** Who becomes the first administrator at first contact; `null`: nobody. */
  readonly adminEmail: string | null
  readonly health: () => Promise<HealthReport>
  readonly enqueue: CommandContext['enqueue']
  readonly markets?: CommandContext['markets']
  readonly pages?: CommandContext['pages']
  readonly carriesFiles?: CommandContext['carriesFiles']
  readonly checkup?: CommandContext['checkup']
  readonly installation?: CommandContext['installation']
  readonly log: CommandContext['log']
  /** Where questions are read beside the first server of the database; absent: nowhere. */
  readonly readSide?: ReadSide
  /** Where people practise; absent: nowhere. */
  readonly practice?: Practice
  /** A language model that helps with questions that are not understood; absent: none. */
  readonly model?: LanguageModel
  /** Lines are part of one step, which is taken back as a whole; absent: each is a step of its own. */
  readonly inStep?: true
}

/** What happened to a line, for the reply and the audit. */
export interface Result {
  readonly cards: readonly Card[]
  readonly private: boolean
  readonly outcome: Outcome
  readonly verb: string | null
  readonly reference: string | null
  /** The language that the command chose; `null`: as usual. */
  readonly locale: Locale | null
  /** What is wrong, when the line was not carried out. */
  readonly refused?: Localized
  /** The first card is the new state of the message whose button was pressed. */
  readonly replaces?: boolean
  /** What now stands in all messages about a subject. */
  readonly standing?: CurrentCard
  /** Asks for what the line lacks. */
  readonly form?: FormAction
  /** The whole line that was carried out, where the one that was typed went on with another. */
  readonly ran?: string
  /** The line held a key: nothing of it is kept. */
  readonly withheld?: true
}

/** The one way in for people: who asks, may they, run, record. The returned function never throws. */
export function createDispatch(parts: DispatchParts): (invocation: Invocation) => Promise<Reply> {
  return invocation => withSharedTables(() => answer(parts, invocation))
}

async function answer(parts: DispatchParts, invocation: Invocation): Promise<Reply> {
  const start = parts.now()
  let sender: Sender | null = null
  let result: Result
  try {
    sender = await findSender(parts, invocation)
    result = await answerFrom(parts, sender, invocation, start)
  } catch (error) {
    result = failed(parts, error)
  }
  await record(parts, invocation, sender, result, start)
  return replyOf(parts, invocation, sender, result)
}

async function answerFrom(parts: DispatchParts, sender: Sender, invocation: Invocation, now: Date): Promise<Result> {
  const { person } = sender
  if (!person) return unknown(parts, invocation, now)
  if (!person.active) return refusal(formerCard())
  const look = parts.figures.withSharedDays()
  const catalog = await look.catalog()
  const caller = callerOf({ ...sender, person }, invocation, catalog)
  const practice = (await parts.practice?.of(person.id, now)) ?? null
  const unscoped = isUnscoped(sender, invocation)
  const run: Run = { caller, catalog, look, now, line: invocation.line, unscoped, practice }
  const result = await answered(parts, run, person.id)
  const { db, model, commands } = parts
  if (!model) return result
  return withModel(result, { model, db, asked: { ...run, commands }, run: line => runFor(parts, { ...run, line }) })
}

async function answered(parts: DispatchParts, run: Run, personId: number): Promise<Result> {
  const beside = await parts.readSide?.lookFor(personId)
  if (!beside) return runFor(parts, run)
  const result = await runFor(parts, { ...run, look: beside.figures.withSharedDays(), asOf: beside.asOf })
  if (result.outcome !== 'failed' || !changesNothing(parts, result)) return result
  parts.readSide?.failed()
  return runFor(parts, run) // the standby may have gone: the first server is asked before anybody is told
}

function changesNothing({ commands }: DispatchParts, { verb }: Result): boolean {
  return commands.some(({ name, readOnly }) => name === verb && readOnly === true)
}

function isUnscoped({ channel }: Sender, { kind }: Invocation): boolean {
  return kind === 'group' && channel.scope.length === 0
}

/** A line and who asks it. */
export interface Run {
  readonly caller: Caller
  readonly catalog: Catalog
  /** Figures read once for the whole answer: of commands that change nothing. */
  readonly look?: Figures
  readonly now: Date
  readonly line: string
  /** The moment up to which `look` is whole; absent: now. */
  readonly asOf?: Date
  /** The group may speak of nothing yet. */
  readonly unscoped: boolean
  /** What the caller practises with; absent or `null`: they are in no drill. */
  readonly practice?: PracticeWorld | null
}

/** Understands a line, checks that its caller may, carries it out. Faults become a result. */
export async function runFor(parts: DispatchParts, run: Run): Promise<Result> {
  let verb: string | null = null
  let nearLines: () => readonly Suggestion[] = () => []
  let chatter = false
  try {
    if (!isStorable(run.line)) throw new UserError(unstorable)
    if (looksSecret(run.line)) return { ...failed(parts, new UserError(secretTyped, [connectInstead])), withheld: true }
    refuseOver(run)
    const understood = await understand(run.line, { ...withPractice(run), db: parts.db, commands: parts.commands })
    if (!understood) return run.unscoped ? ok(unscoped(run), null) : ok(await scorecard(parts, run), 'status')
    const { command, words, assumed, remarks, ran } = understood
    nearLines = understood.nearLines
    chatter = understood.chatter
    verb = command.name
    const subverb = subverbOf(command, words)
    permit(command, subverb, run.caller.role)
    const standing = standingOf(run, command, subverb, words)
    if (run.unscoped && !standing.inside && needsStores(command)) return ok(unscoped(run), verb)
    const { answer, said } = await carryOutThere(parts, run, standing, { command, subverb })
    const blocks = [
      ...remarksOf([...remarks, ...standing.remarks, ...said]),
      ...(assumed.length > 0 ? [assumedBlock(assumed)] : []),
    ]
    return { ...ok(withBlocks(answer, blocks), verb), ...(ran !== undefined && { ran }) }
  } catch (error) {
    return { ...failed(parts, withNearLines(error, nearLines, chatter)), verb }
  }
}

function needsStores({ takes }: Command): boolean {
  return takes.places === true && takes.free !== true
}

function unscoped({ caller }: Run): CommandAnswer {
  return { cards: [unscopedCard(includes(caller.role, 'manager'))] }
}

/** The caller's own targets, and the verbs they may use. */
async function scorecard(parts: DispatchParts, run: Run): Promise<CommandAnswer> {
  const context = contextOf(parts, run)
  const status = parts.commands.find(command => command.name === 'status')
  const usable = parts.commands.filter(command => mayUse(command, run.caller.role))
  const cards: Card[] = []
  for (const words of status && run.caller.stores.length > 0
    ? await ownWords(parts.db, run.caller, run.catalog, run.now)
    : []) {
    cards.push(...((await status?.run(words, context))?.cards ?? []))
  }
  return { cards: [...cards, verbsCard(usable)] }
}

/** What somebody we do not know may do. */
async function unknown(parts: DispatchParts, invocation: Invocation, now: Date): Promise<Result> {
  const { card, welcome } = await answerStranger(parts, invocation, now)
  return welcome ? ok({ cards: [card], private: true }, 'link') : refusal(card)
}

function ok(answer: CommandAnswer, verb: string | null): Result {
  const { cards, locale = null, replaces = false, standing, form } = answer
  const said = {
    cards,
    private: answer.private === true,
    locale,
    replaces,
    ...(standing && { standing }),
    ...(form && { form }),
  }
  return { ...said, outcome: 'ok', verb, reference: answer.reference ?? null }
}

function refusal(card: Card, refused: Localized = card.title): Result {
  return { cards: [card], private: true, outcome: 'refused', verb: null, reference: null, locale: null, refused }
}

/** Turns any fault into a card: what a person can put right is explained, anything else gets a number and a log entry. */
export function failed(parts: DispatchParts, error: unknown): Result {
  if (error instanceof Refusal) return refusal(refusedCard(error.text), error.text)
  const base = { private: true, verb: null, reference: null, locale: null }
  if (error instanceof UserError)
    return { ...base, cards: [hintCard(error.text, error.suggestions)], outcome: 'misunderstood', refused: error.text }
  const reference = newReference()
  parts.log.error({ reference, err: error }, 'A command failed')
  const card = apologyCard(reference)
  return { ...base, cards: [card], outcome: 'failed', reference, refused: card.title }
}

/** A plain message that named no verb may be talk that was not meant for us: its text is not kept. */
export async function record(
  parts: DispatchParts,
  invocation: Invocation,
  sender: Pick<Sender, 'person'> | null,
  result: Result,
  start: Date,
): Promise<void> {
  const { messenger, channel, via } = invocation
  const talk = result.withheld === true || (result.verb === null && via === 'typed')
  try {
    await writeAudit(parts.db, {
      at: start,
      personId: sender?.person?.id ?? null,
      messenger,
      channel,
      via,
      verb: result.verb,
      line: talk ? '' : storable((result.ran ?? invocation.line).slice(0, 500)),
      outcome: result.outcome,
      reference: result.reference,
      tookMs: parts.now().getTime() - start.getTime(),
    })
  } catch (error) {
    parts.log.error({ err: error }, 'What a person did could not be recorded')
  }
}

async function replyOf(
  parts: DispatchParts,
  invocation: Invocation,
  sender: Sender | null,
  result: Result,
): Promise<Reply> {
  const shared = invocation.kind === 'group' && !result.private
  const own: Locale = sender?.locale ?? invocation.profile?.locale ?? 'en'
  const locale = result.locale ?? (shared ? (sender?.channel.locale ?? own) : own)
  const { cards, refused, replaces, standing, form, withheld } = result
  const state = { ...(replaces && { replaces }), ...(standing && { standing }), ...(withheld && { withheld }) }
  const said = { cards, locale, private: result.private, ...(refused && { refused }), ...(form && { form }), ...state }
  const shown = standing ? [...cards, standing.card] : cards
  try {
    return {
      ...said,
      handles: await handlesFor(parts.db, invocation.messenger, invocation.workspace, mentionedIn(shown)),
    }
  } catch (error) {
    parts.log.error({ err: error }, 'The people on a card could not be looked up')
    return { ...said, handles: new Map() }
  }
}
