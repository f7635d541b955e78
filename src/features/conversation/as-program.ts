import type { CommandContext } from '#src/contracts/command.ts'
import { type Suggestion, UserError } from '#src/errors.ts'
import { type Outcome, writeAudit } from '#src/features/conversation/store/audit.ts'
import type { Person } from '#src/features/people/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { storable } from '#src/platform/database/storable.ts'
import { newReference } from '#src/platform/observability/reference.ts'
import { contextOf } from './context-of.ts'
import type { DispatchParts } from './dispatch.ts'
import { Refusal } from './permit.ts'
import { personCaller } from './person-caller.ts'
import { behindOf, besideOrFirst } from './read-side.ts'

/** What a program asks for a person. */
export interface ProgramQuestion {
  readonly person: Person
  /** What asks, such as `mcp`: stands in the audit where messengers stand. */
  readonly program: string
  readonly verb: string
  /** The line that a person would have typed. */
  readonly line: string
  /** Nothing is changed: figures may come from a standby. Absent: the first server is asked. */
  readonly readsOnly?: true
}

/** What came of it: a value, or what is wrong in words. */
export type ProgramAnswer<T> =
  | {
      readonly ok: true
      readonly value: T
      readonly caller: CommandContext['caller']
      /** The moment up to which the figures are whole. */
      readonly asOf: Date
      /** Said above figures that are noticeably behind; else nothing. */
      readonly said: readonly Localized[]
    }
  | {
      readonly ok: false
      readonly text: Localized
      readonly suggestions: readonly Suggestion[]
      readonly person: Person
    }

/**
 * Does something with a person's own rights and scope, and leaves one audit record. `beside`: the figures are those of a standby.
 * Never throws for what people can put right.
 */
export async function asProgram<T>(
  parts: DispatchParts,
  question: ProgramQuestion,
  work: (context: CommandContext, beside: boolean) => Promise<T>,
): Promise<ProgramAnswer<T>> {
  const now = parts.now()
  const { person } = question
  try {
    const catalog = await parts.figures.catalog()
    const caller = personCaller(person, catalog, {
      channel: null,
      messenger: question.program,
      teamTimeZone: parts.teamTimeZone,
    })
    const look = question.readsOnly ? await parts.readSide?.lookFor(person.id) : null
    const done = await besideOrFirst(parts.readSide, look, async beside => {
      const figures = beside ? { look: beside.figures.withSharedDays() } : {}
      const value = await work(contextOf(parts, { caller, catalog, now, ...figures }), beside !== null)
      return { value, asOf: beside?.asOf ?? now }
    })
    await record(parts, question, now, 'ok', null)
    return { ok: true, ...done, caller, said: behindOf(done.asOf, now, caller.timeZone) }
  } catch (error) {
    if (error instanceof UserError) {
      await record(parts, question, now, error instanceof Refusal ? 'refused' : 'misunderstood', null)
      return { ok: false, text: error.text, suggestions: error.suggestions, person }
    }
    const reference = newReference()
    parts.log.error({ reference, err: error }, 'A question of a program failed')
    await record(parts, question, now, 'failed', reference)
    return { ok: false, text: fill(failedText, { reference }), suggestions: [], person }
  }
}

async function record(
  parts: DispatchParts,
  { person, program, verb, line }: ProgramQuestion,
  at: Date,
  outcome: Outcome,
  reference: string | null,
): Promise<void> {
  const tookMs = parts.now().getTime() - at.getTime()
  const entry = { at, personId: person.id, messenger: program, channel: program, via: 'program', verb }
  await writeAudit(parts.db, { ...entry, line: storable(line.slice(0, 500)), outcome, reference, tookMs })
}

const failedText: Localized = {
  en: 'Something went wrong here. An administrator can look up number {reference}.',
  ja: 'エラーが発生しました。番号 {reference} を管理者に伝えてください。',
  'zh-CN': '出错了。请将编号 {reference} 告知管理员。',
}
