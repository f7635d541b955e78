import type { CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { alertAlreadyCard, alertDoneCard } from '#src/features/alerts/cards/alert-done-card.ts'
import { wake } from '#src/features/alerts/lifecycle/index.ts'
import { alertMeant, personIn, standingAlert } from './alert-words.ts'

/** Ends the snooze of the alert that a line means, and says so. @throws UserError */
export async function wakeMeant(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const { caller, now } = context
  const alertId = await alertMeant('wake', words, context)
  const request = { alertId, personId: personIn(context), stores: caller.stores, via: caller.messenger, now }
  const { kind, alert, view } = await wake(context, request)
  const said = { private: true, ...standingAlert(alert, view) }
  if (kind === 'already') return { ...said, cards: [alertAlreadyCard(alert, view, { timeZone: caller.timeZone, now })] }
  return { ...said, cards: [alertDoneCard('unsnoozed', alert, view, false)] }
}
