import type { Command, CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { asStep, undoAction } from '#src/features/undo/index.ts'

/** Runs a command. One that changes something runs in one transaction, and its answer offers to take that back. */
export async function carryOut(command: Command, words: Words, context: CommandContext): Promise<CommandAnswer> {
  if (!command.undoable) return command.run(words, context)
  const { db, caller, now } = context
  const { personId, name } = caller
  const info = { personId, personName: name, verb: command.name, line: words.line, at: now, reverts: null }
  const { value, step } = await asStep(db, info, tx =>
    command.run(words, { ...context, db: tx, figures: createFigures(tx) }),
  )
  return step === null ? value : withUndo(value, step)
}

function withUndo(answer: CommandAnswer, step: number): CommandAnswer {
  const [first, ...others] = answer.cards
  if (!first) return answer
  const last = first.blocks.at(-1)
  const [before, actions] = last?.type === 'actions' ? [first.blocks.slice(0, -1), last.actions] : [first.blocks, []]
  const blocks = [...before, { type: 'actions' as const, actions: [...actions, undoAction(step)] }]
  return { ...answer, cards: [{ ...first, blocks }, ...others] }
}
