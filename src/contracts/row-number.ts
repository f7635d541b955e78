import { UserError } from '#src/errors.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import type { Words } from './command.ts'

/** The largest number that a row has: the largest `integer` of PostgreSQL. */
const largest = 2_147_483_647

/** The number of a row in a text of an address or form; `null`: no row can have it. */
export function rowNumber(text: string | undefined): number | null {
  const number = /^[1-9]\d{0,9}$/.test(text ?? '') ? Number(text) : 0
  return number > 0 && number <= largest ? number : null
}

/**
 * The first number by which a line names a row, with or without its `#`; `undefined`: it names none.
 * @throws UserError for a number that no row can have, such as 2.5 or 99999999999
 */
export function namedNumber({ ids, amounts }: Pick<Words, 'ids' | 'amounts'>): number | undefined {
  const number = ids[0] ?? amounts[0]?.value
  if (number !== undefined && rowNumber(String(number)) === null)
    throw new UserError(fill(none, { number: verbatim(String(number)) }))
  return number
}

const none = {
  en: 'Nothing has the number {number}, so nothing was done.',
  ja: '番号{number}のものはないため、何も実行していません。',
  'zh-CN': '没有编号为{number}的内容，因此没有执行任何操作。',
}
