import type { Caller } from '#src/contracts/command.ts'
import { type DispatchParts, failed, type Result, record, runFor } from '#src/features/conversation/dispatch.ts'
import { personCaller } from '#src/features/conversation/person-caller.ts'
import { createFigures } from '#src/features/figures/index.ts'
import type { Person } from '#src/features/people/index.ts'
import { asStep } from '#src/features/undo/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { withSharedTables } from '#src/platform/database/shared-reads.ts'
import type { PersonAnswer } from './run-line.ts'

/** Lines that count together. */
export interface TogetherLines {
  readonly person: Person
  /** Of one verb, which can be taken back. */
  readonly lines: readonly string[]
  readonly verb: string
  /** What they were typed in: stands in the audit where messengers stand. */
  readonly program: string
}

/** What came of them. */
export interface TogetherAnswer {
  /** `false`: one of them could not be carried out, so none was. */
  readonly done: boolean
  /** For each line, in their order; where nothing was done, what would have come of it. */
  readonly answers: readonly PersonAnswer[]
  /** The number by which all of it is taken back; `null`: nothing was changed. */
  readonly step: number | null
}

/** Undoes everything where one line fails. */
class NotAll extends Error {}

/**
 * Runs lines for a person as if they typed each of them in chat, in one transaction: all of them count, or none, and one
 * `undo` takes all of them back. Every line is tried, so that everything that is wrong is told at once. Never throws.
 */
export async function runTogether(parts: DispatchParts, asked: TogetherLines): Promise<TogetherAnswer> {
  const { person, lines, verb } = asked
  const at = parts.now()
  const line = lines.length === 1 ? (lines[0] ?? '') : `${lines[0] ?? ''} ×${lines.length}`
  const info = { personId: person.id, personName: person.name, verb, line, at, reverts: null }
  let results: readonly Result[] = []
  try {
    const { step } = await asStep(parts.db, info, async tx => {
      results = await withSharedTables(() => eachLine(parts, tx, asked, at))
      if (results.some(({ outcome }) => outcome !== 'ok')) throw new NotAll()
    })
    await recordAll(parts, asked, results, at)
    return { done: true, answers: results.map(answerOf), step }
  } catch (error) {
    if (!(error instanceof NotAll)) results = lines.map(() => failed(parts, error))
    await recordAll(parts, asked, results, at)
    return { done: false, answers: results.map(answerOf), step: null }
  }
}

/** Each line in a part of the transaction of its own, so that one that fails leaves the others to be tried. */
async function eachLine(
  parts: DispatchParts,
  tx: Db,
  { person, lines, program }: TogetherLines,
  now: Date,
): Promise<readonly Result[]> {
  const catalog = await parts.figures.catalog()
  const from = { channel: null, messenger: program, teamTimeZone: parts.teamTimeZone }
  const caller: Caller = { ...personCaller(person, catalog, from), via: 'form' }
  const practice = (await parts.practice?.of(person.id, now)) ?? null
  const results: Result[] = []
  for (const line of lines) {
    let result: Result | null = null
    try {
      await tx.transaction(async part => {
        const inside = { ...parts, db: part, figures: createFigures(part), inStep: true } as const
        result = await runFor(inside, { caller, catalog, now, line, unscoped: false, practice })
        if (result.outcome !== 'ok') throw new NotAll()
      })
    } catch (error) {
      if (!(error instanceof NotAll)) result = failed(parts, error)
    }
    if (result) results.push(result)
  }
  return results
}

function answerOf({ outcome, cards, refused }: Result): PersonAnswer {
  return { ok: outcome === 'ok', cards, refused: refused ?? null }
}

/** One record for each line that was carried out; where none was, for those because of which. */
async function recordAll(
  parts: DispatchParts,
  { person, lines, program }: TogetherLines,
  results: readonly Result[],
  start: Date,
): Promise<void> {
  const isDone = results.every(({ outcome }) => outcome === 'ok')
  for (const [at, result] of results.entries()) {
    if (!isDone && result.outcome === 'ok') continue
    const from = { messenger: program, workspace: '', person: program, channel: program, kind: 'direct' } as const
    await record(parts, { ...from, line: lines[at] ?? '', via: 'form' }, { person }, result, start)
  }
}
