import { asc } from 'drizzle-orm'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { kpiDefinitions } from '#src/platform/database/schema/index.ts'
import { forgetShared, sharedRead } from '#src/platform/database/shared-reads.ts'

/** A customer's KPI as it counts from a day on. */
export interface Definition {
  readonly id: number
  readonly kpi: Kpi
  readonly validFrom: Day
  /** From this day on there is no such KPI any more. */
  readonly withdrawn: boolean
}

/** Defines a KPI, or changes it, from a day on; earlier days keep the definition they had. */
export async function defineKpi(db: Db, kpi: Kpi, validFrom: Day, by: number | null): Promise<Definition> {
  return insert(db, kpi, validFrom, by, false)
}

/** Ends a customer's KPI from a day on. */
export async function withdrawKpi(db: Db, kpi: Kpi, validFrom: Day, by: number | null): Promise<Definition> {
  return insert(db, kpi, validFrom, by, true)
}

/** The history of all customers' KPIs: of several that count from the same day, the later in the list stands. */
export async function listDefinitions(db: Db): Promise<readonly Definition[]> {
  return sharedRead('kpi_definitions', async () => {
    const rows = await db.select().from(kpiDefinitions).orderBy(asc(kpiDefinitions.validFrom), asc(kpiDefinitions.id))
    return rows.map(definitionOf)
  })
}

async function insert(db: Db, kpi: Kpi, validFrom: Day, by: number | null, withdrawn: boolean): Promise<Definition> {
  const [row] = await db
    .insert(kpiDefinitions)
    .values({ kpiId: kpi.id, validFrom, definition: kpi, createdBy: by, withdrawn })
    .returning()
  forgetShared('kpi_definitions')
  if (!row) throw new Error('A new definition came back empty')
  return definitionOf(row)
}

function definitionOf(row: typeof kpiDefinitions.$inferSelect): Definition {
  // Only defineKpi and withdrawKpi write the column, and they write a KPI.
  return { id: row.id, kpi: row.definition as Kpi, validFrom: row.validFrom, withdrawn: row.withdrawn }
}
