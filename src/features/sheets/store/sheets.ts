import { like, sql } from 'drizzle-orm'
import type { SheetAddress } from '#src/chat/sheets.ts'
import type { Db } from '#src/platform/database/db.ts'
import { settings } from '#src/platform/database/schema/index.ts'
import { deleteSetting, readSetting, writeSetting } from '#src/platform/database/settings.ts'

/** A table that somebody asked for. */
export interface KeptSheet {
  readonly messenger: string
  readonly workspace: string
  /** The platform's id of whoever asked for it, and ours: the table holds what they may see. */
  readonly account: string
  readonly personId: number
  /** The place that it shows. */
  readonly place: string
  /** `null`: it is not made yet. */
  readonly address: SheetAddress | null
  /** How often making it failed. */
  readonly failures: number
  /** What was typed into a row and refused, by the row's key: it is not tried again until it changes. */
  readonly refused: Readonly<Record<string, string>>
}

const prefix = 'sheet/'
const messengersSetting = 'sheet_messengers'

function keyOf({ messenger, personId }: Pick<KeptSheet, 'messenger' | 'personId'>): string {
  return `${prefix}${messenger}/${personId}`
}

/** Says which messengers have tables that people edit together. */
export async function setSheetMessengers(db: Db, ids: readonly string[]): Promise<void> {
  await writeSetting(db, messengersSetting, [...ids])
}

/** Whether a messenger has such tables. */
export async function hasSheets(db: Db, messenger: string): Promise<boolean> {
  const ids = await readSetting(db, messengersSetting)
  return Array.isArray(ids) && ids.includes(messenger)
}

/** All tables, in a fixed order. */
export async function listSheets(db: Db): Promise<readonly KeptSheet[]> {
  const rows = await db
    .select()
    .from(settings)
    .where(like(settings.key, `${prefix}%`))
    .orderBy(settings.key)
  return rows.map(({ value }) => value as KeptSheet) // written below alone
}

/** Somebody's table in a messenger; `null`: none. */
export async function findSheet(db: Db, which: Pick<KeptSheet, 'messenger' | 'personId'>): Promise<KeptSheet | null> {
  return (await readSetting(db, keyOf(which))) as KeptSheet | null // written below alone
}

/** Keeps a table, or its new state. */
export async function saveSheet(db: Db, sheet: KeptSheet): Promise<void> {
  await writeSetting(db, keyOf(sheet), sheet)
}

/** Changes what is kept of a table, unless its owner ended it meanwhile. */
export async function updateSheet(
  db: Db,
  which: Pick<KeptSheet, 'messenger' | 'personId'>,
  change: Partial<KeptSheet>,
): Promise<void> {
  await db.execute(sql`
    update settings set value = value || ${JSON.stringify(change)}::text::jsonb, updated_at = now()
    where key = ${keyOf(which)}`)
}

/** Forgets a table; what stands on the platform stays there. */
export async function forgetSheet(db: Db, which: Pick<KeptSheet, 'messenger' | 'personId'>): Promise<void> {
  await deleteSetting(db, keyOf(which))
}
