import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Command, CommandAnswer } from '#src/contracts/command.ts'
import type { DataValue } from '#src/contracts/data-table.ts'
import { tableFile } from '#src/features/tables/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-24T12:00:00Z')
let ran: { readonly verb: string; readonly tabled: boolean; readonly answer: CommandAnswer }[] = []
const talk = talkTo(db, commands.map(watched), now)

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
  await addPerson(db, 'Owner', { role: 'administrator' })
  const west = await addStore(db, 'west')
  await addDays(db, west.id, ['2026-10-01', '2026-11-23'], {
    net_sales: 100_00,
    orders: 3,
    units: 4,
    sessions: 90,
    ad_spend: 20_00,
    ad_sales: 40_00,
  })
})

/** Every verb by itself and with each of its sub-verbs. */
const lines = commands.flatMap(({ name, subverbs = {} }) =>
  name === 'export' ? [] : [name, ...Object.keys(subverbs).map(subverb => `${name} ${subverb}`)],
)

/** Answers that have no rows, and why: what a card says of them is exported as the card's own table or lines. */
const withoutRows: Readonly<Record<string, readonly string[]>> = {
  'asks for what is missing; nothing is answered yet': [
    ...['target set', 'target propose', 'note add', 'event add', 'rate set', 'record', 'away set'],
    ...['import', 'import expect'],
  ],
  'tells what happened, in sentences': ['target history', 'undo list', 'sources imports', 'import list'],
  'waits for a decision on its buttons': ['target proposals', 'rating', 'rating list', 'review', 'review list'],
  'is one thing with its settings': [
    ...['template show', 'alerts escalate', 'away', 'away show', 'channel', 'channel show', 'lang'],
  ],
  'lists settings of the bot, not figures': [
    ...['approval', 'approval list', 'template', 'template list', 'digest list', 'digest mine'],
    ...['web devices', 'board', 'board list', 'share', 'share list'],
  ],
  'is money of one person, told to them alone': ['bonus', 'bonus show', 'bonus tables'],
  'is the state of the service or of connections now': ['health', 'health show', 'sync', 'sync list'],
  explains: ['help', 'privacy', 'guide', 'guide drills', 'guide start'],
}

it('every answer that can be exported has rows of its own, or is known to have none', async () => {
  const prose: string[] = []
  const tabled: string[] = []
  for (const line of lines) {
    ran = []
    await talk.ask(`export ${line} csv`).catch(() => null)
    const inner = ran.find(({ verb }) => line.split(' ')[0] === verb)
    if (inner) (inner.tabled ? tabled : prose).push(line)
  }

  expect(prose.toSorted()).toEqual(Object.values(withoutRows).flat().toSorted())
  expect(tabled.length).toBeGreaterThan(20)
}, 400_000)

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
  beforeAll(async () => {
    for (const line of [
      'note add sales west 11/3-11/5 "=1+1 typhoon"',
      'event add "Sale" us 2026-11-27..2026-11-28 sale 2',
      'rule save sales west < 50',
      'mute sales west until 2026-11-25',
      'rate eur usd 1.08 2026-11',
      'team add "West" leader @owner@example.com west',
      'define "Spend per unit" = ad_spend / units money lower',
      'sop add sales "What to do" "https://example.com/sop"',
    ])
      expect([line, (await talk.ask(line)).refused?.en]).toEqual([line, undefined])
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
