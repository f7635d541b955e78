import type { Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import type { Caller } from '#src/contracts/command.ts'
import { standingIn } from '#src/features/conversation/caller.ts'
import {
  type DispatchParts,
  failed,
  type Result,
  type Run,
  record,
  runFor,
} from '#src/features/conversation/dispatch.ts'
import { personCaller } from '#src/features/conversation/person-caller.ts'
import { administrator, shellCaller } from '#src/features/conversation/shell-caller.ts'
import type { Channel, Person } from '#src/features/people/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { withSharedTables } from '#src/platform/database/shared-reads.ts'

/** A line that somebody types somewhere else than in a conversation. */
export interface PersonLine {
  readonly person: Person
  readonly line: string
  /** What they type it in, such as `page`: stands in the audit where messengers stand. */
  readonly program: string
  /** The conversation in which it is as if it were typed; `null`: in private. */
  readonly where: Channel | null
}

/** What came of it. */
export interface PersonAnswer {
  readonly ok: boolean
  readonly cards: readonly Card[]
  /** What is wrong, where it was not carried out. */
  readonly refused: Localized | null
}

/** Runs a line for a person as if they typed it in chat: their rights and scope, one audit record. Never throws. */
export async function runForPerson(
  parts: DispatchParts,
  { person, line, program, where }: PersonLine,
): Promise<PersonAnswer> {
  const start = parts.now()
  const { teamTimeZone } = parts
  const from = { channel: where, messenger: program, teamTimeZone }
  const practice = parts.practice ? () => parts.practice?.of(person.id, start) : undefined
  const callerOf = async (catalog: Run['catalog']): Promise<Caller> => ({
    ...personCaller(person, catalog, from),
    via: 'form',
  })
  const result = await resultOf(parts, line, start, callerOf, practice)
  const channel = where ? `${where.messenger}/${where.externalId}` : program
  const invocation = { messenger: program, workspace: '', person: program, channel, kind: 'direct', line } as const
  await record(parts, { ...invocation, via: 'form' }, { person }, result, start)
  return { ok: result.outcome === 'ok', cards: result.cards, refused: result.refused ?? null }
}

async function resultOf(
  parts: DispatchParts,
  line: string,
  now: Date,
  callerOf: (catalog: Run['catalog']) => Promise<Caller>,
  practiceOf?: () => Promise<Run['practice']> | undefined,
): Promise<Result> {
  try {
    return await withSharedTables(async () => {
      const catalog = await parts.figures.catalog()
      const practice = (await practiceOf?.()) ?? null
      return runFor(parts, { caller: await callerOf(catalog), catalog, now, line, unscoped: false, practice })
    })
  } catch (error) {
    return failed(parts, error)
  }
}

/**
 * Runs a line as the administrator, for the command-line tool; with a conversation, as if it were typed there. Real
 * stores are totalled where there are any, else the demo company's. Recorded like any other line.
 */
export async function runLine(
  parts: DispatchParts,
  line: string,
  where: Channel | null = null,
): Promise<Reply & { readonly ok: boolean }> {
  const start = parts.now()
  const result = await resultOf(parts, line, start, async catalog => ({
    ...shellCaller(parts, catalog, await administrator(parts)),
    ...(where && standingIn(where)),
  }))
  const invocation: Invocation = {
    messenger: 'cli',
    workspace: '',
    person: 'shell',
    channel: 'shell',
    kind: 'direct',
    line,
    via: 'slash',
  }
  await record(parts, invocation, null, result, start)
  return { cards: result.cards, locale: 'en', private: false, handles: new Map(), ok: result.outcome === 'ok' }
}
