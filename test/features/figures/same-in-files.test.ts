import exceljs from 'exceljs'
import fc from 'fast-check'
import Fastify from 'fastify'
import Papa from 'papaparse'
import { afterAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { plainText } from '#src/chat/plain.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { readApiRoutes } from '#src/http/read-api.ts'
import { formatValue } from '#src/i18n/format/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { testDatabase } from '#test/support/database.ts'
import { talkTo } from '#test/support/talk.ts'
import { drawnCompany, drawnShops } from './drawn-company.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-27T20:00:00Z')
const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })
const talk = talkTo(db, commands, now, { pages })
const apiToken = 'a-token-of-the-test'
const app = Fastify()
await app.register(readApiRoutes({ db, figures: createFigures(db), apiToken, now: () => now, enqueue: async () => {} }))
afterAll(() => app.close())

const kpis = ['sales', 'orders', 'aov', 'acos', 'conversion_rate', 'profit'] as const
const periods = ['last week', '2026-10', '2026-11-11', '2026-11-03..2026-11-17'] as const

let asked = 0

async function byApi(kpi: string, place: string, period: string) {
  asked += 1
  const query = new URLSearchParams({ kpi, place, period })
  const headers = { authorization: `Bearer ${apiToken}` }
  const response = await app.inject({
    url: `/api/v1/figures?${query}`,
    headers,
    remoteAddress: `10.1.${asked % 250}.${Math.floor(asked / 250)}`,
  })
  return response.json().figures[0] as {
    readonly value: number | null
    readonly unit: string
    readonly currency: string | null
  }
}

async function fileOf(line: string): Promise<Uint8Array> {
  const card = await talk.say(line)
  const link = card.blocks.find(block => block.type === 'link')
  const id = link?.type === 'link' ? link.file?.id : undefined
  const file = id === undefined ? null : await findFile(db, id, now)
  if (!file) throw new Error(`no file: ${plainText(card, 'en')}`)
  return file.content
}

async function csvRow(line: string) {
  const text = new TextDecoder().decode(await fileOf(`export ${line} csv`)).replace(/^\uFEFF/, '')
  return Papa.parse<Record<string, string>>(text.trimEnd(), { header: true }).data[0] ?? {}
}

/** The value of the first figure in a workbook. */
async function cellOf(content: Uint8Array): Promise<number | null> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(Buffer.from(content) as unknown as Parameters<typeof book.xlsx.load>[0])
  const [sheet] = book.worksheets
  const head = sheet?.getRow(1).values as readonly unknown[]
  const cell: unknown = sheet?.getRow(2).getCell(head.indexOf('Value')).value ?? null
  return cell === null ? null : Number(cell)
}

/** Quotients are told to twelve places and more, which not every way of reading them keeps alike. */
const same = (value: number | null) => (value === null ? null : Number(value.toFixed(8)))
const numberIn = (text: string | undefined) => (text === undefined || text === '' ? null : same(Number(text)))

describe('the same question has the same number', () => {
  it('by API, in status, why, lists, and in files of them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 1_000_000 }), async seed => {
        await drawnCompany(db, seed, now)
        for (let at = 0; at < 4; at++) {
          const kpi = kpis[(seed + at) % kpis.length] ?? 'sales'
          const { slug, over } = drawnShops[(seed + at * 5) % drawnShops.length] ?? drawnShops[0]
          const period = periods[(seed + at * 7) % periods.length] ?? 'last week'
          const line = `${kpi} ${slug} ${period}`
          const { value, unit } = await byApi(kpi, slug, period)
          const row = await csvRow(`status ${line}`)
          const part = await csvRow(`why ${line}`)
          const listed = await csvRow(`top stores ${line}`)

          expect([line, numberIn(row.Value)]).toEqual([line, same(value)])
          expect([line, numberIn(part.Value)]).toEqual([line, same(value)])
          if (listed.Value !== undefined)
            expect([line, Number(listed.Value).toFixed(6)]).toEqual([line, value?.toFixed(6)])
          expect([line, await cellOf(await fileOf(`export status ${line} xlsx`)).then(same)]).toEqual([
            line,
            same(value),
          ])
          if (value === null || unit === undefined) continue
          const minor = unit === 'money' ? Math.round(value * (over.currency === 'JPY' ? 1 : 100)) : value
          const shown = formatValue(minor, unit as 'money', unit === 'money' ? over.currency : null).en
          expect(plainText(await talk.say(`status ${line}`), 'en')).toContain(shown)
          expect(plainText(await talk.say(`why ${line}`), 'en')).toContain(shown)
        }
      }),
      { numRuns: 3 },
    )
  }, 400_000)
})
