import { writeAudit } from '#src/features/conversation/index.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { takenCard } from './cards/taken-card.ts'
import { browserOf } from './device.ts'
import { closeSessions, type WebSession } from './store/sessions.ts'
import { takenEntry } from './taken-entry.ts'

/**
 * Whether a session is used from a browser of another kind than the one that signed in. Versions change, and a phone that
 * asks for the desktop's page calls itself another system; but no cookie moves from Chrome to Firefox or to a script by
 * itself. Whoever forges the same `user-agent` is not seen by this: cookies that no script reads, short lives and the list
 * of devices stand against them.
 */
export function isOtherBrowser(signedIn: string, asking: string): boolean {
  const kept = browserOf(signedIn)
  return kept !== null && browserOf(asking) !== kept
}

/** Signs the session out, for whoever has its cookie, tells its person once, and leaves a line in the audit. */
export async function endTaken(db: Db, session: WebSession, asking: string, now: Date): Promise<void> {
  await db.transaction(async tx => {
    const ended = await closeSessions(tx, session.personId, { only: session.id }, now)
    if (ended === 0) return
    await writeAudit(tx, takenEntry(session, asking, now))
    const card = takenCard({ signedIn: session.device, asking })
    await tellPeople(tx, [session.personId], `sign-in/taken/${session.id}`, card, now)
  })
}
