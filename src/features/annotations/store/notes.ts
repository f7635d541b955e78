import { and, asc, desc, eq, gte, isNull, lte, or } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import { holds, type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { notes, people } from '#src/platform/database/schema/index.ts'

/** What somebody wrote about a place and some days. */
export interface Note {
  readonly id: number
  readonly text: string
  readonly authorId: number | null
  readonly authorName: string
  readonly place: PlaceKey
  /** `null`: about the place as a whole. */
  readonly kpiId: string | null
  readonly fromDay: Day
  readonly toDay: Day
  /** The alert whose acknowledgement it was; `null` for an ordinary note. */
  readonly alertId: number | null
  readonly createdAt: Date
}

/** A note to be stored. */
export type NewNote = Omit<Note, 'id' | 'createdAt' | 'alertId'> & { readonly alertId?: number | null }

/** Which notes: those that touch the days and speak only of the reader's stores. */
export interface NoteQuery {
  readonly stores: readonly Store[]
  readonly from: Day
  readonly to: Day
  /** Notes about this KPI and about the place as a whole; absent: about anything. */
  readonly kpiId?: string
}

/** Stores a note. */
export async function addNote(db: Db, note: NewNote): Promise<Note> {
  const [row] = await db.insert(notes).values(note).returning()
  if (!row) throw new Error('A new note came back empty')
  return noteOf(row)
}

/** The statement that stores a note, for who writes it together with something else. */
export function noteInsert(db: Db, note: NewNote) {
  return db.insert(notes).values(note).returning({ id: notes.id })
}

/**
 * Notes by first day. A note about several stores is handed out only to a reader who may see all of them; demo and
 * real stores count apart, so that a note about `all` needs all stores of the kind the reader has, and is not handed
 * from the demo company to the real one.
 */
export async function listNotes(db: Db, query: NoteQuery): Promise<readonly Note[]> {
  const about = query.kpiId === undefined ? undefined : or(isNull(notes.kpiId), eq(notes.kpiId, query.kpiId))
  const rows = await db
    .select({ note: notes, demo: people.demo })
    .from(notes)
    .leftJoin(people, eq(people.id, notes.authorId))
    .where(and(isNull(notes.deletedAt), lte(notes.fromDay, query.to), gte(notes.toDay, query.from), about))
    .orderBy(asc(notes.fromDay), asc(notes.id))
  if (rows.length === 0) return []
  const visible = placesWithin(query.stores, await listStores(db))
  return rows.filter(({ note, demo }) => visible(note.place, demo)).map(({ note }) => noteOf(note))
}

/** The note with a number, whoever may see it; `null` when there is none or it was deleted. */
export async function findNote(db: Db, id: number): Promise<Note | null> {
  const [row] = await db
    .select()
    .from(notes)
    .where(and(eq(notes.id, id), isNull(notes.deletedAt)))
    .orderBy(desc(notes.id))
    .limit(1)
  return row ? noteOf(row) : null
}

/** Takes a note away; it stays in the database. False when there was none. */
export async function deleteNote(db: Db, id: number, at: Date = new Date()): Promise<boolean> {
  const rows = await db
    .update(notes)
    .set({ deletedAt: at })
    .where(and(eq(notes.id, id), isNull(notes.deletedAt)))
    .returning({ id: notes.id })
  return rows.length > 0
}

/** Tells which places lie fully inside the reader's stores; `demo` says whose the author is, where that is known. */
function placesWithin(mine: readonly Store[], all: readonly Store[]): (key: PlaceKey, demo: boolean | null) => boolean {
  const ids = new Set(mine.map(store => store.id))
  const kinds = new Set(mine.map(store => store.demo))
  return (key, demo) => {
    const place = parsePlaceKey(key)
    if (!place) return false
    const counts = (store: Store) =>
      place.kind === 'store' || (kinds.has(store.demo) && (demo ?? store.demo) === store.demo)
    const held = all.filter(store => holds(place, store) && counts(store))
    return held.length > 0 && held.every(store => ids.has(store.id))
  }
}

function noteOf(row: typeof notes.$inferSelect): Note {
  const { deletedAt: _deletedAt, ...note } = row
  return note
}
