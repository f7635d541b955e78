import { execFile } from 'node:child_process'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import Fastify from 'fastify'
import Papa from 'papaparse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { tableFile } from '#src/features/tables/index.ts'
import { exportFileRoutes } from '#src/http/files.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, talkTo, textOf } from '#test/support/talk.ts'

const now = new Date('2026-11-20T18:00:00Z')
const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })
const { db } = await testDatabase()
const talk = talkTo(db, commands, now, { pages })

beforeAll(async () => {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Local', { role: 'operator', scope: ['store:west'] })
  const west = await addStore(db, 'west', { name: '=West "A"' })
  const east = await addStore(db, 'east', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo', name: '東京店' })
  const day = { orders: 10, units: 12, sessions: 400, ad_spend: 100_05, ad_sales: 300_00, ad_clicks: 200 }
  await addDays(db, west.id, ['2026-06-01', '2026-11-12'], { ...day, net_sales: 1_234_56 })
  await addDays(db, west.id, ['2026-11-13', '2026-11-19'], { ...day, net_sales: 934_56, orders: 8 })
  await addDays(db, east.id, ['2026-06-01', '2026-11-19'], { ...day, net_sales: 98_765 })
  await talk.say('target set sales west 2026-11 40000 weight 60 @owner@example.com')
  await talk.say('target set acos west 2026-11 20% weight 40 @owner@example.com')
  await talk.say('rate jpy usd 0.01 2026-01')
})

function fileOf(card: Card) {
  const link = card.blocks.find(block => block.type === 'link')
  if (link?.type !== 'link' || !link.file) throw new Error(`no file: ${textOf(card)}`)
  return { id: link.file.id, url: link.url }
}

async function rowsOf(line: string, as?: string): Promise<readonly Record<string, string>[]> {
  const file = await findFile(db, fileOf(await talk.say(`export ${line} csv`, as)).id, now)
  const text = new TextDecoder().decode(file?.content)
  return Papa.parse<Record<string, string>>(text.replace(/^\uFEFF/, '').trimEnd(), { header: true }).data
}

describe('an answer of any verb as a file', () => {
  it.each([
    [
      'top stores sales last week',
      ['No.', 'Key', 'KPI id', 'Value', 'Unit', 'Change (amounts: 1 = 100%; rates: difference)'],
    ],
    [
      'why sales west last week',
      ['KPI id', 'Cut by', 'Part id', 'Before', 'Value', 'Unit', 'Effect', 'Unit of the effect'],
    ],
    ['forecast sales west', ['KPI id', 'So far', 'Landing', 'Target', 'Unit', 'Outcome']],
    ['target list', ['KPI id', 'Key', 'Per', 'Valid from', 'Target', 'Unit', 'Weight (%)']],
    ['sources', ['Source', 'Store id', 'Last day', 'Days missing']],
    ['kpis', ['KPI id', 'Theme', 'Unit', 'Formula']],
    ['score @owner@example.com 2026-11', ['Who', 'KPI id', 'Value', 'Weight', 'Points']],
  ])('%s is one row for each thing, with its columns', async (line, columns) => {
    const rows = await rowsOf(line)

    expect(rows.length).toBeGreaterThan(0)
    expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(columns))
  })

  it('has parts of a change that add up to it, in the unit beside them', async () => {
    const rows = await rowsOf('why sales west last week')
    const effects = (by: string) => rows.filter(row => row['Cut by'] === by).map(row => Number(row.Effect))
    const [total] = effects('total')

    expect(effects('drivers').reduce((sum, one) => sum + one, 0)).toBeCloseTo(total ?? Number.NaN, 6)
    expect(rows.every(row => row['Unit of the effect'] === 'USD')).toBe(true)
  })

  it('gives values in major units and exact, and ratios as ratios', async () => {
    const targets = await rowsOf('target list')

    expect(targets.map(row => [row['KPI id'], row.Target, row.Unit])).toEqual(
      expect.arrayContaining([
        ['sales', '40000', 'USD'],
        ['acos', '0.2', 'ratio (1 = 100%)'],
      ]),
    )
  })

  it.each([
    'status sales',
    'why sales last week',
    'forecast sales',
    'top stores sales last week',
    'compare sales last week',
  ])('leaves out what the line leaves out: %s', async line => {
    const all = JSON.stringify(await rowsOf(line))
    const without = JSON.stringify(await rowsOf(`${line} except east`))

    expect(without).not.toBe(all)
    expect(without).not.toContain('東京店')
  })

  it('holds only stores of who asks', async () => {
    expect(JSON.stringify(await rowsOf('sources', 'local@example.com'))).not.toContain('東京店')
  })

  it('makes names of stores that look like formulas inert', async () => {
    expect((await rowsOf('sources')).map(row => row.Store)).toContain('\'=West "A"')
  })
})

