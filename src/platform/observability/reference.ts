import { randomInt } from 'node:crypto'

/**
 * A number that a person is told and that the log line of the cause carries: six characters that are easy to read out,
 * without look-alikes such as O and 0.
 */
export function newReference(): string {
  const letters = 'ABCDEFGHJKLMNPQRSTUVWXYZ23456789'
  return Array.from({ length: 6 }, () => letters[randomInt(letters.length)]).join('')
}
