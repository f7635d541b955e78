import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'drizzle-orm'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createFileImports } from '#src/features/imports/file-imports.ts'
import { importFile } from '#src/features/imports/import-from-shell.ts'
import { type ImportPreview, readKeptFiles } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'
import { truncate } from '#test/support/truncate.ts'
import { silentLog } from '#test/support/waiting.ts'

const { db } = await testDatabase()
const { figures, take, clear } = await importing(db)
const folder = await mkdtemp(join(tmpdir(), 'kpi-large-'))
afterAll(() => rm(folder, { recursive: true }))

const by = { messenger: 'web', workspace: '', person: 'boss@example.com' }
let asked = 0
const imports = createFileImports(db, { now: () => now, readLater: async () => void asked++ })
const job = (signal = new AbortController().signal) =>
  readKeptFiles({ db, now: () => now, signal, onObservations: async () => {}, log: silentLog })

beforeEach(async () => {
  await clear()
  asked = 0
  await truncate(db, 'deliveries, identities, channels restart identity cascade')
  const [person] = await db.execute<{ id: number }>(sql`
    insert into people (email, name, role, scope, active) values (${by.person}, 'Boss', 'administrator', '{all}', true) returning id`)
  await db.execute(sql`
    insert into identities (person_id, messenger, workspace, external_id) values (${person?.id ?? 0}, 'web', '', ${by.person})`)
})

const header = 'Date,Store,Part,Sales'
/** So many rows of two stores; `last` stand at the end. */
function text(rows: number, last: readonly string[] = []): string {
  const lines = [header]
  for (let i = 0; i < rows; i++) lines.push(`2026-01-${String((i % 28) + 1).padStart(2, '0')},S${i % 2},p${i},1.50`)
  return [...lines, ...last].join('\n')
}

async function* bytes(content: string): AsyncGenerator<Uint8Array> {
  yield Buffer.from(content)
}

const preview = async (content: string) =>
  (await imports.preview({ name: 'large.csv', bytes: bytes(content) }, us, by)) as ImportPreview

const cards = async () =>
  (await db.execute<{ card: unknown }>(sql`select card from deliveries order by id`)).map(row =>
    JSON.stringify(row.card),
  )

describe('a large file that is brought to a conversation', () => {
  it('is previewed by its beginning, read to its end by the job, and its whole is what is stored', async () => {
    const shown = await preview(text(21_000))
    await job()
    const state = (await imports.state?.(shown.id, by)) as { state: string; preview: ImportPreview }
    const result = await imports.apply(shown.id, by)

    expect(shown.look).toEqual({ rows: 20_000 })
    expect(asked).toBe(1)
    expect(state).toMatchObject({ state: 'preview', preview: { rowsRead: 21_000, look: null, differences: [] } })
    expect(result).toMatchObject({ rowsRead: 21_000, rowsSkipped: 0, stores: ['s0', 's1'] })
    const sales = Object.values(await figures()).reduce((sum, m) => sum + Number(m.net_sales), 0)
    expect(sales).toBe(21_000 * 150)
    expect(await db.execute(sql`select from import_files`)).toEqual([])
    expect((await cards())[0]).toContain('21000')
  })

  it('is stored by itself when it is read, where somebody pressed the button before', async () => {
    const shown = await preview(text(21_000))

    const answer = await imports.apply(shown.id, by)
    await job()

    expect(answer).toMatchObject({ waiting: { phase: 'waiting' } })
    expect(Object.keys(await figures())).toHaveLength(28)
    expect((await cards()).join()).toContain('The file is imported')
  })

  it('is not stored before somebody knows in what the whole differs from its beginning', async () => {
    const rows = ['2026-01-05,Kiosk,x,9.00', '2026-01-05,S0,y,many', '2026-01-06,S0,z,more']
    const shown = await preview(text(20_500, rows))
    await imports.apply(shown.id, by)
    await job()

    const [told] = await cards()
    expect(told).toContain('Stores that stand further down: Kiosk (USD)')
    expect(told).toContain('Rows that cannot be used: 2')
    expect(await figures()).toEqual({})

    await imports.apply(shown.id, by)
    await job()
    expect((await figures())['kiosk 2026-01-05']).toEqual({ net_sales: 900 })
  })

  it('is not stored before somebody knows that a known day beyond the beginning gets smaller', async () => {
    await take('Date,Store,Sales\n2026-02-09,S0,500\n')
    const shown = await preview(text(20_500, ['2026-02-09,S0,x,9.00']))
    await imports.apply(shown.id, by)
    await job()

    expect((await cards()).join()).toMatch(/A known day gets smaller: s0 2026-02-09/)
    expect((await figures())['s0 2026-02-09']).toEqual({ net_sales: 50_000 })
  })

  it('says once that numbers are written otherwise further down, and reads all of them right', async () => {
    const german = (i: number) => `2026-02-01,S0,q${i},"1.234,50"`
    const content = text(20_300).replaceAll(',1.50', ',150')
    const shown = await preview([content, ...Array.from({ length: 30 }, (_, i) => german(i))].join('\n'))
    await job()

    await expect(imports.apply(shown.id, by)).resolves.toMatchObject({ rowsSkipped: 0 })
    expect((await cards())[0]).toContain('read differently from its beginning')
    expect((await figures())['s0 2026-02-01']).toEqual({ net_sales: 30 * 123450 })
  })

  it('is read anew after the service was stopped in the middle', async () => {
    const shown = await preview(text(30_000))
    const stop = new AbortController()
    stop.abort(new Error('the service stops'))
    await job(stop.signal)
    await db.execute(sql`update import_readings set phase = 'staging', share = 0.5`)

    await job()

    expect(await imports.apply(shown.id, by)).toMatchObject({ rowsRead: 30_000 })
  })

  it('that makes no sense as a whole is told to who brought it, and why', async () => {
    const many = Array.from({ length: 600 }, (_, i) => `2026-01-05,Place ${i},x,1`)
    const shown = await preview(text(20_500, many))
    await job()

    expect((await cards())[0]).toMatch(/large.csv was not imported.*More than 500 different names/)
    expect(await imports.state?.(shown.id, by)).toMatchObject({ state: 'discarded', progress: { phase: 'failed' } })
    await expect(imports.apply(shown.id, by)).rejects.toThrow('More than 500 different names')
  })
})

describe('a large file from a shell', () => {
  it('is looked at, read with words about how far it is, and its differences are printed before it is stored', async () => {
    const path = join(folder, 'large.csv')
    await writeFile(path, text(21_000, ['2026-01-05,Kiosk,x,9.00']))
    const lines: string[] = []
    const words: string[] = []

    const result = await importFile({ db, now: () => now }, path, {
      ...us,
      yes: true,
      out: line => void lines.push(line),
      progress: word => void words.push(word),
    })

    expect(result).toMatchObject({ rowsRead: 21_001 })
    const at = (part: string) => lines.findIndex(line => line.includes(part))
    expect(at('The first 20,000 rows were looked at')).toBeGreaterThan(0)
    expect(at('Kiosk (USD)')).toBeGreaterThan(at('The first 20,000 rows'))
    expect(at('21,001 rows read, 0 skipped')).toBeLessThan(at('Import #1 stored'))
    expect(words.join('\n')).toMatch(/Looking through: [\d,]+ rows, \d+%[\s\S]*Reading[\s\S]*Storing/)
    expect(await readFile(path, 'utf8')).toContain('Kiosk')
  })
})
