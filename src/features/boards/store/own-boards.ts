import { and, asc, eq, or, sql } from 'drizzle-orm'
import type { PlaceKey } from '#src/domain/place.ts'
import { type PanelKind, panelKinds } from '#src/features/boards/board.ts'
import type { Db } from '#src/platform/database/db.ts'
import { boards, people } from '#src/platform/database/schema/index.ts'

/** A board that somebody put together. */
export interface OwnBoard {
  readonly id: number
  readonly ownerId: number
  readonly ownerName: string | null
  readonly name: string
  /** Empty: everything that a reader sees. */
  readonly places: readonly PlaceKey[]
  /** Empty: those that matter there. */
  readonly kpis: readonly string[]
  readonly panels: readonly PanelKind[]
  readonly shared: boolean
}

/** What its owner decides about. */
export type BoardChoice = Pick<OwnBoard, 'name' | 'places' | 'kpis' | 'panels' | 'shared'>

/** Who looks. */
interface Looking {
  readonly personId: number | null
  readonly demo: boolean
}

/** One's own boards and those that others share, by name, one's own first. */
export async function listOwnBoards(db: Db, looking: Looking): Promise<readonly OwnBoard[]> {
  const found = await select(db, isOpenTo(looking))
  return [...found].sort((a, b) => Number(b.ownerId === looking.personId) - Number(a.ownerId === looking.personId))
}

/** A board that somebody may open; `null`: there is none, or it is another's alone. */
export async function findOwnBoard(db: Db, id: number, looking: Looking): Promise<OwnBoard | null> {
  const [found] = await select(db, and(eq(boards.id, id), isOpenTo(looking)))
  return found ?? null
}

function isOpenTo({ personId, demo }: Looking) {
  const own = personId === null ? undefined : eq(boards.ownerId, personId)
  return and(eq(boards.demo, demo), or(own, and(eq(boards.shared, true), eq(people.active, true))))
}

async function select(db: Db, where: ReturnType<typeof and>): Promise<readonly OwnBoard[]> {
  const rows = await db
    .select({ board: boards, ownerName: people.name })
    .from(boards)
    .innerJoin(people, eq(people.id, boards.ownerId))
    .where(where)
    .orderBy(asc(sql`lower(${boards.name})`), asc(boards.id))
  return rows.map(({ board: { id, ownerId, name, places, kpis, panels, shared }, ownerName }) => {
    return { id, ownerId, ownerName, name, places, kpis, panels: panels.filter(isPanel), shared }
  })
}

function isPanel(text: string): text is PanelKind {
  return panelKinds.some(kind => kind === text)
}

/** Keeps a new board. Answers its number; `null`: its owner has one of that name. */
export async function putBoard(
  db: Db,
  board: BoardChoice & { readonly ownerId: number; readonly demo: boolean },
  now: Date,
): Promise<number | null> {
  const values = { ...board, ...lists(board), createdAt: now, changedAt: now }
  const [row] = await db.insert(boards).values(values).onConflictDoNothing().returning({ id: boards.id })
  return row?.id ?? null
}

/** Changes a board of somebody. `false`: it is not theirs. */
export async function changeBoard(
  db: Db,
  { id, ownerId }: { readonly id: number; readonly ownerId: number },
  choice: BoardChoice,
  now: Date,
): Promise<boolean> {
  const rows = await db
    .update(boards)
    .set({ ...choice, ...lists(choice), changedAt: now })
    .where(and(eq(boards.id, id), eq(boards.ownerId, ownerId)))
    .returning({ id: boards.id })
  return rows.length > 0
}

function lists({ places, kpis, panels }: BoardChoice) {
  return { places: [...places], kpis: [...kpis], panels: [...panels] }
}

/** Takes a board of somebody away. `false`: it is not theirs. */
export async function removeBoard(
  db: Db,
  { id, ownerId }: { readonly id: number; readonly ownerId: number },
): Promise<boolean> {
  const gone = and(eq(boards.id, id), eq(boards.ownerId, ownerId))
  return (await db.delete(boards).where(gone).returning({ id: boards.id })).length > 0
}
