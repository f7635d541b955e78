import type { Command, WordSpan } from '#src/contracts/command.ts'
import { type Day, parsePeriod } from '#src/domain/period/index.ts'
import type { PlaceWord, Sorted, SortedSpan } from '#src/language/classify.ts'
import { isWordCharacter, lower } from '#src/language/text.ts'
import { foldVariants } from '#src/language/variants.ts'

interface Span {
  readonly from: number
  readonly to: number
}

/** A SKU that is left out; `store`: the word that stands with it, absent where it is left out wherever it is sold. */
export interface ExceptedSku {
  readonly sku: string
  readonly store?: PlaceWord
}

/** A line whose places, SKUs and days to be left out stand apart. `marks`: where the others stand, without those. */
export interface Excepted extends Omit<Sorted, 'spans'> {
  readonly except: readonly PlaceWord[]
  readonly exceptSkus: readonly ExceptedSku[]
  /** Texts of periods. */
  readonly exceptDays: readonly string[]
  readonly marks: readonly SortedSpan[]
}

/** Words in front of what is left out, and behind it. */
const before = words(
  'except(?:ing| for)?|excluding|exclude|excl\\.?|without|not including|not counting|leaving out|leave out|other than|apart from|but not|minus|ignoring|不包括|不包含|不含|除了|除去|除开|除却|剔除|排除|去掉|去除|刨除|扣除|不算|不计|除',
)
const behind = words(
  '以外|之外|除外|を除いた|を除いて|を除く|は除いて|は除く|除いて|除く|抜きで|抜きの|抜き|を含まない|を含まず|を含めない|含まない|を外して|を外した|なしで|なしの',
)
/** What may stand between such a word and a place, and between two places. */
const joint = /^[\s,、]*(?:(?:the|and|or|both|all|&|和|与|及|以及|跟|と|や|も|・|\/)[\s,、]*)*$/u
/** What may stand between a place and the word behind it. */
const link = /^\s*(?:の|的|店舗?|店铺?|stores?|だけ|のみ|日|当天|那天|这天|那一天|这一天)?\s*$/u
/** What stands between a store and a SKU of it. */
const ofStore = /^\s*(?:\/|の|的)?\s*$/u

/** Takes the places, SKUs and days that a line leaves out from those that it names. */
export function takeExcept(
  line: string,
  sorted: Sorted,
  command: Command | null,
): { readonly sorted: Excepted; readonly excepting: readonly Span[] } {
  const { spans: marks, ...rest } = sorted
  const none = {
    sorted: { ...rest, except: [], exceptSkus: [], exceptDays: [], marks },
    excepting: [],
  }
  const things = marks.filter(isThing)
  if (command?.takes.except !== true || things.length === 0) return none
  const text = foldVariants(lower(line))
  const gone = new Set<SortedSpan>()
  const spans: Span[] = []
  const take = (word: Span, taken: readonly Thing[]) => {
    for (const thing of taken) gone.add(thing)
    if (taken.length > 0) spans.push(word)
  }
  for (const word of found(text, before)) take(word, follow(text, word.to, things))
  for (const word of found(text, behind)) take(word, lead(text, word.from, things))
  if (gone.size === 0) return none
  const kept = keptOf(rest, marks, gone)
  const isIn = (span: Span) => spans.some(one => one.from < span.to && span.from < one.to)
  const out = leftOutOf(
    text,
    things.filter(thing => gone.has(thing)),
  )
  return { sorted: { ...kept, ...out, unknown: kept.unknown.filter(piece => !isIn(piece)) }, excepting: spans }
}

type Thing = Exclude<SortedSpan, { kind: 'kpi' }>

function isThing(span: SortedSpan): span is Thing {
  return span.kind !== 'kpi'
}

/** What the line still names. */
function keptOf(
  rest: Omit<Sorted, 'spans'>,
  marks: readonly SortedSpan[],
  gone: ReadonlySet<SortedSpan>,
): Omit<Sorted, 'spans'> & Pick<Excepted, 'marks'> {
  const left = marks.filter(span => !gone.has(span))
  const periods = [...gone].filter(({ kind }) => kind === 'period')
  return {
    ...rest,
    places: left.flatMap(span => (span.kind === 'place' ? [span.word] : [])),
    skus: left.flatMap(span => (span.kind === 'sku' ? [span.sku] : [])),
    periods: rest.periods.filter(({ from }) => !periods.some(span => span.from === from)),
    marks: left,
  }
}

