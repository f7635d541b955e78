import { type Caller, type Command, verbLabel, type Words } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import { matchPeriod } from '#src/domain/period/index.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { knownThen } from '#src/features/figures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { peopleOf } from '#src/language/classify.ts'
import { findComparisons } from '#src/language/comparison.ts'
import { didYouMean, type Gap, gapsOf, type Repair, repaired } from '#src/language/corrections.ts'
import type { KnownSkus } from '#src/language/places/combine-places.ts'
import { unclearMarket, unknownPlace } from '#src/language/places/unknown-place.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import { holdsLine, type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import type { Piece } from '#src/language/segment.ts'
import { behindGreeting } from '#src/language/talk/courtesies.ts'
import { isChatter, isSmallTalk } from '#src/language/talk/small-talk.ts'
import { longestLine } from '#src/language/text.ts'
import { turns } from '#src/language/time/left-tokens.ts'
import { lexTime } from '#src/language/time/lex.ts'
import type { Db } from '#src/platform/database/db.ts'
import { notOver } from './asked-days.ts'
import { answering } from './asking/answering.ts'
import { findBefore, merged } from './asking/follow-up.ts'
import { type Meant, meant } from './asking/questions.ts'
import { reminded } from './asking/reminders.ts'
import { following, isUnderstood } from './asking/spoken.ts'
import { surroundings } from './asking/surroundings.ts'
import { begunText } from './asking/up-to-day.ts'
import { wished } from './asking/wishes.ts'
import { datedLine } from './named-days.ts'
import { productLine } from './named-products.ts'
import { noPeriod } from './no-such-period.ts'
import { notTaken } from './not-taken.ts'

/** A line that is ready to run. */
export interface Understood {
  readonly command: Command
  readonly words: Words
  readonly assumed: Repair['assumed']
  /** How the line was read where that is no matter of course. */
  readonly remarks: readonly Localized[]
  /** The whole line, where the one that was typed went on with a question before. */
  readonly ran?: string
  /** Lines that may have been meant, where the command cannot do anything with a word. */
  readonly nearLines: () => readonly Suggestion[]
  /** It was rather said among people: whatever it comes to, nothing is offered instead. */
  readonly chatter: boolean
}

export interface UnderstandParts {
  readonly db: Db
  readonly catalog: Catalog
  readonly commands: readonly Command[]
  readonly caller: Caller
  readonly now: Date
}

/**
 * Reads a line for a caller; `null` for an empty one.
 * @throws UserError with suggestions for what nobody knows, what the verb does not take, and lines that are too long.
 */
export async function understand(line: string, parts: UnderstandParts): Promise<Understood | null> {
  if (line.length > longestLine) throw new UserError(fill(tooLong, { limit: longestLine }))
  const around = await surroundings(line, parts)
  const typed = (await answering(line, around, parts)) ?? recognise(behindGreeting(line), around)
  if (!typed) return null
  if (isSmallTalk(typed)) throw new UserError(smallTalk, [{ label: helpLabel, line: 'help' }])
  const { first, context, remarks, ran } = await inContext(
    wished(reminded(typed, around, parts), around),
    around,
    parts,
  )
  const dated = await datedLine(first, parts)
  const read = dated ? again(dated.line, first, context) : first
  const sold = await productLine(read, parts, better => again(better, first, context))
  const found = sold?.found ?? read
  const said = [...(dated?.assumed ?? []), ...(sold?.assumed ?? [])]
  refuseOdd(found, parts)
  const unclear = found.unknown.length > 0 && !found.command?.takes.free && !isOwn(found)
  const understood = (read: Recognition) => {
    const ready = { ...checked(read, context), chatter: isChatter(read) }
    const running = notOver(ready.command, ready.words, parts.caller, parts.now)
    return { ...ready, remarks: [...remarks, ...running], ...(ran !== null && { ran }) }
  }
  if (!unclear) return { ...understood(found), assumed: said, nearLines: () => nearLines(found, context, parts) }
  const gaps = gapsOf(found, parts.caller.role)
  const repair = repaired(found, gaps)
  const better = repair ? recognise(repair.line, context) : null
  if (!repair || !better?.command || better.unknown.length > 0)
    throw didYouMean(found, isChatter(found) ? gaps.map(alone) : gaps)
  return { ...understood(better), assumed: [...said, ...repair.assumed], nearLines: () => [] }
}

/** A stretch of words with nothing near to it. */
function alone(gap: Gap): Gap {
  return { ...gap, near: [] }
}

