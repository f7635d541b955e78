import { UserError } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { readAbsence } from './absence.ts'
import { leftOverError } from './left-over.ts'
import { type MomentContext, readMoment } from './moment.ts'

/**
 * The moment that a line names, from what its names leave over (`open`, as long as the line).
 * @throws UserError for words that cannot be used, for a moment that is over, and, with `howTo`, where none is named.
 */
export function untilIn(line: string, open: string, context: MomentContext, howTo: Localized): Date {
  const { at, over, left } = readMoment(open, context)
  const whole = at !== null && context.cities !== 'never'
  if (left.length > 0) throw leftOverError(line, left, howTo, whole ? 'complete' : 'incomplete')
  if (at === null) throw new UserError(howTo)
  if (over) throw new UserError(overText)
  return at
}

/**
 * The stretch that a line names; `from` is `null` for now.
 * @throws UserError for words that cannot be used, for a stretch that is over or ends before it begins, and without an end.
 */
export function absenceIn(
  line: string,
  open: string,
  context: Omit<MomentContext, 'timeOfDay'>,
  howTo: Localized,
): { readonly from: Date | null; readonly until: Date } {
  const { from, until, left, backwards } = readAbsence(open, context)
  if (left.length > 0) throw leftOverError(line, left, howTo, 'incomplete')
  if (until === null) throw new UserError(howTo)
  if (backwards) throw new UserError(backwardsText)
  if (until <= context.now) throw new UserError(overText)
  return { from, until }
}

const backwardsText: Localized = {
  en: 'That ends before it begins. Write the beginning first, then the end.',
  ja: '終わりが始まりより前です。開始、終了の順に書いてください。',
  'zh-CN': '结束早于开始，请先写开始，再写结束。',
}

const overText: Localized = {
  en: 'That moment is over already. Name one that is still to come.',
  ja: '過去の日時です。これからの日時を指定してください。',
  'zh-CN': '这个时间已经过去，请写一个将来的时间。',
}