/** A store and a SKU that stand together are that SKU of the store. */
function leftOutOf(text: string, out: readonly Thing[]): Pick<Excepted, 'except' | 'exceptSkus' | 'exceptDays'> {
  const except: PlaceWord[] = []
  const exceptSkus: ExceptedSku[] = []
  for (const [at, span] of out.entries()) {
    const next = out[at + 1]
    const before = out[at - 1]
    const joined = (a: Thing, b: Thing) => ofStore.test(text.slice(a.to, b.from))
    if (span.kind === 'place' && !(next?.kind === 'sku' && joined(span, next))) except.push(span.word)
    if (span.kind !== 'sku') continue
    const store = before?.kind === 'place' && joined(before, span) ? { store: before.word } : {}
    exceptSkus.push({ sku: span.sku, ...store })
  }
  return { except, exceptSkus, exceptDays: out.flatMap(span => (span.kind === 'period' ? [span.text] : [])) }
}

/** The things that follow a word, with nothing but joiners between. */
function follow(text: string, from: number, things: readonly Thing[]): readonly Thing[] {
  const taken: Thing[] = []
  let at = from
  for (const thing of things) {
    if (thing.from < from) continue
    const gap = text.slice(at, thing.from)
    if (!joint.test(gap) || isOther(taken, thing, gap)) break
    taken.push(thing)
    at = thing.to
  }
  return taken
}

/** The things in front of a word. */
function lead(text: string, to: number, things: readonly Thing[]): readonly Thing[] {
  const taken: Thing[] = []
  let at = to
  for (const thing of [...things].reverse()) {
    if (thing.to > to) continue
    const gap = text.slice(thing.to, at)
    if (!(taken.length === 0 ? link : joint).test(gap) || isOther(taken, thing, gap)) break
    taken.push(thing)
    at = thing.from
  }
  return taken
}

/**
 * “except Amazon last week” leaves out a store, of last week: days beside places belong to the question, and so do days
 * beside days that nothing joins (“last week except Nov 11”, 先週 11/11を除く).
 */
function isOther(taken: readonly Thing[], { kind }: Thing, gap: string): boolean {
  const [first] = taken
  if (first === undefined) return false
  if (first.kind !== 'period' && kind !== 'period') return false
  return first.kind !== kind || /^\s*$/u.test(gap)
}

const monthAndDay = /(?<![\d/A-Za-z_-]|\d\.)(0?[1-9]|1[0-2])-(0?[1-9]|[12]\d|3[01])(?![\d/A-Za-z_-])/gu

/** In a line that leaves something out, `11-11` is a day; elsewhere it may be a range. As long as before. */
export function withDays(text: string): string {
  const folded = foldVariants(lower(text))
  if (found(folded, before).length + found(folded, behind).length === 0) return text
  return text.replace(monthAndDay, '$1/$2')
}

function found(text: string, pattern: RegExp): readonly Span[] {
  return [...text.matchAll(pattern)]
    .map(match => ({ from: match.index, to: match.index + match[0].length }))
    .filter(({ from, to }) => !inside(text, from) && !inside(text, to))
}

function inside(text: string, at: number): boolean {
  return isWordCharacter(text, at) && isWordCharacter(text, at - 1)
}

function words(source: string): RegExp {
  return new RegExp(foldVariants(source), 'gu')
}

/** Where a name or period stands, with what it means. */
export function wordSpan(span: SortedSpan, today: Day): WordSpan[] {
  const { from, to } = span
  if (span.kind === 'kpi') return [{ kind: 'kpi', kpi: span.kpi, from, to }]
  if (span.kind === 'place' || span.kind === 'sku') return [{ kind: 'place', from, to }]
  const period = parsePeriod(span.text, today)
  return period ? [{ kind: 'period', period, from, to }] : []
}
