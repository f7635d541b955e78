import { type Caller, type Command, includes } from '#src/contracts/command.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { acknowledgementIn } from '#src/language/talk/acknowledgements.ts'
import type { Db } from '#src/platform/database/db.ts'
import { findBefore } from './follow-up.ts'

/** The verb with a courtesy, as it is said in passing: the alert is offered as a button. */
const inPassing = '收到 谢谢'

/** What is needed to tell what somebody answers. */
interface Conversation {
  readonly db: Db
  readonly caller: Caller
  readonly commands: readonly Command[]
  readonly now: Date
}

/**
 * A line that is nothing but an acknowledgement, as the answer to the alert that waits (收到，谢谢, “ok, on it”); `null`: it is
 * none. Who only agrees, or understands what was just answered to a question of theirs, is asked by a button instead.
 */
export async function answering(line: string, around: Surroundings, asked: Conversation): Promise<Recognition | null> {
  const { db, caller, commands, now } = asked
  const ack = commands.find(({ name }) => name === 'ack')
  const kind = acknowledgementIn(line)
  if (!kind || !ack || !includes(caller.role, ack.role)) return null
  const isOpen = kind === 'perhaps' || (kind === 'likely' && (await findBefore(db, caller, commands, now)) !== null)
  return recognise(isOpen ? `on it ${line.replace(/["“”「」]/gu, ' ')}` : 'on it', around)
}
