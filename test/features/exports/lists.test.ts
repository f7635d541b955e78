import { sql } from 'drizzle-orm'
import Papa from 'papaparse'
import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { columnTexts } from '#src/cards/column-texts.ts'
import { listColumns } from '#src/cards/list-columns.ts'
import type { Card } from '#src/chat/card.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { feedTable } from '#src/features/sync/index.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { type Talk, textOf } from '#test/support/talk.ts'
import { askWithCheckup, importWeeks, listedCompany, now } from './listed-company.ts'

const { db } = await testDatabase()
let talk: Talk
let failed: readonly string[] = []

beforeAll(async () => {
  ;({ talk, failed } = await listedCompany(db))
  await importWeeks(db)
})

async function contentOf(card: Card): Promise<string> {
  const link = card.blocks.find(block => block.type === 'link')
  if (link?.type !== 'link' || !link.file) throw new Error(`no file: ${textOf(card)}`)
  const file = await findFile(db, link.file.id, now)
  return new TextDecoder().decode(file?.content).replace(/^\uFEFF/, '')
}

function rowsOf(csv: string): readonly Record<string, string>[] {
  const [first = ''] = csv.split('\r\n\r\n').filter(part => part.includes(','))
  const table =
    first.includes('\r\n') && !first.split('\r\n')[0]?.includes(',') ? first.slice(first.indexOf('\r\n') + 2) : first
  return Papa.parse<Record<string, string>>(table.trimEnd(), { header: true }).data
}

/** A list, how many things stand in it, and cells of one of them. */
const lists: readonly (readonly [line: string, count: number | null, cells: Readonly<Record<string, string>>])[] = [
  [
    'target history sales west',
    2,
    { 'When (UTC)': now.toISOString(), What: 'set', By: 'Owner', 'KPI id': 'sales', Key: 'store:west', Target: '3000' },
  ],
  [
    'target proposals',
    1,
    { State: 'waiting', 'KPI id': 'sales', From: '2026-12-01', Value: '9000', Unit: 'USD', Reason: 'new season' },
  ],
  ['target tree sales west 2026-10', 1, { Key: 'store:west', Owner: 'Owner', Target: '3000', Unit: 'USD' }],
  ['approval list', 1, { Key: 'store:west', 'KPI id': 'sales', 'Change from (1 = 100%)': '0.2' }],
  [
    'digest list',
    1,
    {
      Report: 'Daily report',
      Place: 'West',
      'Schedule (cron)': '30 8 * * 1-5',
      'Next (UTC)': '2026-11-25T08:30:00.000Z',
    },
  ],
  ['digest mine', 1, { Report: 'Daily report', By: 'Owner' }],
  ['bonus tables', 2, { Template: 'operator', 'From points': '100', Pays: '100', 'Unit of pay': '%' }],
  [
    'bonus 2026-10',
    1,
    { Who: 'Owner', 'E-mail': 'owner@example.com', Template: 'operator', 'Objection open': 'false' },
  ],
  ['template list', null, { Template: 'operator', 'Version (0 = built in)': '0' }],
  ['template show operator', null, { Template: 'operator', 'KPI id': 'sales' }],
  [
    'rating list',
    1,
    { 'KPI id': 'packaging_integrity_score', 'Store id': 'west', Asked: 'every month', Raters: 'Owner' },
  ],
  ['review list', 1, { 'Store id': 'west', Day: '2026-11-20', Stars: '1', Text: "'=box crushed" }],
  ['board list', null, { Kind: 'own', Name: 'Morning' }],
  [
    'share list',
    1,
    { Name: "'=BrightAds", By: 'Owner', State: 'works', Key: 'store:west', 'KPI id': 'sales', Opened: '0' },
  ],
  ['import list', 1, { File: "'=daily.csv", Column: 'Umsatz', Meaning: 'Net sales' }],
  ['import expect', 1, { Store: 'East', 'Every (days)': '7', From: '2026-11-02', To: '2026-11-08' }],
  ['sources imports', 3, { State: 'applied', Rows: '7', 'Rows left out': '0' }],
  ['undo list', 10, { By: 'Owner', 'When (UTC)': now.toISOString() }],
  ['alerts escalate', 3, { Severity: 'critical', 'Owner after (min)': '30' }],
  ['web devices', 1, { Browser: 'Safari, iPhone', 'Last (UTC)': now.toISOString() }],
  ['link mcp list', 1, { 'No.': '1', 'Made at (UTC)': now.toISOString() }],
  ['guide drills', null, { Work: 'Advertising', Finished: 'false' }],
  ['privacy', null, { Key: 'people', Count: '2' }],
  ['help', null, { Line: 'status', Role: 'viewer' }],
]

