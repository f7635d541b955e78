import { Client } from '@modelcontextprotocol/sdk/client/index.js'
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { CallToolResult } from '@modelcontextprotocol/sdk/types.js'
import exceljs from 'exceljs'
import Fastify from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { startSession } from '#src/features/sign-in/index.ts'
import { setRate } from '#src/features/stores/store/rates.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { boardRoutes } from '#src/http/boards/index.ts'
import { meetingPageRoutes } from '#src/http/meeting-page.ts'
import { readApiRoutes } from '#src/http/read-api.ts'
import { formatValue } from '#src/i18n/format/index.ts'
import { mcpRoutes } from '#src/mcp/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { talkTo, textOf } from '#test/support/talk.ts'
import { drawnCompany } from './drawn-company.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-27T14:00:00Z')
const publicUrl = 'https://kpi.example.com'
const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl })
const talk = talkTo(db, commands, now, { pages })
const apiToken = 'a-token-of-the-test'
const app = Fastify({ forceCloseConnections: true })
const browser = new Browser(app)
let mcp: Client

const kpis = ['sales', 'orders', 'aov', 'acos', 'conversion_rate', 'profit'] as const
const places = ['amus', 'amjp', 'sgsg', 'all'] as const
/** A week, a month, a quarter: as a meeting calls it, and as days. */
const periods = [
  ['last week', '2026-11-16..2026-11-22'],
  ['last month', '2026-10-01..2026-10-31'],
  ['last quarter', '2026-07-01..2026-09-30'],
] as const

beforeAll(async () => {
  await drawnCompany(db, 7_919, now, { from: '2026-02-01', gaps: true })
  for (const [from, rate] of [
    ['JPY', '0.00667'],
    ['SGD', '0.7421'],
  ] as const)
    await setRate(db, { from, to: 'USD', since: '2026-01-01', rate, by: null })
  for (const place of ['store:amus', 'store:amjp', 'all']) {
    const currency = place === 'store:amjp' ? 'JPY' : 'USD'
    const aim = { place, period: 'month', validFrom: '2026-01-01', setBy: null, currency } as const
    await addTarget(db, { ...aim, kpiId: 'sales', value: 12_345_67 })
  }
  const figures = createFigures(db)
  const parts = {
    ...{ db, figures, commands, pages, publicUrl, now: () => now, teamTimeZone: 'UTC', adminEmail: null },
    health: () => Promise.resolve({ ready: true, checks: [] }),
    enqueue: () => Promise.resolve(),
    log: { info: () => {}, error: (fields: object) => expect(fields).toBeNull() },
  }
  const pictures = { draw: async () => [], url: ({ id }: { readonly id: string }) => `/files/${id}.png` }
  await app.register(boardRoutes({ ...parts, publicUrl: 'http://127.0.0.1' }))
  await app.register(meetingPageRoutes({ ...parts, pictures }))
  await app.register(readApiRoutes({ db, figures, apiToken, now: () => now, enqueue: async () => {} }))
  await app.register(mcpRoutes(parts))
  const address = await app.listen({ host: '127.0.0.1', port: 0 })
  browser.cookies.set('kpi_session', await startSession(db, { personId: 1, via: 'chat', device: 'test', now }))
  const token = /lsk_[\w-]{40,}/.exec(textOf(await talk.say('link mcp')))?.[0]
  mcp = new Client({ name: 'test', version: '1' })
  const requestInit = { headers: { authorization: `Bearer ${token}` } }
  await mcp.connect(new StreamableHTTPClientTransport(new URL(`${address}/mcp`), { requestInit }) as Transport)
})

afterAll(async () => {
  await mcp.close()
  await app.close()
})

interface Answer {
  readonly value: number | null
  readonly unit: string
  readonly currency: string | null
  readonly place: { readonly name: string }
}

let asked = 0

/** What programs read: the truth that everything else is held against. */
async function truth(kpi: string, place: string, period: string): Promise<Answer> {
  asked += 1
  const url = `/api/v1/figures?${new URLSearchParams({ kpi, place, period })}`
  const headers = { authorization: `Bearer ${apiToken}` }
  const response = await app.inject({ url, headers, remoteAddress: `10.3.${Math.floor(asked / 50)}.1` })
  return response.json().figures[0]
}

function shown({ value, unit, currency }: Answer): string {
  const minor = unit === 'money' && value !== null ? Math.round(value * (currency === 'JPY' ? 1 : 100)) : value
  return formatValue(minor, unit as 'money', unit === 'money' ? currency : null).en
}

/** Quotients are told to twelve places and more, which not every way of reading them keeps alike. */
const same = (value: unknown) => (value === null || value === undefined ? null : Number(Number(value).toPrecision(9)))

/** Values of the KPI table of a card, by the name of the KPI; marks of how final they are left out. */
function tableOf(card: Card): ReadonlyMap<string, string> {
  const tables = card.blocks.flatMap(block => (block.type === 'table' ? [block] : []))
  const table = tables.find(({ columns }) => columns[0]?.label.en === 'KPI')
  return new Map((table?.rows ?? []).map(row => [row[0]?.text.en ?? '', plain(row[1]?.text.en ?? '')]))
}

const plain = (text: string) => text.replace(/ [*†‡]+$/, '')

async function sheetsOf(line: string): Promise<ReadonlyMap<string, readonly Record<string, unknown>[]>> {
  const card = await talk.say(`export ${line} xlsx`)
  const link = card.blocks.find(block => block.type === 'link')
  const file = await findFile(db, (link?.type === 'link' && link.file?.id) || '', now)
  const book = new exceljs.Workbook()
  await book.xlsx.load(Buffer.from(file?.content ?? []) as unknown as Parameters<typeof book.xlsx.load>[0])
  return new Map(book.worksheets.map(sheet => [sheet.name, rowsOf(sheet)]))
}

