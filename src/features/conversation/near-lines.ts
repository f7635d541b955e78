import { type Suggestion, UserError } from '#src/errors.ts'
import { Refusal } from './permit.ts'

/** The most buttons under one hint. Judgement: more is a menu. */
const maxSuggestions = 6

/** A command that could not do anything with a word offers first what the word comes near to; in `chatter` nothing. */
export function withNearLines(error: unknown, nearLines: () => readonly Suggestion[], chatter: boolean): unknown {
  if (!(error instanceof UserError) || error instanceof Refusal) return error
  if (chatter) return new UserError(error.text)
  return new UserError(error.text, [...nearLines(), ...error.suggestions].slice(0, maxSuggestions))
}
