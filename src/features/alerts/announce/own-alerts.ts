import type { CommandContext } from '#src/contracts/command.ts'
import type { Alert } from '#src/domain/alerts/alert.ts'
import type { OwnAlerts } from '#src/features/alerts/cards/own-alerts-card.ts'
import { unresolvedFor } from '#src/features/alerts/words/alert-words.ts'
import { askedBy } from '#src/features/people/index.ts'
import { alertView } from './view.ts'

/** Alerts with a text and buttons of their own; judgement: what is read on a phone without scrolling on. */
const maxShown = 5

/** The alerts that wait for the caller: theirs, those of whom they stand in for, and those they took on. */
export async function ownAlerts(context: CommandContext): Promise<OwnAlerts> {
  const { db, caller, now } = context
  const all = await unresolvedFor(context)
  const asked = await askedBy(db, all, now)
  const forMe = new Set(
    asked.filter(([{ id }]) => id === caller.personId).flatMap(([, alerts]) => alerts.map(it => it.id)),
  )
  const isMine = ({ id, owner, acknowledgedBy }: Alert) =>
    forMe.has(id) || [owner?.id, acknowledgedBy?.id].includes(caller.personId ?? undefined)
  const mine = all.filter(isMine)
  const views = await Promise.all(mine.slice(0, maxShown).map(alert => alertView(context, alert, now)))
  const shown = views.flatMap(view => view ?? [])
  return { shown, more: Math.max(0, mine.length - maxShown), others: all.length - mine.length }
}
