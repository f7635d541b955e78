import type { Command, CommandAnswer, CommandContext, Words } from '#src/contracts/command.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { asStep, undoAction } from '#src/features/undo/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { contextOf } from './context-of.ts'
import type { DispatchParts, Run } from './dispatch.ts'
import { withKeptButtons } from './kept-buttons.ts'
import { leftOutBy } from './left-out.ts'
import { carriedOut, type Standing } from './practice/practice.ts'
import { behindOf } from './read-side.ts'

/** Runs a command. One that changes something runs in one transaction, and its answer offers to take that back. */
async function carryOut(
  command: Command,
  words: Words,
  context: CommandContext,
  inStep: boolean,
): Promise<CommandAnswer> {
  if (!command.undoable || inStep) return command.run(words, context)
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

/** Carries a line out where it counts; what is said besides: what was left out, and how old the figures are. */
export async function carryOutThere(
  parts: DispatchParts,
  run: Run,
  standing: Standing,
  { command, subverb }: { readonly command: Command; readonly subverb: string | null },
): Promise<{ readonly answer: CommandAnswer; readonly said: readonly Localized[] }> {
  const { words, inside, catalog } = standing
  const { caller, without, leave } = leftOutBy(standing.caller, words)
  const { look: _real, ...own } = run
  const asked = contextOf(parts, { ...(inside ? own : run), catalog, caller }, command.readOnly === true)
  const context = leave ? { ...asked, figures: asked.figures.leavingOut(leave) } : asked
  const line = { verb: command.name, subverb, words }
  const answer = await carriedOut({ inside, practice: run.practice ?? null, commands: parts.commands }, line, () =>
    carryOut(
      command,
      { ...words, subverb },
      inside ? { ...context, enqueue: async () => {} } : context,
      parts.inStep === true,
    ),
  )
  const behind = command.readOnly === true && run.asOf && !inside ? behindOf(run.asOf, run.now, caller.timeZone) : []
  const around = { commands: parts.commands, stores: standing.caller.stores }
  return { answer: withKeptButtons(answer, words, around), said: [...without, ...behind] }
}