function rowsOf(sheet: exceljs.Worksheet): readonly Record<string, unknown>[] {
  const head = sheet.getRow(1).values as readonly unknown[]
  return Array.from({ length: sheet.rowCount - 1 }, (_, at) => {
    const row = sheet.getRow(at + 2)
    return Object.fromEntries(head.flatMap((label, index) => (label ? [[label, row.getCell(index).value]] : [])))
  })
}

interface Structured {
  readonly tables: readonly { readonly rows: readonly Record<string, unknown>[] }[]
}

async function tool(name: string, args: Record<string, unknown>): Promise<readonly Record<string, unknown>[]> {
  const result = (await mcp.callTool({ name, arguments: args })) as CallToolResult
  return ((result.structuredContent as Structured | undefined)?.tables ?? []).flatMap(({ rows }) => rows)
}

/** The pack as a page, in the language that is asked for. */
async function pageOf(card: Card): Promise<string> {
  const link = card.blocks.find(block => block.type === 'link')
  const { pathname, search } = new URL(link?.type === 'link' ? link.url : publicUrl)
  const answer = await app.inject({ url: `${pathname}${search}&lang=en` })
  return answer.body
}

const texts = (cells: string) => cells.replace(/<[^>]+>/g, ' ').replace(/&nbsp;/g, ' ')

describe('the same question has the same number', () => {
  it.each(periods.flatMap(period => places.map(place => [place, ...period] as const)))(
    'for %s in the %s: pack in chat, as a page and as a workbook, report, board, MCP',
    async (place, period, days) => {
      const pack = await talk.say(`meeting ${period} ${place}`)
      const [page, sheets] = [texts(await pageOf(pack)), await sheetsOf(`meeting ${period} ${place}`)]
      const [inChat, figures] = [tableOf(pack), sheets.get('Figures') ?? []]
      const listed = await tool('ask', { line: `meeting ${period} ${place}` })

      expect(figures.length).toBeGreaterThan(3)
      for (const row of figures) {
        const kpi = String(row['KPI id'])
        const answer = await truth(kpi, place, days)
        expect([kpi, same(row.Value)]).toEqual([kpi, same(answer.value)])
        expect([kpi, same(listed.find(one => one.kpi === kpi)?.value)]).toEqual([kpi, same(answer.value)])
        if (period !== 'last quarter') expect([kpi, inChat.get(String(row.KPI))]).toEqual([kpi, shown(answer)])
        if (period !== 'last quarter') expect(page).toContain(shown(answer))
      }
      for (const row of sheets.get('By store') ?? []) {
        const slug = String(row.Place).toLowerCase()
        expect(same(row.Value)).toBe(same((await truth(String(row['KPI id']), slug, days)).value))
      }
    },
  )

  const spans = ['2026-11-16..2026-11-22', '2026-11-11', '2026-10-01..2026-10-31'] as const

  it.each(places.flatMap(place => spans.map(days => [place, days] as const)))(
    'for %s in %s on a board, by MCP, and in why',
    async (place, days) => {
      const told = [
        ...(await tool('why', { kpis: kpis.slice(0, 3), places: [place], period: days })),
        ...(await tool('why', { kpis: kpis.slice(3), places: [place], period: days })),
      ]
      const statuses = await tool('status', { kpis: [...kpis], places: [place], period: days })
      for (const kpi of kpis) {
        const answer = await truth(kpi, place, days)
        const path = place === 'all' ? 'all/stores' : `store/${place}`
        const board = await browser.get(`/boards/${path}?${new URLSearchParams({ period: days, kpi, lang: 'en' })}`)
        const [, ...tiles] = board.body.split('<li><a class="tile"')
        const tile = tiles.find(part => part.includes('aria-current="true"')) ?? ''
        const of = (rows: readonly Record<string, unknown>[]) => same(rows.find(row => row.kpi === kpi)?.value)

        expect([kpi, of(statuses)]).toEqual([kpi, same(answer.value)])
        expect([kpi, of(told)]).toEqual([kpi, same(answer.value)])
        expect([kpi, /class="value[^"]*">([^<]*)</.exec(tile)?.[1]]).toEqual([kpi, shown(answer)])
      }
    },
  )

  it.each(places)('of yesterday in the daily post about %s', async place => {
    const table = tableOf(await talk.say(`digest ${place}`))
    const all = (await createFigures(db).catalog()).kpis

    expect(table.size).toBeGreaterThan(3)
    for (const [name, value] of table) {
      const kpi = all.find(({ label }) => label.en === name || name.startsWith(`${label.en} (`))?.id ?? name
      expect([kpi, value]).toEqual([kpi, shown(await truth(kpi, place, '2026-11-26'))])
    }
  })

  it.each(['sales', 'orders', 'profit'].flatMap(kpi => places.map(place => [kpi, place] as const)))(
    'of %s at %s so far this month: forecast, status, API',
    async (kpi, place) => {
      const answer = await truth(kpi, place, 'mtd')
      const card = await talk.say(`forecast ${kpi} ${place} this month`)
      const facts = card.blocks.flatMap(block => (block.type === 'facts' ? block.facts : []))
      const [row] = (await sheetsOf(`forecast ${kpi} ${place} this month`)).get('Forecast') ?? []
      const told = facts.find(({ label }) => label.en === 'So far')?.value.en

      expect(same(row?.['So far'])).toBe(same(answer.value))
      expect(textOf(await talk.say(`status ${kpi} ${place} mtd`))).toContain(shown(answer))
      if (row?.Landing != null || told !== undefined) expect(told).toBe(shown(answer))
    },
  )
})
