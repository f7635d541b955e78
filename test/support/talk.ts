import type { Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import type { Command } from '#src/contracts/command.ts'
import { daysOf, rangePeriod } from '#src/domain/period/index.ts'
import { createDispatch, type DispatchParts } from '#src/features/conversation/dispatch.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { createPerson, type NewPerson } from '#src/features/people/store/people.ts'
import { createStore, type NewStore, type StoredStore } from '#src/features/stores/store/stores.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A conversation other than the direct one. */
export type Where = Partial<Pick<Invocation, 'kind' | 'channel' | 'messenger' | 'via'>>

/** A line as somebody typed it, answered the way the service does. */
export interface Talk {
  /** The first card of the answer. */
  say(line: string, as?: string, where?: Where): Promise<Card>
  sayAll(line: string, as?: string): Promise<readonly Card[]>
  /** The whole answer. */
  ask(line: string, as?: string, where?: Where): Promise<Reply>
}

/** Talks to the given commands at a fixed time; errors that are bugs are thrown, not apologised for. */
export function talkTo(
  db: Db,
  commands: readonly Command[],
  now: Date,
  more: Pick<DispatchParts, 'markets' | 'pages' | 'carriesFiles'> = {},
): Talk {
  const bugs: unknown[] = []
  const log = { info: () => {}, error: (fields: object) => void bugs.push(fields) }
  const answer = createDispatch({
    db,
    figures: createFigures(db),
    commands,
    now: () => now,
    teamTimeZone: 'UTC',
    adminEmail: null,
    health: () => Promise.resolve({ ready: true, checks: [] }),
    enqueue: () => Promise.resolve(),
    log,
    ...more,
  })
  const ask = async (line: string, as = 'owner@example.com', where: Where = {}) => {
    const reply = await answer({
      messenger: 'web',
      workspace: '',
      person: as,
      profile: { email: as },
      channel: `direct/${as}`,
      kind: 'direct',
      line,
      via: 'typed',
      ...where,
    })
    const [bug] = bugs.splice(0)
    if (bug) throw new Error('The command failed', { cause: (bug as { err?: unknown }).err })
    return reply
  }
  const sayAll = async (line: string, as?: string, where?: Where) => (await ask(line, as, where)).cards
  const say = async (line: string, as?: string, where?: Where) => {
    const [card] = await sayAll(line, as, where)
    if (!card) throw new Error(`“${line}” got no answer`)
    return card
  }
  return { say, sayAll, ask }
}

/** Everybody has the same shape; the e-mail is the name before `@example.com`. */
export async function addPerson(db: Db, name: string, over: Partial<NewPerson> = {}): Promise<number> {
  const email = `${name.toLowerCase()}@example.com`
  const person = await createPerson(db, { name, email, role: 'manager', scope: ['all'], ...over })
  if (!person) throw new Error('The person exists already')
  return person.id
}

/** A store in the US, unless told otherwise. */
export function addStore(db: Db, slug: string, over: Partial<NewStore> = {}): Promise<StoredStore> {
  const name = `${slug.slice(0, 1).toUpperCase()}${slug.slice(1)}`
  const us = { platform: 'other', market: 'us', currency: 'USD', timeZone: 'America/New_York' }
  return createStore(db, { slug, name, ...us, ...over })
}

/** The same measures on every day of a stretch, for the store or one SKU of it; money in minor units. */
export async function addDays(
  db: Db,
  storeId: number,
  [from, to]: readonly [string, string],
  measures: Readonly<Record<string, number>>,
  sku = '',
): Promise<void> {
  const source = await ensureSource(db, 'file/test', 'Test file')
  const exact = Object.fromEntries(Object.entries(measures).map(([id, value]) => [id, String(value)]))
  const rows = daysOf(rangePeriod(from, to)).map(day => ({ storeId, sku, day, measures: exact }))
  await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now: new Date(`${to}T23:00:00Z`) })
}

/** All texts of a card in a language, a line each, for looking for what a reader would notice. */
export function textOf(card: Card, locale: Locale = 'en'): string {
  const pick = (value: unknown): readonly string[] => {
    if (Array.isArray(value)) return value.flatMap(pick)
    if (typeof value !== 'object' || value === null) return []
    const text = (value as Record<string, unknown>)[locale]
    return typeof text === 'string' ? [text] : Object.values(value).flatMap(pick)
  }
  return [card.title[locale], ...card.blocks.flatMap(block => pick(block))].join('\n')
}

/** The lines that a card's buttons type. */
export function buttonsOf(card: Card): readonly string[] {
  return card.blocks.flatMap(block => (block.type === 'actions' ? block.actions.map(action => action.line) : []))
}
