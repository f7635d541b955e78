import { type Caller, type Command, includes } from '#src/contracts/command.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { acknowledgementIn } from '#src/language/talk/acknowledgements.ts'
import type { Db } from '#src/platform/database/db.ts'
import { findBefore } from './follow-up.ts'

/** The verb with a courtesy, as it is said in passing: the alert is offered as a button. */
const inPassing = '收到 谢谢'

/** An answer with the number of its alert in front: 告警3 已处理, アラート3 対応します, `alert 3 on it`. */
const numbered =
  /^(?:告警|警报|アラート|alert)\s*(?:no\.?|#|＃|番号)?\s*(\d{1,9})(?:号|番)?(?:は|を|：|:)?[\s,，、]*(\D.*)$/iu
const over =
  /^(?:已经?(?:处理|解决|搞定|完成)(?:了|好了|完了)?|(?:处理|解决|搞定)(?:了|好了|完了)|(?:対応|処理)(?:済み?(?:です)?|しました|完了(?:です|しました)?)|解決(?:済み?(?:です)?|しました)|完了(?:です|しました)?|(?:is )?(?:done|fixed|resolved|solved|closed|over))[\s!.。！]*$/iu

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
  const [, id, said = ''] = numbered.exec(line.trim()) ?? []
  if (id !== undefined && ack && includes(caller.role, ack.role)) {
    if (over.test(said)) return recognise(`resolve ${id}`, around)
    if (acknowledgementIn(said) === 'sure') return recognise(`ack ${id}`, around)
  }
  const kind = acknowledgementIn(line)
  if (!kind || !ack || !includes(caller.role, ack.role)) return null
  const isOpen = kind === 'perhaps' || (kind === 'likely' && (await findBefore(db, caller, commands, now)) !== null)
  return recognise(isOpen ? inPassing : 'on it', around)
}
