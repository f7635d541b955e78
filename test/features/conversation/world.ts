import { commands } from '#commands/index.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import type { Command } from '#src/contracts/command.ts'
import { createDispatch, type DispatchParts } from '#src/features/conversation/dispatch.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import type { Db } from '#src/platform/database/db.ts'

/** Noon of a Saturday in Shanghai. */
export const now = new Date('2026-11-21T04:00:00Z')

/** What the dispatcher of these tests told the log and the queue. */
export interface Heard {
  readonly errors: { readonly reference?: string; readonly err?: unknown }[]
  readonly enqueued: string[]
}

/** Dispatcher parts over a real database, with all verbs unless told otherwise. */
export function partsFor(db: Db, over: Partial<DispatchParts> = {}): { parts: DispatchParts; heard: Heard } {
  const heard: Heard = { errors: [], enqueued: [] }
  const parts: DispatchParts = {
    db,
    figures: createFigures(db),
    commands,
    now: () => now,
    teamTimeZone: 'Asia/Shanghai',
    adminEmail: null,
    health: async () => ({ ready: true, checks: [{ name: 'database', ok: true, detail: '2 ms' }] }),
    enqueue: async (_db, job) => {
      heard.enqueued.push(job)
    },
    log: { info: () => {}, error: fields => heard.errors.push(fields) },
    ...over,
  }
  return { parts, heard }
}

/** A line typed by a person in a direct conversation, unless told otherwise. */
export function typed(email: string, line: string, over: Partial<Invocation> = {}): Invocation {
  return {
    messenger: 'web',
    workspace: '',
    person: email,
    profile: { email },
    channel: `dm-${email}`,
    kind: 'direct',
    line,
    via: 'typed',
    ...over,
  }
}

/** Answers of all commands, with everything that was heard. */
export function answering(db: Db, over: Partial<DispatchParts> = {}) {
  const { parts, heard } = partsFor(db, over)
  const answer = createDispatch(parts)
  return {
    parts,
    heard,
    answer,
    say: (email: string, line: string, more: Partial<Invocation> = {}) => answer(typed(email, line, more)),
  }
}

/** Everything a reply says, in all languages, with its buttons. */
export function saidIn({ cards }: Reply): string {
  return JSON.stringify(cards)
}

/** A command that does nothing but tell that it ran. */
export function spy(over: Partial<Command>, ran: string[] = []): Command {
  const none = { en: [], ja: [], 'zh-CN': [] }
  return {
    name: 'spy',
    aliases: none,
    summary: { en: 'Spy', ja: 'スパイ', 'zh-CN': '间谍' },
    examples: none,
    role: 'viewer',
    takes: {},
    run: async words => {
      ran.push([words.verb, words.subverb].filter(Boolean).join('.'))
      return { cards: [{ title: { en: 'Ran', ja: '実行', 'zh-CN': '已执行' }, tone: 'good', blocks: [] }] }
    },
    ...over,
  }
}
