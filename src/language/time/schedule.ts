import type { ReportKind } from '#src/domain/report.ts'
import { type Cities, zoneOf } from './city-clocks.ts'
import { minutesOf } from './clock-writings.ts'
import type { LeftOver } from './left-over.ts'
import { leftOvers } from './left-tokens.ts'
import { lexTime } from './lex.ts'
import { fieldsOf } from './schedule-days.ts'
import type { TimeToken } from './tokens.ts'

/** A time of day, days, zone and patience as somebody typed them. */
export interface Schedule {
  /** Five-field cron of the local wall clock; `null` when no time was named where one is needed. */
  readonly cron: string | null
  /** How long a time each post is about. */
  readonly every: ReportKind
  /** IANA zone; `null` when none was named. */
  readonly timeZone: string | null
  /** `null` when none was named. */
  readonly waitMinutes: number | null
  /** For the one who writes, not for the conversation. */
  readonly forMe: boolean
  /** Words that were not used: with any of them nothing may be ordered. */
  readonly left: readonly LeftOver[]
  /** Something that is never ordered was asked for, such as a post every two weeks. */
  readonly unsupported: boolean
}

/** When posts about more than a day come, where nobody says it (judgement: after the night's data, at the start of work). */
const usualMinutes = 9 * 60

/** Reads `08:30 Asia/Tokyo weekdays wait 2h`, `每月15号 下午3点`, `毎月末日 18:00`, in any order and in three languages. */
export function readSchedule(line: string, cities: Cities = 'behind'): Schedule {
  const tokens = lexTime(line).map(settled)
  const used = new Set<TimeToken>(tokens.filter(token => token.kind === 'filler' || token.kind === 'and'))
  const waitMinutes = takeWait(tokens, used)
  const minutes = takeTime(tokens, used)
  const zone = zoneOf(tokens, cities)
  if (zone) used.add(zone)
  const { every, days, instead } = fieldsOf(tokens, used)
  for (const token of tokens) if (token.kind === 'me') used.add(token)
  const time = minutes ?? (every === 'day' ? null : usualMinutes)
  const left = tokens.filter(token => !used.has(token))
  return {
    cron: time === null ? null : `${time % 60} ${Math.floor(time / 60) % 24} ${days}`,
    every,
    timeZone: zone?.zone ?? null,
    waitMinutes,
    forMe: tokens.some(token => token.kind === 'me'),
    left: leftOvers(tokens, used).map(one => {
      const other = left.find(token => token.from === one.from && instead.has(token))
      return other ? { ...one, instead: instead.get(other) ?? [] } : one
    }),
    unsupported: left.some(token => token.kind === 'unsupported'),
  }
}

/** Whatever may be a time is one where a time is ordered: `0830`, `8h30`, `8.30`. */
function settled(token: TimeToken): TimeToken {
  if (token.kind !== 'loose') return token
  const { hour, minute, from, to, text } = token
  return { kind: 'clock', hour, minute, half: null, from, to, text }
}

/** `wait 2h`, `等待1小时`, `2時間待つ`. */
function takeWait(tokens: readonly TimeToken[], used: Set<TimeToken>): number | null {
  const at = tokens.findIndex(token => token.kind === 'wait')
  const wait = tokens[at]
  const beside = [tokens[at + 1], tokens[at - 1]].find(token => token?.kind === 'length')
  if (!wait || beside?.kind !== 'length') return null
  const minutes = beside.unit === 'minute' ? beside.amount : beside.unit === 'hour' ? beside.amount * 60 : null
  if (minutes === null) return null
  used.add(wait).add(beside)
  return Math.round(minutes)
}

/** Midnight at the end of a day is the beginning of the next: for posts every day the same. */
function takeTime(tokens: readonly TimeToken[], used: Set<TimeToken>): number | null {
  const parts = tokens.filter(token => token.kind === 'part')
  const [part] = parts.length === 1 ? parts : []
  const clock = tokens.find(token => token.kind === 'clock')
  if (!clock) {
    const hour = part ? bareHour(tokens) : null
    if (part && hour) return minutesWith(hour, part, used)
    if (part?.part !== 'noon') return null
    used.add(part)
    return 12 * 60
  }
  const minutes = minutesOf(clock, part?.part ?? null)
  if (minutes === null) return null
  used.add(clock)
  if (part) used.add(part)
  return minutes % 1440
}

type NumberToken = TimeToken & { readonly kind: 'number' }

/** `every morning at 9`: the only number is an hour where the part of the day is told. */
function bareHour(tokens: readonly TimeToken[]): NumberToken | null {
  const numbers = tokens.filter((token): token is NumberToken => token.kind === 'number')
  const [only] = numbers
  return numbers.length === 1 && only && only.value >= 1 && only.value <= 12 ? only : null
}

function minutesWith(
  hour: NumberToken,
  part: TimeToken & { readonly kind: 'part' },
  used: Set<TimeToken>,
): number | null {
  const minutes = minutesOf({ kind: 'clock', hour: hour.value, minute: 0, half: null }, part.part)
  if (minutes === null) return null
  used.add(hour).add(part)
  return minutes % 1440
}
