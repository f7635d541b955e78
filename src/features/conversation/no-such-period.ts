import { type Day, matchPeriod, shiftDays } from '#src/domain/period/index.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Piece } from '#src/language/segment.ts'
import { lower } from '#src/language/text.ts'

/** What is said of a piece that is written like a period and names none; where only the beginning lacks, with usual ones. */
export function noPeriod(line: string, piece: Piece, today: Day): UserError {
  const kind = piece.noPeriod ?? 'day'
  const offered = kind === 'start' ? beginningsOf(line, piece, today) : []
  return new UserError(fill(noSuchPeriod[kind], { word: verbatim(piece.text) }), offered)
}

/** The line with the month so far and the last thirty days up to the day that it names. */
function beginningsOf(line: string, { from, to, text }: Piece, today: Day): readonly Suggestion[] {
  const end = lastDayIn(lower(text), today)
  if (end === null) return []
  return [`${end.slice(0, 8)}01`, shiftDays(end, -29)].map(first => {
    const whole = `${line.slice(0, from)} ${first}..${end} ${line.slice(to)}`.replace(/\s+/gu, ' ').trim()
    return { label: verbatim(whole), line: whole }
  })
}

function lastDayIn(text: string, today: Day): Day | null {
  const days = text.replace(/^[.~〜]+/u, '')
  const found = [...days].map((_one, at) => matchPeriod(days, at, { today })).find(one => one !== null)
  return found?.period.end ?? null
}

const noSuchPeriod = {
  day: {
    en: 'There is no day “{word}” in the calendar, so nothing was done.',
    ja: '「{word}」という日付は存在しないため、何も実行していません。',
    'zh-CN': '日历中没有“{word}”这一天，因此没有执行任何操作。',
  },
  month: {
    en: 'There is no month “{word}”, so nothing was done. Months go from 1 to 12.',
    ja: '「{word}」という月は存在しないため、何も実行していません（1〜12月）。',
    'zh-CN': '没有“{word}”这个月份（应为1至12月），因此没有执行任何操作。',
  },
  quarter: {
    en: 'There is no quarter “{word}”, so nothing was done. Quarters go from Q1 to Q4.',
    ja: '「{word}」という四半期は存在しないため、何も実行していません（Q1〜Q4）。',
    'zh-CN': '没有“{word}”这个季度（应为Q1至Q4），因此没有执行任何操作。',
  },
  week: {
    en: 'There is no week “{word}”, so nothing was done. Weeks go from 1 to 52, in some years to 53.',
    ja: '「{word}」という週は存在しないため、何も実行していません（1〜52週、年によっては53週）。',
    'zh-CN': '没有“{word}”这一周（应为1至52，部分年份到53），因此没有执行任何操作。',
  },
  start: {
    en: 'From which day on? “{word}” names only the last one, so nothing was done.',
    ja: '「{word}」だけでは開始日が分かりません。いつからですか？',
    'zh-CN': '“{word}”只写了结束日期，请写明从哪天开始。',
  },
} satisfies Record<string, Localized>
