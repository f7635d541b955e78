import { UserError } from '#src/errors.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { leftOverError } from './left-over.ts'
import { type MomentContext, readMoment } from './moment.ts'

/**
 * The moment that a line names, from what its names leave over (`open`, as long as the line).
 * @throws UserError for words that cannot be used, for a moment that is over, and, with `howTo`, where none is named.
 */
export function untilIn(line: string, open: string, context: MomentContext, howTo: Localized): Date {
  const { at, over, left } = readMoment(open, context)
  if (left.length > 0) throw leftOverError(line, left, howTo, at === null ? 'incomplete' : 'complete')
  if (at === null) throw new UserError(howTo)
  if (over) throw new UserError(overText)
  return at
}

const overText: Localized = {
  en: 'That moment is over already. Name one that is still to come.',
  ja: '過去の日時です。これからの日時を指定してください。',
  'zh-CN': '这个时间已经过去，请写一个将来的时间。',
}
