import type { Command, CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { createFigures } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { isReadOnlyFault, readOnly } from '#src/platform/database/read-only.ts'
import { withKeptButtons } from './kept-buttons.ts'
import { leftOutBy, remarksOf, withBlocks } from './left-out.ts'
import { permit, subverbOf } from './permit.ts'
import { understand } from './understand.ts'

/** The answer to a line that was asked inside another question. */
export interface ReadAnswer {
  readonly command: Command
  readonly words: Words
  readonly answer: CommandAnswer
}

const changesText: Localized = {
  en: 'Only answers that change nothing can be taken this way. Type that line by itself first.',
  ja: 'この方法で使えるのは、何も変更しない表示だけです。変更は先に単独で入力してください。',
  'zh-CN': '这里只能使用不做任何修改的查询。要修改请先单独输入该命令。',
}

/**
 * Answers a line as the same caller, with the same rights and scope, in a transaction that cannot change anything.
 * `beside`: figures are those of the context, as a standby has them. `null` for an empty line. @throws UserError for what is not understood, not allowed, or would change something.
 */
export async function readAnswer(line: string, context: CommandContext, beside = false): Promise<ReadAnswer | null> {
  if (line.trim() === '') return null
  const { command, words } = await readLine(line, context)
  const { caller, without, leave } = leftOutBy(context.caller, words)
  try {
    const answer = await readOnly(context.db, tx => {
      const figures = beside ? context.figures : createFigures(tx)
      return command.run(words, {
        ...{ ...context, caller, db: tx, readsOnly: true },
        figures: leave ? figures.leavingOut(leave) : figures,
      })
    })
    const kept = withKeptButtons(answer, words, { commands: context.commands, stores: context.caller.stores })
    return { command, words, answer: withBlocks(kept, remarksOf(without)) }
  } catch (error) {
    if (isReadOnlyFault(error)) throw new UserError(changesText)
    throw error
  }
}

/** A line that the caller may carry out, ready to run. @throws UserError for what is not understood or not allowed. */
export async function readLine(line: string, context: CommandContext): Promise<Omit<ReadAnswer, 'answer'>> {
  const { db, catalog, commands, caller, now } = context
  const understood = await understand(line, { db, catalog, commands, caller, now })
  if (!understood) throw new UserError(changesText)
  const { command, words } = understood
  const subverb = subverbOf(command, words)
  permit(command, subverb, caller.role)
  return { command, words: { ...words, subverb } }
}
