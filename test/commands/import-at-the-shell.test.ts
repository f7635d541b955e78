import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { importFiles } from '#commands/ingest/import.ts'
import { runForPerson, runLine } from '#src/features/conversation/index.ts'
import { importFile, previewImport } from '#src/features/imports/index.ts'
import { createPerson, findPerson } from '#src/features/people/store/people.ts'
import { now, partsFor, saidIn } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const { parts } = partsFor(db)
const folder = await mkdtemp(join(tmpdir(), 'kpi-at-the-shell-'))
afterAll(() => rm(folder, { recursive: true }))

beforeEach(async () => {
  await truncate(
    db,
    'metric_day, stores, imports, import_rows, order_lines, import_mappings, people restart identity cascade',
  )
})

async function file(text = 'Date,Store,Sales\n2026-11-01,West,10.5\n') {
  const path = join(folder, 'daily.csv')
  await writeFile(path, text)
  return path
}

async function stored(): Promise<number> {
  const result = await importFile({ db, now: () => now }, await file(), { yes: true, market: 'us', out: () => {} })
  return result && 'id' in result ? result.id : 0
}

async function previewed(): Promise<number> {
  const path = await file()
  return (await previewImport(db, { name: 'daily.csv', path }, { market: 'us' }, { by: null, now })).id
}

async function known(): Promise<number> {
  const path = await file('Wann,Sales heute\n2026-11-01,10.5\n')
  await previewImport(db, { name: 'daily.csv', path }, { market: 'us', store: 'West' }, { by: null, now }).catch(
    () => {},
  )
  const [row] = await db.execute<{ id: number }>(sql`select id from import_mappings`)
  return Number(row?.id)
}

async function sold() {
  const [row] = await db.execute<{ sold: string | null }>(
    sql`select sum((m->>'net_sales')::numeric) as sold from metric_day`,
  )
  return row?.sold ?? null
}

/** Each sub-verb: what was there before, the line, and what it answers. */
const lines: Readonly<Record<string, { before: () => Promise<number>; line: (id: number) => string; said: RegExp }>> = {
  list: { before: known, line: () => 'import list', said: /daily\.csv/ },
  map: { before: known, line: () => 'import Wann=day; Sales heute=net_sales', said: /Sales heute = Net sales/ },
  apply: { before: previewed, line: id => `import apply ${id}`, said: /The file is imported/ },
  progress: { before: previewed, line: id => `import progress ${id}`, said: /waits: 1 rows read/ },
  undo: { before: stored, line: id => `import undo ${id}`, said: /removed|put back|undone/i },
  expect: { before: stored, line: () => 'import expect', said: /expected/i },
  forget: { before: known, line: id => `import forget ${id}`, said: /Forgotten/ },
}

describe('lines of import at the shell', () => {
  it('are all tried', () => {
    expect(Object.keys(lines)).toEqual(Object.keys(importFiles.subverbs ?? {}))
  })

  const asWhom = ['nobody', 'an administrator of a part'] as const
  it.each(asWhom.flatMap(who => Object.entries(lines).map(([name, one]) => ({ who, name, ...one }))))(
    'have the rights of the administrator, acting as $who: $name',
    async ({ who, before, line, said }) => {
      if (who !== 'nobody') {
        await createPerson(db, { name: 'Boss', email: 'boss@example.com', role: 'administrator', scope: ['market:jp'] })
      }
      const reply = await runLine(parts, line(await before()))

      expect(saidIn(reply)).toMatch(said)
      expect(reply.ok).toBe(true)
    },
  )

  it('store what was previewed, and take back what was stored', async () => {
    const id = await previewed()

    await runLine(parts, `import apply ${id}`)
    expect(await sold()).toBe('1050')
    await runLine(parts, `import undo ${id}`)
    expect(await sold()).toBeNull()
  })

  it('are bounded by the scope of a person who types them on a page', async () => {
    for (const [email, scope] of [
      ['west@example.com', 'market:us'],
      ['east@example.com', 'market:jp'],
    ] as const) {
      await createPerson(db, { name: email, email, role: 'manager', scope: [scope] })
    }
    const id = await stored()
    const undo = async (email: string) => {
      const person = await findPerson(db, { email })
      if (!person) throw new Error('missing')
      return runForPerson(parts, { person, line: `import undo ${id}`, program: 'page', where: null })
    }

    expect(await undo('east@example.com')).toMatchObject({ ok: false })
    expect(await sold()).toBe('1050')
    expect(await undo('west@example.com')).toMatchObject({ ok: true })
    expect(await sold()).toBeNull()
  })
})
