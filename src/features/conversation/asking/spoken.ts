import { exceptWords, line as joined, periodWord, placeWord } from '#src/cards/lines.ts'
import { readQuery } from '#src/language/questions/read-query.ts'
import { saidOtherwise } from '#src/language/questions/said-otherwise.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { mayFollow } from './follow-up.ts'

/** Whether a line is wholly understood: nothing of it is left over. */
export function isUnderstood({ command, words, unknown, extra }: Recognition, around: Surroundings): boolean {
  if (command === null) return false
  if (command.name === 'top') {
    const { left, surplus } = readQuery(words, around.catalog.findKpi)
    return left.length === 0 && surplus === null
  }
  return unknown.length + extra.length === 0
}

/** A line in plainer words; `null`: nothing in it is said otherwise, or it holds a text of somebody's own. */
export function inPlainerWords({ line, words }: Recognition, around: Surroundings): Recognition | null {
  const plainer = words.quoted.length > 0 ? null : saidOtherwise(line.text)
  return plainer === null ? null : recognise(plainer === '' ? around.defaultVerb : plainer, around)
}

/** The line as one that may follow another question, in plainer words where it needs them; `null`: it stands by itself. */
export function following(line: Recognition, around: Surroundings): Recognition | null {
  if (mayFollow(line, around)) return line
  const again = line.unknown.length === 0 ? null : inPlainerWords(line, around)
  return again && mayFollow(again, around) ? again : null
}

/** What a line came to, as a command line. */
export function asCommand({ command, words }: Recognition): string {
  return joined(
    command?.name ?? '',
    ...words.kpis.map(({ id }) => id),
    ...words.places.map(placeWord),
    exceptWords(words.except, words.exceptDays) || undefined,
    ...words.periods.map(periodWord),
    ...(words.against ?? []),
  )
}
