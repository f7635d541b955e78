import { numeralOf, whole } from './numerals.ts'
import { at, type DayPart, type Meaning, type Writing, words } from './tokens.ts'

const half = '(?<half>a\\.?m\\b\\.?|p\\.?m\\b\\.?)'
const fractions: Readonly<Record<string, number>> = { 半: 30, 一刻: 15, 三刻: 45, 整: 0 }

/** Ways of writing a time of day. Texts are in lower case with simplified characters. */
export const clockWritings: readonly Writing[] = [
  [at(`(?<hour>\\d{1,2}):(?<minute>\\d{2})(?::00)?(?:\\s*${half})?(?![\\d:])`), clock],
  [at(`(?<hour>\\d{1,2})(?:\\.(?<minute>\\d{2}))?\\s*${half}`), clock],
  [
    at(
      `(?<hour>${whole})\\s*(?:点钟?|时(?!间))(?:\\s*(?:(?<part>半|一刻|三刻|整)|(?<minute>${whole})(?:分(?!钟|间)|(?![\\d分天日个小月号点时:]))))?`,
    ),
    clock,
  ],
  [at(`(?:a )?half past (?<hour>${whole})(?:\\s*${half})?`), groups => clock({ ...groups, minute: '30' })],
  [at(`(?:a )?quarter past (?<hour>${whole})(?:\\s*${half})?`), groups => clock({ ...groups, minute: '15' })],
  [at(`(?<hour>${whole}) ?o'?clock(?:\\s*${half})?`), clock],
  [at(`(?<hour>\\d{1,2})(?<minute>[0-5]\\d)\\s*${half}`), clock],
  [at('(?<hour>[01]?\\d|2[0-3])h(?<minute>[0-5]\\d)(?![\\da-z:.])'), groups => loose(groups, 'h')],
  [at('(?<hour>[01]?\\d|2[0-3])\\.(?<minute>[0-5]\\d)(?![\\d./:%a-z-])'), groups => loose(groups, 'dot')],
  [
    at('(?<![\\d:/.-])(?<hour>[01]\\d|2[0-3])(?<minute>[0-5]\\d)(?![\\d:/.年%a-z-])'),
    groups => loose(groups, 'digits'),
  ],
  words('noon|midday|12 ?noon|正午', { kind: 'clock', hour: 12, minute: 0, half: null }),
  words('midnight|午夜|真夜中|零点', { kind: 'clock', hour: 24, minute: 0, half: null }),
]

const parts: readonly (readonly [DayPart, string])[] = [
  ['dawn', '凌晨|清晨|未明|明け方|early morning|in the early morning'],
  ['morning', '上午|早上|早晨|一早|午前|朝|(?:in the )?mornings?'],
  ['noon', '中午|お昼|昼'],
  ['afternoon', '下午|午后|(?:in the )?afternoons?'],
  ['evening', '傍晚|晚上|夕方|夕刻|晚间|晚|夜|(?:in the )?evenings?'],
  ['night', '深夜|半夜|夜中|(?:at )?nights?'],
]

/** Ways of saying which half of the day is meant. */
export const partWritings: readonly Writing[] = parts.map(([part, source]) => words(source, { kind: 'part', part }))

function clock({ hour, minute, part, half: typed }: Readonly<Record<string, string | undefined>>): Meaning | null {
  const hours = numeralOf(hour ?? '')
  const minutes = part === undefined ? numeralOf(minute ?? '0') : (fractions[part] ?? 0)
  const side = typed === undefined ? null : typed.startsWith('p') ? 'pm' : 'am'
  const valid = side === null ? hours <= 24 : hours >= 1 && hours <= 12
  if (!valid || !(minutes < 60) || (hours === 24 && minutes > 0)) return null
  return { kind: 'clock', hour: hours, minute: minutes, half: side }
}

function loose(
  { hour, minute }: Readonly<Record<string, string | undefined>>,
  form: (Meaning & { readonly kind: 'loose' })['form'],
): Meaning {
  return { kind: 'loose', hour: Number(hour), minute: Number(minute), form }
}

/**
 * Minutes after midnight of a clock time, with the part of the day that stands beside it: `下午3点` is 900, `晚上12点`
 * 1440. `null` where the two contradict or leave open which night is meant, such as `上午15点` and `晚上2点`.
 */
export function minutesOf(time: Meaning & { readonly kind: 'clock' }, part: DayPart | null): number | null {
  const { hour, minute, half: side } = time
  if (side !== null) return ((hour % 12) + (side === 'pm' ? 12 : 0)) * 60 + minute
  const meant = part === null ? hour : hourIn(part, hour)
  return meant === null || (meant === 24 && minute > 0 && part === null) ? null : meant * 60 + minute
}

function hourIn(part: DayPart, hour: number): number | null {
  switch (part) {
    case 'dawn':
      return hour === 12 ? 0 : hour < 9 ? hour : null
    case 'morning':
      return hour < 12 ? hour : null
    case 'noon':
      return hour >= 1 && hour <= 3 ? hour + 12 : hour >= 11 && hour <= 15 ? hour : null
    case 'afternoon':
      return hour < 12 ? hour + 12 : hour <= 19 ? hour : null
    case 'evening':
      return hour >= 5 && hour < 12 ? hour + 12 : hour === 12 || hour === 0 ? 24 : hour >= 17 ? hour : null
    case 'night':
      return hour >= 8 && hour < 12 ? hour + 12 : hour === 12 || hour === 0 ? 24 : hour >= 20 ? hour : null
    default:
      return part satisfies never
  }
}

/** The hour that a part of the day without a time stands for (judgement: when a workday's parts begin). */
export const usualHours: Readonly<Record<DayPart, number>> = {
  dawn: 6,
  morning: 9,
  noon: 12,
  afternoon: 14,
  evening: 18,
  night: 21,
}