/** The line with other words, by the verb that it was read with. */
function again(line: string, { command, verbAt }: Recognition, around: Surroundings): Recognition {
  const forced = verbAt === null && command !== null && command.name !== around.defaultVerb
  const found = recognise(line, forced ? { ...around, verb: command } : around)
  if (!found) throw new Error('A line that was put right came to nothing')
  const asked = forced ? found : meant(found, around).found
  return isUnderstood(asked, around) ? asked : found
}

interface InContext extends Pick<Understood, 'remarks'> {
  readonly first: Recognition
  readonly context: Surroundings
  /** The whole line, where the one that was typed went on with a question before; else `null`. */
  readonly ran: string | null
}

/** A line in the light of the question before it, and of how people ask. */
async function inContext(typed: Recognition, around: Surroundings, parts: UnderstandParts): Promise<InContext> {
  const { db, caller, commands, now } = parts
  const next = following(typed, around)
  const before = next ? await findBefore(db, caller, commands, now) : null
  if (next && before !== null) {
    const context = await surroundings(`${before} ${typed.line.text}`, parts)
    const earlier = recognise(before, context)
    const both = earlier ? merged(meant(earlier, context).found, next, context) : null
    const read = both ? recognise(both.line, context) : null
    if (both && read) {
      const how = meant(read, context)
      return { first: how.found, context, remarks: [both.remark, ...(await saidOf(how, parts))], ran: both.line }
    }
  }
  const how = meant(typed, around)
  return { first: how.found, context: around, remarks: await saidOf(how, parts), ran: null }
}

/** What has to be said where earlier states are asked for, and where the line was read in other words. */
async function saidOf({ known, begun, found, plainer }: Meant, parts: UnderstandParts): Promise<readonly Localized[]> {
  return [
    ...(plainer === null ? [] : [fill(readAs, { line: verbatim(plainer) })]),
    ...(begun ? [begunText(begun)] : []),
    ...(known ? [await knownThen(known, found.words, parts)] : []),
  ]
}

const readAs: Localized = { en: 'Read as: {line}', ja: '次のように読み取りました：{line}', 'zh-CN': '理解为：{line}' }

/**
 * @throws UserError for periods that the calendar does not have, for quoted names of places that there are not, and for
 * codes of markets that mean other things as well: of every verb in the same words.
 */
function refuseOdd(found: Recognition, { caller, now }: UnderstandParts): void {
  const { command, line, noPeriods, unknown, extra } = found
  if (isOwn(found)) return
  const [period] = noPeriods
  if (period?.noPeriod) throw noPeriod(line.text, period, localDay(now, caller.timeZone))
  if (!command?.takes.places) return
  const texts = command.takes.quoted ? [] : line.segments.filter(({ kind }) => kind === 'quoted')
  const quoted =
    extra.find(({ kind }) => kind === 'quoted') ??
    unknown.find(({ from }) => line.text[from] === '"') ??
    texts.find(({ text }) => found.words.quoted.includes(text))
  if (quoted) throw unknownPlace(line.text, quoted, caller.stores)
  if (command.takes.free) return
  const unclear = unknown.map(piece => unclearMarket(line.text, piece)).find(error => error !== null)
  if (unclear) throw unclear
}

/** Whether the command reads everything behind its sub-verb by itself. */
function isOwn({ command, words }: Recognition): boolean {
  return words.subverb !== null && command?.subverbs?.[words.subverb]?.free === true
}

/**
 * Lines with the nearest names in place of words that nothing knows; words of time and of comparisons are known, and so are
 * those of a question that is understood. A line that would not be understood either is not offered.
 */
function nearLines(found: Recognition, around: Surroundings, { caller, now }: UnderstandParts): readonly Suggestion[] {
  if (found.command?.name === 'top' && readQuery(found.words, around.catalog.findKpi).left.length === 0) return []
  const today = localDay(now, caller.timeZone)
  const unknown = unknownOf(found, today)
  if (unknown.length === 0 || unknown.some(({ text }) => turns(text))) return []
  const odd = { ...found, unknown }
  return didYouMean(odd, gapsOf(odd, caller.role)).suggestions.filter(({ line }) => {
    const read = recognise(line, around)
    if (!read?.command) return false
    return read.command.name === 'top' ? isUnderstood(read, around) : unknownOf(read, today).length === 0
  })
}

