import { restoredCard } from '#src/features/delivery/cards/restored-card.ts'
import { dropOld } from '#src/features/delivery/store/drop-old.ts'
import type { Db } from '#src/platform/database/db.ts'
import { clearRestored, restoredMark } from '#src/platform/database/restored.ts'
import { skipMissed } from '#src/platform/jobs/schedules.ts'
import { tellAdministrators } from './tell-administrators.ts'

/** What was left unsaid when the service was let go on. */
export interface Released {
  /** Messages of the backup that waited. */
  readonly messages: number
  /** Posts whose time passed between the backup and now. */
  readonly posts: number
}

/** Asks the administrators whether to go on, once per restore; nothing happens where nothing was restored. */
export async function askAfterRestore(db: Db, now: Date): Promise<void> {
  const mark = await restoredMark(db)
  if (!mark) return
  await tellAdministrators(db, `restored/${mark.at.getTime()}`, restoredCard(mark), now)
}

/** Lets the service speak and fetch again, without anything old; `null`: it was never held back. */
export async function releaseRestored(db: Db, now: Date): Promise<Released | null> {
  return db.transaction(async tx => {
    const mark = await restoredMark(tx)
    if (!mark) return null
    const messages = await dropOld(tx, mark.at)
    const posts = await skipMissed(tx, now)
    await clearRestored(tx)
    return { messages, posts }
  })
}
