import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Command, CommandAnswer } from '#src/contracts/command.ts'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { issueToken } from '#src/features/people/index.ts'
import { mcpRoutes } from '#src/mcp/index.ts'
import { listedCompany, now, pages } from '#test/features/exports/listed-company.ts'
import { testDatabase } from '#test/support/database.ts'
import type { Talk } from '#test/support/talk.ts'
import { callTool, connectTo, type ToolTable } from './client.ts'

const { db } = await testDatabase()
const app = Fastify({ forceCloseConnections: true })
let [address, token] = ['', '']
let talk: Talk
let last: CommandAnswer | null = null

/** The command, keeping what it answered last. */
function watched(command: Command): Command {
  return { ...command, run: async (words, context) => (last = await command.run(words, context)) }
}

beforeAll(async () => {
  ;({ talk } = await listedCompany(db, commands.map(watched)))
  await app.register(
    mcpRoutes({
      ...{ db, figures: createFigures(db), commands, now: () => now, teamTimeZone: 'UTC', adminEmail: null, pages },
      health: () => Promise.resolve({ ready: true, checks: [] }),
      enqueue: () => Promise.resolve(),
      log: { info: () => {}, error: () => {} },
      publicUrl: 'https://kpi.example.com',
    }),
  )
  address = await app.listen({ host: '127.0.0.1', port: 0 })
  token = await issueToken(db, 1, now)
})

afterAll(() => app.close())

/** A tool with the line that it stands for, and a column that its rows have. */
const tools: readonly (readonly [name: string, args: Record<string, unknown>, line: string, column: string])[] = [
  [
    'status',
    { kpis: ['sales', 'acos'], place: 'west', period: 'yesterday' },
    'status sales acos west yesterday',
    'unit',
  ],
  ['trend', { kpi: 'sales', place: 'west', period: '7d' }, 'trend sales west 7d', 'day'],
  [
    'compare',
    { kpi: 'sales', place: 'west', period: '2026-10', against: '2026-09' },
    'compare sales west 2026-10 2026-09',
    'value',
  ],
  ['alerts', {}, 'alerts', 'severity'],
  ['targets', { kpi: 'sales' }, 'target list sales', 'valid_from'],
  ['kpis', {}, 'kpis', 'formula'],
  ['explain_kpi', { kpi: 'acos' }, 'help acos', 'formula'],
  ['score', { person: '@owner@example.com', period: '2026-10' }, 'score @owner@example.com 2026-10', 'points'],
  ['rank', { period: '2026-10' }, 'rank 2026-10', 'rank'],
  ['sources', {}, 'sources', 'last_day'],
  ['sync', {}, 'sync list', 'feed'],
  ['why', { kpi: 'sales', place: 'west', period: '2026-10' }, 'why sales west 2026-10', 'effect'],
  ['forecast', { kpi: 'sales', place: 'west' }, 'forecast sales west', 'landing'],
  ['advise', { place: 'west' }, 'advise west', 'stake'],
  ['ask', { line: 'target history sales west' }, 'target history sales west', 'valid_from'],
  ['ask', { line: 'template list' }, 'template list', 'kpis'],
  ['ask', { line: 'rating' }, 'rating', 'raters'],
]

describe('structured content', () => {
  it('is held by every tool, each tried here', async () => {
    const client = await connectTo(address, token)
    const { tools: listed } = await client.listTools()
    await client.close()

    expect(listed.filter(({ outputSchema }) => outputSchema === undefined).map(({ name }) => name)).toEqual(['export'])
    expect(new Set(tools.map(([name]) => name))).toEqual(
      new Set(listed.map(({ name }) => name).filter(name => name !== 'export')),
    )
  })

  it.each(tools)('of %s %j is the table that a file of “%s” holds', async (name, args, line, column) => {
    await talk.ask(line)
    const tables = (last?.tables?.() ?? []).map(asTool)
    const result = await callTool(address, token, name, args)

    expect(result.isError ?? false, result.text).toBe(false)
    expect(result.tables).toEqual(tables)
    expect(tables.flatMap(({ columns }) => columns.map(({ id }) => id))).toContain(column)
  })
})

/** What a reader of English gets of a table. */
function asTool({ id, title, columns, rows }: DataTable): ToolTable {
  return {
    ...{ id, title: title.en },
    columns: columns.map(one => ({ id: one.id, label: one.label.en })),
    rows: rows.map(row => Object.fromEntries(columns.map((one, at) => [one.id, plain(row[at])]))),
  }
}

function plain(value: DataValue | undefined): unknown {
  return typeof value === 'object' && value !== null ? value.en : (value ?? null)
}