function unknownOf({ words: { open }, unknown }: Recognition, today: string): readonly Piece[] {
  const known = [
    ...findComparisons(open),
    ...lexTime(open).filter(({ kind }) => kind !== 'unknown' && kind !== 'filler'),
    ...periodsIn(open, today),
  ]
  return unknown.filter(piece => !known.some(one => one.from < piece.to && piece.from < one.to))
}

function periodsIn(open: string, today: string): readonly { readonly from: number; readonly to: number }[] {
  const text = open.toLowerCase()
  return Array.from({ length: text.length }, (_none, from) => ({
    from,
    length: matchPeriod(text, from, { today })?.length ?? 0,
  }))
    .filter(({ length }) => length > 0)
    .map(({ from, length }) => ({ from, to: from + length }))
}

/** @throws UserError for words that the verb does not take and for SKUs that no store, or more than one, sells. */
function checked(found: Recognition, around: Surroundings): Pick<Understood, 'command' | 'words'> {
  const { command, words, extra, openSkus } = found
  if (!command)
    throw new UserError(fill(notACommand, { line: verbatim(words.line) }), [{ label: helpLabel, line: 'help' }])
  if (isOwn(found)) return { command, words }
  const [sku] = openSkus
  if (sku !== undefined && !holdsLine(found, around)) throw openSku(sku, words, around.skus)
  const [name] = found.doubtful
  if (name) throw whichPerson(name, words.line)
  const [text] = command.takes.quoted ? [] : words.quoted
  if (text !== undefined) throw new UserError(fill(notTaken.quoted, { word: verbatim(text), verb: verbLabel(command) }))
  const [first] = extra
  if (first) throw new UserError(fill(notTaken[first.kind], { word: verbatim(first.text), verb: verbLabel(command) }))
  return { command, words }
}

/** The question who is meant by a name that several people have. */
function whichPerson(piece: Piece, line: string): UserError {
  const suggestions = peopleOf(piece)
    .slice(0, 6)
    .map(({ name, email }) => ({
      label: verbatim(`${name} (${email})`),
      line: `${line.slice(0, piece.from)}@${email}${line.slice(piece.to)}`,
    }))
  return new UserError(fill(severalPeople, { name: verbatim(piece.text) }), suggestions)
}

const severalPeople: Localized = {
  en: 'Several people are called {name}. Who do you mean?',
  ja: '{name}に当てはまる人が複数います。どなたですか？',
  'zh-CN': '有多位成员叫{name}，您指的是哪一位？',
}

function openSku(sku: string, { line }: Words, skus: KnownSkus): UserError {
  const sold = skus.get(sku.toLowerCase()) ?? []
  const lines = sold.slice(0, 4).map(({ slug }) => `${line} store:${slug}`)
  const suggestions = lines.map(one => ({ label: verbatim(one), line: one }))
  return new UserError(fill(sold.length > 1 ? severalStores : noStore, { sku: verbatim(sku) }), suggestions)
}

const notACommand: Localized = {
  en: '“{line}” is not something I can answer. Name a KPI, a store or a period, or start with a verb.',
  ja: '「{line}」だけでは答えられません。指標・店舗・期間、またはコマンドを入力してください。',
  'zh-CN': '仅凭“{line}”无法回答。请写上指标、店铺或时间，或以指令开头。',
}

const smallTalk: Localized = {
  en: 'Nothing was asked, so nothing was done. Name a KPI, a store or a period whenever you need figures.',
  ja: 'ご依頼ではないようなので、何も実行していません。数値が必要なときは指標・店舗・期間を入力してください。',
  'zh-CN': '没有看到需要处理的内容，因此未执行任何操作。需要数据时，请写上指标、店铺或时间。',
}

const helpLabel: Localized = { en: 'Help', ja: 'ヘルプ', 'zh-CN': '帮助' }

const tooLong: Localized = {
  en: 'That line is too long. A command has at most {limit} characters.',
  ja: '入力が長すぎます。コマンドは{limit}文字以内にしてください。',
  'zh-CN': '内容太长了，一条指令最多 {limit} 个字符。',
}

const severalStores: Localized = {
  en: 'SKU {sku} is sold in several stores. Which one do you mean?',
  ja: 'SKU「{sku}」は複数の店舗で販売されています。どの店舗ですか？',
  'zh-CN': 'SKU {sku} 在多个店铺有售，您指的是哪一家？',
}

const noStore: Localized = {
  en: 'I do not know which store SKU {sku} belongs to. Name the store as well.',
  ja: 'SKU「{sku}」の店舗が分かりません。店舗名も入力してください。',
  'zh-CN': '不清楚 SKU {sku} 属于哪家店铺，请同时写上店铺名。',
}
