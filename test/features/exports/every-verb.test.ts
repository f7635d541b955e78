import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Command, CommandAnswer } from '#src/contracts/command.ts'
import type { DataTable, DataValue } from '#src/contracts/data-table.ts'
import { tableFile } from '#src/features/tables/index.ts'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import type { Talk } from '#test/support/talk.ts'
import { listedCompany } from './listed-company.ts'

const { db } = await testDatabase()
let ran: { readonly verb: string; readonly tabled: boolean; readonly answer: CommandAnswer }[] = []
let talk: Talk
let failed: readonly string[] = []

/** The command, writing down whether its answer has rows of its own. */
function watched(command: Command): Command {
  return {
    ...command,
    run: async (words, context) => {
      const answer = await command.run(words, context)
      ran.push({ verb: command.name, tabled: answer.tables !== undefined, answer })
      return answer
    },
  }
}

beforeAll(async () => {
  ;({ talk, failed } = await listedCompany(db, commands.map(watched)))
})

/** Every verb by itself and with each of its sub-verbs. */
const lines = commands.flatMap(({ name, subverbs = {} }) =>
  name === 'export' ? [] : [name, ...Object.keys(subverbs).map(subverb => `${name} ${subverb}`)],
)

/** Answers that have no rows, and why: what a card says of them is exported as the card's own table or lines. */
const withoutRows: Readonly<Record<string, readonly string[]>> = {
  'asks for what is missing; nothing is answered yet': [
    ...['target set', 'target propose', 'note add', 'event add', 'rate set', 'record', 'away set'],
  ],
  'is one thing with its settings': ['away', 'away show', 'channel', 'channel show', 'lang'],
  'judges weights, in sentences': ['score check'],
  'is the next step of somebody who learns': ['guide', 'guide start'],
}

it('every answer that can be exported is a table with a header, or is known to have none', async () => {
  const prose: string[] = []
  const tabled: (readonly [string, readonly DataTable[]])[] = []
  for (const line of lines) {
    ran = []
    await talk.ask(`export ${line} csv`).catch(() => null)
    const inner = ran.find(({ verb }) => line.split(' ')[0] === verb)
    if (inner?.tabled) tabled.push([line, inner.answer.tables?.() ?? []])
    else if (inner) prose.push(line)
  }

  expect(prose.toSorted()).toEqual(Object.values(withoutRows).flat().toSorted())
  expect(tabled.length).toBeGreaterThan(60)
  for (const [line, tables] of tabled) for (const table of tables) expect([line, flawsOf(table)]).toEqual([line, []])
}, 400_000)

/** What is wrong with a table as a file: its names, its labels, the length of its rows, or how a reader counts them. */
function flawsOf(table: DataTable): readonly string[] {
  const ids = table.columns.map(({ id }) => id)
  const [head = [], ...rows] = Papa.parse<string[]>(
    new TextDecoder().decode(tableFile([table], 'csv', 'ja').content).trimEnd(),
  ).data
  return [
    ...ids.filter((id, at) => ids.indexOf(id) !== at || !/^[a-z][a-z_]*$/.test(id)),
    ...table.columns
      .filter(({ label }) => locales.some(locale => label[locale] === ''))
      .map(({ id }) => `${id}: no label`),
    ...(table.rows.every(row => row.length === ids.length) ? [] : ['rows of another length']),
    ...(head.length === ids.length && rows.length === table.rows.length ? [] : [`${rows.length} rows in the file`]),
  ]
}

/** A list with something in it, and columns that a program or a sheet needs of it. */
const lists: readonly (readonly [line: string, cells: Readonly<Record<string, unknown>>])[] = [
  [
    'note list west 2026-11',
    { kpi: 'sales', key: 'store:west', from: '2026-11-03', to: '2026-11-05', text: '=1+1 typhoon', author: 'Owner' },
  ],
  ['event list', { name: 'Sale', key: 'market:us', from: '2026-11-27', to: '2026-11-28', factor: 2 }],
  ['rule list', { kpi: 'sales', key: 'store:west', kind: 'threshold', limit: 50, unit: 'USD' }],
  ['mute list', { name: 'Sales', until: '2026-11-26T00:00:00.000Z', by: 'Owner' }],
  ['rate list', { from_currency: 'EUR', to_currency: 'USD', since: '2026-11-01', rate: 1.08 }],
  ['people list', { name: 'Owner', email: 'owner@example.com', role: 'administrator', scope: 'all', active: true }],
  ['team list', { team: 'West', leader: 'Owner', places: 'store:west' }],
  ['define list', { kpi: 'spend_per_unit', unit: 'money', formula: 'ad_spend / units' }],
  ['sop list', { kpi: 'sales', key: 'all', title: 'What to do', url: 'https://example.com/sop' }],
  [
    'advise west',
    { kpi: 'tacos', key: 'store:west', value: 0.2, unit: 'ratio (1 = 100%)', stake: 224, currency: 'USD' },
  ],
  ['digest west', { kpi: 'sales', from: '2026-11-23', to: '2026-11-23', value: 100, unit: 'USD' }],
]

describe('lists of things', () => {
  it('are there', () => {
    expect(failed).toEqual([])
  })

  it.each(lists)('%s is rows of values, with units and days', async (line, cells) => {
    ran = []
    await talk.ask(line)
    const [table] = ran[0]?.answer.tables?.() ?? []
    const rows = (table?.rows ?? []).map(row =>
      Object.fromEntries((table?.columns ?? []).map(({ id }, at) => [id, plain(row[at])])),
    )

    expect(rows).toContainEqual(expect.objectContaining(cells))
  })

  it('a note that looks like a formula does nothing in a file', async () => {
    ran = []
    await talk.ask('note list west 2026-11')
    const tables = ran[0]?.answer.tables?.() ?? []
    const csv = new TextDecoder().decode(tableFile(tables, 'csv', 'en').content)

    expect(csv).toContain("'=1+1 typhoon")
  })
})

function plain(value: DataValue | undefined): unknown {
  return typeof value === 'object' && value !== null ? value.en : value
}
