import type { Command, WordSpan } from '#src/contracts/command.ts'
import { type Day, parsePeriod } from '#src/domain/period/index.ts'
import type { PlaceWord, Sorted, SortedSpan } from '#src/language/classify.ts'
import { isWordCharacter, lower } from '#src/language/text.ts'
import { foldVariants } from '#src/language/variants.ts'

interface Span {
  readonly from: number
  readonly to: number
}

/** A line whose places to be left out stand apart. `marks`: where KPIs, places and periods stand, without those. */
export interface Excepted extends Omit<Sorted, 'spans'> {
  readonly except: readonly PlaceWord[]
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
const link = /^\s*(?:の|的|店舗?|店铺?|stores?)?\s*$/u

/** Takes the places that a line leaves out from those that it names. */
export function takeExcept(
  line: string,
  sorted: Sorted,
  command: Command | null,
): { readonly sorted: Excepted; readonly excepting: readonly Span[] } {
  const { spans: marks, ...rest } = sorted
  const none = { sorted: { ...rest, except: [], marks }, excepting: [] }
  const places = marks.filter(span => span.kind === 'place')
  if (command?.takes.except !== true || places.length === 0) return none
  const text = foldVariants(lower(line))
  const gone = new Set<SortedSpan>()
  const spans: Span[] = []
  for (const word of found(text, before)) {
    const taken = follow(text, word.to, places)
    for (const place of taken) gone.add(place)
    if (taken.length > 0) spans.push(word)
  }
  for (const word of found(text, behind)) {
    const taken = lead(text, word.from, places)
    for (const place of taken) gone.add(place)
    if (taken.length > 0) spans.push(word)
  }
  if (gone.size === 0) return none
  const out = places.filter(place => gone.has(place))
  const isIn = (span: Span) => spans.some(one => one.from < span.to && span.from < one.to)
  const kept: Excepted = {
    ...rest,
    places: places.filter(place => !gone.has(place)).map(place => place.word),
    except: out.map(place => place.word),
    marks: marks.filter(span => !gone.has(span)),
    unknown: rest.unknown.filter(piece => !isIn(piece)),
  }
  return { sorted: kept, excepting: spans }
}

type PlaceSpan = Extract<SortedSpan, { kind: 'place' }>

/** The places that follow a word, with nothing but joiners between. */
function follow(text: string, from: number, places: readonly PlaceSpan[]): readonly PlaceSpan[] {
  const taken: PlaceSpan[] = []
  let at = from
  for (const place of places) {
    if (place.from < from) continue
    if (!joint.test(text.slice(at, place.from))) break
    taken.push(place)
    at = place.to
  }
  return taken
}

/** The places in front of a word. */
function lead(text: string, to: number, places: readonly PlaceSpan[]): readonly PlaceSpan[] {
  const taken: PlaceSpan[] = []
  let at = to
  for (const place of [...places].reverse()) {
    if (place.to > to) continue
    const gap = text.slice(place.to, at)
    if (!(taken.length === 0 ? link : joint).test(gap)) break
    taken.push(place)
    at = place.from
  }
  return taken
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
  if (span.kind === 'place') return [{ kind: 'place', from, to }]
  const period = parsePeriod(span.text, today)
  return period ? [{ kind: 'period', period, from, to }] : []
}
