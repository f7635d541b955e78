import { UserError } from '#src/errors.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import { allowedErrors, errorsBetween } from '#src/language/nearest.ts'
import { nameKey } from '#src/language/text.ts'
import { isLoose, turns } from './left-tokens.ts'
import { clockNames } from './zones.ts'

/** Words of a line that could not be used, where they stand in it, and what may have been meant. */
export interface LeftOver {
  readonly from: number
  readonly to: number
  readonly text: string
  readonly instead: readonly string[]
  /** It means something, only not here: nothing is guessed in its place, and the line is not offered without it. */
  readonly known?: boolean
}

/** Buttons on a refusal, and how many words it names (judgement: what fits a phone). */
const maxButtons = 4
const maxNamed = 3

const common =
  'monday tuesday wednesday thursday friday saturday sunday weekdays weekend daily weekly monthly quarterly tomorrow today tonight noon midnight until wait minutes hours days weeks morning afternoon evening 工作日 周末 每天 每周 每月 每季度 明天 后天 今晚 下午 上午 晚上 中午 小时 分钟 等待 平日 毎日 毎週 毎月 明日 午後 午前 月曜 火曜 水曜 木曜 金曜 土曜 日曜 時間 月末 月底 最后一天'.split(
    ' ',
  )
const iana = Intl.supportedValuesOf('timeZone')

/** Words about time that are nearest to one that nothing knows. A city is offered only for the spelling of one. */
export function nearTimeWords(typed: string, most = 2): readonly string[] {
  const key = nameKey(typed)
  const allowed = allowedErrors(key)
  if (!/^[\p{L}\s/_]+$/u.test(typed)) return []
  const zones = key.length < 5 ? [] : [...clockNames, ...iana]
  return [
    ...common.map(word => ({ word, most: allowed })),
    ...zones.map(word => ({ word, most: Math.min(allowed, 1) })),
  ]
    .map(one => ({ ...one, errors: errorsBetween(key, nameKey(one.word)) }))
    .filter(({ word, errors, most: fewer }) => errors > 0 && errors <= fewer && errors < nameKey(word).length)
    .sort((a, b) => a.errors - b.errors)
    .slice(0, most)
    .map(({ word }) => word)
}

/**
 * The refusal of a line whose words could not all be used: it names them, says what the verb understands, and offers the
 * line with the nearest words, and without them where `rest` says that the others make sense alone.
 */
export function leftOverError(
  line: string,
  left: readonly LeftOver[],
  hint: Localized,
  rest: 'complete' | 'incomplete',
): UserError {
  const near = (one: LeftOver) =>
    one.instead.length > 0 || one.known || turns(one.text) ? one.instead : nearTimeWords(one.text)
  const [only] = left.length === 1 ? left : []
  const lines = [...(only ? near(only).map(word => replaced(line, only, word)) : allReplaced(line, left, near))]
  if (rest === 'complete' && left.every(one => !one.known && isLoose(one.text)))
    lines.push(...cleanly([...left].reverse().reduce((text, one) => replaced(text, one, ''), line)))
  const suggestions = [...new Set(lines)].slice(0, maxButtons).map(each => ({ label: verbatim(each), line: each }))
  const words = join(left.slice(0, maxNamed).map(one => verbatim(`“${one.text}”`)))
  return new UserError(fill(notUsed, { words, hint }), suggestions)
}

/** A line that was left by others only where it stands as one: without signs that are alone, or a particle in front. */
function cleanly(line: string): readonly string[] {
  const isTorn = /^[^\p{L}\p{N}/@#"“「『]|^[のはがをにでと的]|(?:^|\s)[^\p{L}\p{N}\s"“”「」<>=≥≤+~-]+(?:\s|$)|--/u.test(
    line,
  )
  return isTorn ? [] : [line]
}

/** The line with the nearest of each of several words; none where one of them is near to nothing. */
function allReplaced(
  line: string,
  left: readonly LeftOver[],
  near: (one: LeftOver) => readonly string[],
): readonly string[] {
  let whole = line
  for (const one of [...left].reverse()) {
    const [word] = near(one)
    if (word === undefined) return []
    whole = replaced(whole, one, word)
  }
  return [whole]
}

function replaced(line: string, { from, to }: LeftOver, word: string): string {
  return `${line.slice(0, from)}${word}${line.slice(to)}`.replace(/\s+/g, ' ').trim()
}

const notUsed: Localized = {
  en: 'I cannot use {words} here, so nothing was done. {hint}',
  ja: '{words} を解釈できないため、何も変更していません。{hint}',
  'zh-CN': '无法识别{words}，因此没有执行任何操作。{hint}',
}
