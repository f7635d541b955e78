import type { TimeToken } from './tokens.ts'

/**
 * Where the bare name of a city may stand for its clock: beside a time of day; only behind one, where the line may also name
 * places; never, where the place that the line is about is not named otherwise.
 */
export type Cities = 'beside' | 'behind' | 'never'

type Zone = Extract<TimeToken, { kind: 'zone' }>

/** The clock of a text: `JST`, `Tokyo time`, `UTC+9` anywhere; `18:00 Tokyo` as far as cities may be clocks. */
export function zoneOf(tokens: readonly TimeToken[], cities: Cities = 'beside'): Zone | null {
  const said = tokens.filter(({ kind }) => kind !== 'filler')
  const isClock = (token: TimeToken, at: number): token is Zone =>
    token.kind === 'zone' && (token.city !== true || standsBeside(said, at, cities))
  return said.find(isClock) ?? null
}

/** `东京18点` is one word; with a blank between them, a city in front of a time may be the place that is meant. */
function standsBeside(tokens: readonly TimeToken[], at: number, cities: Cities): boolean {
  const [before, city, after] = [tokens[at - 1], tokens[at], tokens[at + 1]]
  if (cities === 'never' || !city) return false
  if (before && isTime(before)) return true
  return after !== undefined && isTime(after) && (cities === 'beside' || after.from === city.to)
}

function isTime({ kind }: TimeToken): boolean {
  return kind === 'clock' || kind === 'part'
}
