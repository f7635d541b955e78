import { and, asc, eq } from 'drizzle-orm'
import type { Day } from '#src/domain/period/index.ts'
import type { TemplateLine } from '#src/domain/templates/template.ts'
import type { Db } from '#src/platform/database/db.ts'
import { scoreTemplates } from '#src/platform/database/schema/index.ts'

/** A version of a company's own template. */
export interface StoredTemplate {
  readonly code: string
  readonly version: number
  readonly name: string
  /** The built-in template it was copied from; `null`: none. */
  readonly base: string | null
  readonly lines: readonly TemplateLine[]
  readonly maxAttainment: number
  readonly gate: number | null
  /** First day of the month from which on it counts. */
  readonly validFrom: Day
  readonly retired: boolean
}

/** All versions of a company's own templates, oldest first. */
export async function storedTemplates(db: Db, demo: boolean): Promise<readonly StoredTemplate[]> {
  const rows = await db
    .select()
    .from(scoreTemplates)
    .where(eq(scoreTemplates.demo, demo))
    .orderBy(asc(scoreTemplates.code), asc(scoreTemplates.version))
  return rows.map(({ code, version, name, base, lines, maxAttainment, gate, validFrom, retired }) => {
    const stored = lines as readonly TemplateLine[] // written by `addVersion` alone
    return { code, version, name, base, lines: stored, maxAttainment, gate, validFrom, retired }
  })
}

/** Adds the next version of a template; those before stay for the months they counted in. */
export async function addVersion(
  db: Db,
  template: Omit<StoredTemplate, 'version'>,
  { demo, by }: { readonly demo: boolean; readonly by: number | null },
): Promise<number> {
  const known = await db
    .select({ version: scoreTemplates.version })
    .from(scoreTemplates)
    .where(and(eq(scoreTemplates.code, template.code), eq(scoreTemplates.demo, demo)))
  const version = Math.max(0, ...known.map(one => one.version)) + 1
  await db.insert(scoreTemplates).values({ ...template, lines: [...template.lines], version, demo, setBy: by })
  return version
}
