import { desc, eq } from 'drizzle-orm'
import type { BonusBand } from '#src/domain/scoring/bonus.ts'
import type { Db } from '#src/platform/database/db.ts'
import { bonusTables } from '#src/platform/database/schema/index.ts'

/** What scores of a template are worth. */
export interface BonusTable {
  readonly template: string
  readonly bands: readonly BonusBand[]
  /** ISO 4217 where amounts are paid; `null` for percentages. */
  readonly currency: string | null
}

/** The tables that count, one per template; those without bands were taken away. */
export async function bonusTablesOf(db: Db, demo: boolean): Promise<readonly BonusTable[]> {
  const rows = await db.select().from(bonusTables).where(eq(bonusTables.demo, demo)).orderBy(desc(bonusTables.id))
  const latest = new Map<string, BonusTable>()
  for (const { template, bands, currency } of rows) {
    const stored = bands as readonly BonusBand[] // written by `setBonusTable` alone
    if (!latest.has(template)) latest.set(template, { template, bands: stored, currency })
  }
  return [...latest.values()].filter(({ bands }) => bands.length > 0)
}

/** Sets what scores of a template are worth from now on; scores of periods before are paid by it too where they are exported later. */
export async function setBonusTable(
  db: Db,
  table: BonusTable,
  { demo, by }: { readonly demo: boolean; readonly by: number | null },
): Promise<void> {
  await db.insert(bonusTables).values({ ...table, bands: [...table.bands], demo, setBy: by })
}