describe('the address of a file', () => {
  let clock = now
  const app = Fastify()
  beforeAll(async () => void (await app.register(exportFileRoutes({ db, pages, now: () => clock }))))
  afterAll(() => app.close())
  const get = (url: string) => app.inject({ url: url.replace('https://kpi.example.com', '') })
  const made = async () => fileOf(await talk.say('export kpis csv')).url

  it('gives the file, as a download that is kept nowhere', async () => {
    const response = await get(await made())

    expect(response.statusCode).toBe(200)
    expect(response.headers['content-disposition']).toMatch(/^attachment; filename="[a-z0-9.-]+\.csv"$/)
    expect(response.headers['cache-control']).toBe('private, no-store')
    expect(response.rawPayload.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]))
  })

  it('is refused changed, bare, after its time, and for another file', async () => {
    const [one, other] = [
      await made(),
      await made()
        .then(() => talk.say('export sources csv'))
        .then(card => fileOf(card).url),
    ]
    const page = new URL(one).searchParams.get('page') ?? ''
    const flipped = `${page.slice(0, -2)}${page.endsWith('AA') ? 'BB' : 'AA'}`

    expect((await get(one.replace(page, encodeURIComponent(flipped)))).statusCode).toBe(403)
    expect((await get(one.split('?')[0] ?? '')).statusCode).toBe(404)
    expect((await get(`${other.split('?')[0]}?page=${encodeURIComponent(page)}`)).statusCode).toBe(403)
    clock = new Date(now.getTime() + 8 * 86_400_000)
    const over = await get(one)
    expect(over.statusCode).toBe(410)
    expect(over.headers['content-type']).toContain('text/html')
    clock = now
  })

  it.each([
    ['en', 'run out', 'opens no file'],
    ['ja', '期限切れ', '開けません'],
    ['zh-CN', '已过期', '无法打开文件'],
  ])('says in %s why it opens nothing', async (language, over, foreign) => {
    const url = await made()
    const ask = (address: string) =>
      app.inject({ url: address.replace('https://kpi.example.com', ''), headers: { 'accept-language': language } })

    expect((await ask(url.replace(/\/exports\/[^?]+/, '/exports/other.csv'))).body).toContain(foreign)
    clock = new Date(now.getTime() + 8 * 86_400_000)
    expect((await ask(url)).body).toContain(over)
    clock = now
  })

  it('is closed when its reader sees other stores, or has left, and opens again with the rights', async () => {
    const url = await made()
    const change = (set: string) => db.execute(`update people set ${set} where email = 'owner@example.com'`)
    const codes: number[] = []
    for (const set of [`scope = '{market:jp}'`, `scope = '{all}'`, 'active = false', 'active = true']) {
      await change(set)
      codes.push((await get(url)).statusCode)
    }

    expect(codes).toEqual([403, 200, 403, 200])
  })
})

const run = promisify(execFile)
const office = await run('soffice', ['--version']).then(
  () => true,
  () => false,
)

/** What LibreOffice reads of a file, as CSV. */
async function opened(name: string, content: Uint8Array): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'opened-'))
  try {
    await writeFile(join(folder, name), content)
    const home = `-env:UserInstallation=file://${folder}/home`
    const input = name.endsWith('.csv') ? ['--infilter=Text - txt - csv (StarCalc):44,34,76,1'] : []
    const filter = 'csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1'
    const out = ['--convert-to', filter, '--outdir', join(folder, 'out'), join(folder, name)]
    await run('soffice', [home, '--headless', ...input, ...out], { timeout: 120_000 })
    const { readdir } = await import('node:fs/promises')
    const files = await readdir(join(folder, 'out'))
    const texts = await Promise.all(files.map(file => readFile(join(folder, 'out', file), 'utf8')))
    return texts.join('\n')
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

describe.skipIf(!office)('LibreOffice (skipped where soffice is not installed)', () => {
  const evil = [
    '=1+1',
    '+1+1',
    '-1+1',
    '@SUM(1,1)',
    '\t=1+1',
    '＝1+1',
    '=HYPERLINK("http://evil.example","x")',
    "=cmd|'/c calc'!A1",
  ]
  const table = {
    id: 'all',
    title: { en: 'All', ja: '全部', 'zh-CN': '全部' },
    columns: [
      { id: 'name', label: { en: 'Name', ja: '名前', 'zh-CN': '名称' } },
      { id: 'value', label: { en: 'Value', ja: '値', 'zh-CN': '数值' } },
    ],
    rows: [...evil, '東京店の売上', '乐天店铺销售额，含税', 'quote " and, comma', 'two\nlines'].map((name, at) => [
      name,
      at + 0.25,
    ]),
  }

  it.each(['csv', 'xlsx'] as const)(
    'reads a %s file with texts as texts and numbers as numbers',
    async format => {
      const text = await opened(`file.${format}`, tableFile([table], format, 'ja').content)
      const rows = Papa.parse<readonly string[]>(text.replace(/^\uFEFF/, '').trimEnd()).data

      expect(rows[0]).toEqual(['名前', '値'])
      for (const [at, [name]] of table.rows.entries()) {
        const read = rows[at + 1]?.[0] ?? ''
        expect(read.replace(/^'/, '').trim()).toBe(String(name).trim())
        expect(read).not.toMatch(/^(?:2|#NAME|#REF|Err:)/)
        expect(rows[at + 1]?.[1]).toBe(String(at + 0.25))
      }
    },
    180_000,
  )
})