describe('the export of a list', () => {
  it('is of a company that has something in each', () => {
    expect(failed).toEqual([])
  })

  it.each(lists)('%s is a header and one row for each', async (line, count, cells) => {
    const rows = rowsOf(await contentOf(await talk.say(`export ${line} csv`)))

    expect(rows).toContainEqual(expect.objectContaining(cells))
    if (count !== null) expect(rows).toHaveLength(count)
    expect(rows.length).toBeGreaterThan(0)
  })

  it('rows are as many as the card shows', async () => {
    for (const line of ['template list', 'template show operator', 'privacy']) {
      const card = await talk.say(line)
      const table = card.blocks.find(block => block.type === 'table')
      const rows = rowsOf(await contentOf(await talk.say(`export ${line} csv`)))

      expect([line, rows.length]).toEqual([line, table?.type === 'table' ? table.rows.length : 0])
    }
  })

  it.each([
    ['doctor', { What: "'=fine", State: 'warning', 'What to do': "'=fine" }],
    ['health', { What: 'database', OK: 'true', Detail: "'=up" }],
  ])('%s is its checks', async (line, cells) => {
    const { cards } = await askWithCheckup(db, `export ${line} csv`)
    const [card] = cards

    expect(card && rowsOf(await contentOf(card))).toContainEqual(expect.objectContaining(cells))
  })

  it.each(['target history', 'target proposals', 'review list', 'rating list', 'board list', 'bonus 2026-10'])(
    'holds nothing of stores that the asker does not see: %s',
    async line => {
      const reply = await talk.ask(`export ${line} csv`, 'local@example.com')
      const [card] = reply.cards
      const said = card?.blocks.some(block => block.type === 'link') ? await contentOf(card) : textOf(card ?? nothing)

      expect(said).not.toMatch(/west/i)
    },
  )

  it('is said in the language of who asks', async () => {
    await db.execute(sql`update people set locale = 'ja' where email = 'owner@example.com'`)
    const rows = rowsOf(await contentOf(await talk.say('export digest list csv')))
    await db.execute(sql`update people set locale = null where email = 'owner@example.com'`)

    expect(rows[0]).toMatchObject({ レポート: '日報', '次回（UTC）': '2026-11-25T08:30:00.000Z' })
  })
})

const nothing: Card = { title: verbatim(''), tone: 'info', blocks: [] }

describe('columns of lists', () => {
  it('have names that programs can rely on, and labels that differ in each language', () => {
    const { columns } = listTable(
      'all',
      verbatim(''),
      [],
      Object.fromEntries(Object.keys(listColumns).map(name => [name, () => null])),
    )

    expect(new Set(columns.map(({ id }) => id)).size).toBe(columns.length)
    expect(columns.filter(({ id }) => !/^[a-z]+(?:_[a-z]+)*$/.test(id))).toEqual([])
    expect(Object.keys(columnTexts).every(name => name in listColumns)).toBe(true)
    for (const locale of locales) expect(columns.filter(({ label }) => label[locale].trim() === '')).toEqual([])
  })

  it('write moments in UTC, several things behind each other, and keep numbers, flags and gaps', () => {
    const table = listTable('one', verbatim('One'), [{ at: now }], {
      nextAt: ({ at }) => at,
      asked: () => ['Mei', verbatim('Ken')],
      count: () => 3,
      ok: () => false,
      reason: () => null,
    })

    expect(table.columns.map(({ id }) => id)).toEqual(['next_at', 'asked', 'count', 'ok', 'reason'])
    expect(table.rows).toEqual([
      ['2026-11-24T12:00:00.000Z', { en: 'Mei, Ken', ja: 'Mei、Ken', 'zh-CN': 'Mei、Ken' }, 3, false, null],
    ])
  })

  it('of feeds say what is wrong with each', () => {
    const fine = {
      store: 'Quay',
      slug: 'quay',
      feed: 'orders',
      through: '2026-06-29',
      since: '2026-01-01',
      percent: 43,
    }
    const { columns, rows } = feedTable([
      { ...fine, needsConsent: false, paused: false, error: null },
      {
        ...fine,
        needsConsent: true,
        paused: false,
        error: verbatim('gone'),
        held: [{ day: '2026-06-20', why: 'history' }],
      },
    ])
    const cells = rows.map(row => Object.fromEntries(columns.map(({ id }, at) => [id, row[at]])))

    expect(cells[0]).toMatchObject({ store_id: 'quay', state: null, history: 43, held_days: 0, fault: null })
    expect(cells[1]).toMatchObject({ state: { en: 'authorisation ended' }, held_days: 1, fault: verbatim('gone') })
  })
})

describe('every verb', () => {
  it('is reached by the lists above or by the lists of things, where it has a sub-verb that lists', () => {
    const listing = commands.flatMap(({ name, subverbs = {} }) => ('list' in subverbs ? [name] : []))
    const elsewhere = ['alerts', 'mute', 'rule', 'advise', 'define', 'rate', 'reconcile', 'sources', 'sync', 'people']
    const things = ['action', 'sop', 'team', 'event', 'note', 'target']
    const here = lists.map(([line]) => line.split(' ')[0])

    expect(listing.filter(name => ![...elsewhere, ...things, ...here].includes(name))).toEqual([])
  })
})
