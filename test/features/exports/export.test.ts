import exceljs from 'exceljs'
import Papa from 'papaparse'
import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card, LinkBlock } from '#src/chat/card.ts'
import { createDeliverer } from '#src/features/delivery/deliverer.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { makeExports } from '#src/features/exports/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T18:00:00Z')
const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })

let database: Database
let talk: Talk
let carrying: Talk

beforeAll(async () => {
  database = await testDatabase()
})

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, metric_day, dirty_days, export_files, saved_reports, deliveries, schedules, undo_steps restart identity cascade',
  )
  const west = await addStore(database.db, 'west')
  const east = await addStore(database.db, 'east', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addDays(database.db, west.id, ['2026-09-01', '2026-11-19'], {
    net_sales: 1_234_56,
    ad_spend: 100_05,
    ad_sales: 900_00,
  })
  await addDays(database.db, east.id, ['2026-09-01', '2026-11-19'], {
    net_sales: 98_765,
    ad_spend: 4_321,
    ad_sales: 20_000,
  })
  await addPerson(database.db, 'Owner', { role: 'administrator' })
  await addPerson(database.db, 'Local', { role: 'operator', scope: ['store:west'] })
  await addPerson(database.db, 'Viewer', { role: 'viewer' })
  talk = talkTo(database.db, commands, now, { pages })
  carrying = talkTo(database.db, commands, now, { pages, carriesFiles: () => true })
})

function linkOf(card: Card): LinkBlock {
  const link = card.blocks.find(block => block.type === 'link')
  if (link?.type !== 'link' || !link.file) throw new Error(`no file: ${textOf(card)}`)
  return link
}

async function rowsOf(card: Card): Promise<readonly Record<string, string>[]> {
  const file = await findFile(database.db, linkOf(card).file?.id ?? '', now)
  const text = new TextDecoder().decode(file?.content)
  return Papa.parse<Record<string, string>>(text.trimEnd(), { header: true }).data
}

describe('export', () => {
  it('gives the days of a trend with unrounded numbers in major units', async () => {
    const rows = await rowsOf(await talk.say('export trend sales west 30d csv'))

    expect(rows).toHaveLength(30)
    expect(rows.every(row => row.Value === '1234.56' && row.Unit === 'USD')).toBe(true)
  })

  it('holds the same numbers as the engine that status and trend show', async () => {
    const figures = createFigures(database.db)
    const catalog = await figures.catalog()
    const reader = { stores: catalog.stores, demo: false }
    const rows = await rowsOf(await talk.say('export status west last week csv'))
    const kpis = rows.flatMap(row => catalog.findKpi(row['KPI id'] ?? '') ?? [])
    const period = {
      kind: 'week' as const,
      from: '2026-11-09',
      to: '2026-11-15',
      end: '2026-11-15',
      label: { en: '', ja: '', 'zh-CN': '' },
    }
    const read = await figures.read(reader, { kpis, place: { kind: 'store', slug: 'west' }, period, now })

    expect(rows.length).toBeGreaterThan(1)
    for (const [at, figure] of read.entries()) {
      const minor = figure.kpi.unit === 'money' ? 100 : 1
      const value = rows[at]?.Value === '' ? null : Number(rows[at]?.Value)
      expect(value).toBe(figure.value === null ? null : figure.value / minor)
    }
  })

  it.each([
    ['export compare sales 7d csv', 2],
    ['export compare this month last month west sales csv', 1],
    ['导出 趋势 销售额 west 近7天 csv', 7],
    ['エクスポート 推移 売上 west 直近7日 csv', 7],
    ['export sales acos west weekly 28d csv', 5],
    ['export sales west east monthly 2026-09-01..2026-10-31 csv', 4],
    ['export sales west 10d target csv', 10],
    ['export status west yesterday sales as csv', 1],
  ])('%s has %i rows', async (line, count) => {
    expect(await rowsOf(await talk.say(line))).toHaveLength(count)
  })

  it.each([
    'kpis',
    'sources',
    'alerts',
    'target list',
    'people',
    'health',
    'rank',
    'sync',
    'help acos',
    'note list',
    'team',
  ])('makes a file of the answer to “%s”, or says that there is nothing', async line => {
    const reply = await talk.ask(`export ${line} xlsx`)
    const [card] = reply.cards

    expect(card?.blocks.some(block => block.type === 'link') || reply.refused !== undefined).toBe(true)
    expect(textOf(card as Card)).not.toMatch(/reference/i)
  })

  it.each(['target sales west 2026-11 50000', 'note west "hello"', 'people add "X" x@example.com', 'link'])(
    'changes nothing by way of “export %s”',
    async line => {
      const reply = await talk.ask(`export ${line}`)
      const after = await database.db.execute(
        'select (select count(*) from targets)::int + (select count(*) from notes)::int + (select count(*) from people)::int as n',
      )

      expect(reply.refused).toBeDefined()
      expect(after[0]?.n).toBe(3)
    },
  )

  it('shows only stores that the asker may see', async () => {
    const rows = await rowsOf(await talk.say('export compare sales 7d csv', 'local@example.com'))

    expect(new Set(rows.map(row => row.Place))).toEqual(new Set(['West']))
    expect((await talk.ask('export trend sales east', 'local@example.com')).refused).toBeDefined()
  })

  it('asks for the same role as the answer itself', async () => {
    expect((await talk.ask('export target remove sales west', 'viewer@example.com')).refused).toBeDefined()
  })

  it('signs an address for the file, which nothing else opens', async () => {
    const { url, file } = linkOf(await talk.say('export trend sales west 7d'))
    const path = new URL(url).pathname
    const token = new URL(url).searchParams.get('page') ?? ''

    expect(path).toMatch(/^\/files\/exports\/trend-sales-2026-11-20\.xlsx$/)
    expect(pages.read(path, token, now)).toMatch(new RegExp(`^${file?.id}\\.[\\w-]{12}$`))
    expect(pages.read(`${path}x`, token, now)).toBeNull()
    expect(pages.read(path, token, new Date(now.getTime() + 8 * 86_400_000))).toBeNull()
  })

  it('brings the file into a conversation whose messenger carries files, once', async () => {
    const card = await carrying.say('export trend sales west 7d xlsx')
    const sent: { name: string; bytes: number }[] = []
    const messenger = {
      id: 'web',
      can: { ...noCapabilities },
      gapMs: 0,
      send: async () => 'card',
      sendFile: async (_message: unknown, file: { name: string; content: Uint8Array }) => {
        sent.push({ name: file.name, bytes: file.content.byteLength })
        return 'file'
      },
    }
    const deliverer = createDeliverer({
      db: database.db,
      messengers: [messenger],
      draw: async () => [],
      findFile: id => findFile(database.db, id, now),
      log: { info: () => {}, warn: () => {}, error: () => {} },
    })

    await deliverer.drain(now)

    expect(textOf(card)).toContain('follows here')
    expect(sent).toEqual([{ name: 'trend-sales-2026-11-20.xlsx', bytes: expect.any(Number) }])
  })

  it('opens in a real reader with one sheet and numbers', async () => {
    const file = await findFile(database.db, linkOf(await talk.say('export status west yesterday')).file?.id ?? '', now)
    const book = new exceljs.Workbook()
    const bytes = file?.content ?? new Uint8Array()
    await book.xlsx.load(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer)

    expect(typeof book.worksheets[0]?.getCell('F2').value).toBe('number')
  })
})

const noCapabilities = {
  edit: false,
  mention: false,
  images: false,
  buttons: false,
  forms: false,
  ephemeral: false,
  threads: false,
  perReaderLanguage: false,
  dropsDuplicates: false,
  findsByDeliveryId: false,
}

describe('a report of one’s own', () => {
  it('is saved, shown, made into a file, replaced, taken back and removed', async () => {
    const saved = await talk.say('export save "Weekly ads" ad spend acos west weekly 28d target change')
    const rows = await rowsOf(await talk.say('export "weekly ADS" csv'))
    const shown = await talk.say('export preview "Weekly ads"')
    const listed = textOf(await talk.say('export saved'))

    expect(saved.tone).toBe('good')
    expect(rows).toHaveLength(5)
    expect(Object.keys(rows[0] ?? {})).toEqual(expect.arrayContaining(['Ad spend (USD)']))
    expect(shown.blocks[0]).toMatchObject({ type: 'table' })
    expect(listed).toContain('Weekly ads')
    await talk.say(buttonsOf(saved).find(line => line.startsWith('undo')) ?? '')
    expect(textOf(await talk.say('export saved'))).toContain('No report is saved')
  })

  it('is changed by who saved it and by managers alone', async () => {
    await talk.say('export save "Sales" sales west weekly')

    expect((await talk.ask('export save "sales" acos weekly', 'local@example.com')).refused).toBeDefined()
    expect((await talk.ask('export discard "sales"', 'local@example.com')).refused).toBeDefined()
    expect((await talk.ask('export discard "sales"')).refused).toBeUndefined()
  })

  it('names words that it cannot use instead of dropping them', async () => {
    const reply = await talk.ask('export save "Odd" sales west weekly sparkles')

    expect(reply.refused?.en).toContain('sparkles')
  })
})

describe('a file that comes by the clock', () => {
  it.each(['"trend sales west 7d" 09:00 daily csv', '"sales acos west weekly" monday 09:00', '"Mine" 09:00 weekdays'])(
    'export subscribe %s is ordered, made and brought, and stopped',
    async order => {
      await talk.say('export save "Mine" sales west weekly 28d')
      const ordered = await talk.say(`export subscribe ${order}`)
      const due = new Date('2026-11-24T12:00:00Z')
      const jobs: string[] = []
      await createScheduler({
        db: database.db,
        jobs: [],
        enqueue: async (_db, job) => void jobs.push(job),
        log: { info: () => {}, error: () => {} },
      }).tick(due)
      await makeExports({ ...parts(due) }, new AbortController().signal)
      const planned = await database.db.execute(`select key, card from deliveries where key like 'export/%'`)

      expect(ordered.tone).toBe('good')
      expect(jobs).toEqual(['export'])
      expect(planned).toHaveLength(1)
      expect(linkOf(planned[0]?.card as Card).file?.brought).toBe(true)
      expect((await talk.say(`export stop 1`)).tone).toBe('good')
    },
  )

  it('that cannot be made keeps no other from it, and is tried again', async () => {
    await talk.say('export subscribe "trend sales west 7d" 09:00 daily csv')
    await talk.say('export subscribe "trend orders west 7d" 09:00 daily csv')
    const due = new Date('2026-11-24T12:00:00Z')
    const enqueue = async () => {}
    const log = { info: () => {}, error: () => {} }
    await createScheduler({ db: database.db, jobs: [], enqueue, log }).tick(due)
    const real = parts(due)
    const told: string[] = []
    let asked = 0
    const catalog = () => {
      if (asked++ === 0) throw new TypeError('no such thing')
      return real.figures.catalog()
    }
    const broken = {
      ...real,
      figures: { ...real.figures, catalog },
      log: { ...log, error: (_: object, text: string) => void told.push(text) },
    }

    await makeExports(broken, new AbortController().signal)
    const states = async () =>
      (await database.db.execute(`select state from schedule_runs order by id`)).map(({ state }) => state)
    const first = await states()
    await makeExports(parts(new Date('2026-11-24T12:06:00Z')), new AbortController().signal)

    expect(first).toEqual(['waiting', 'planned'])
    expect(told).toEqual(['an ordered file could not be made'])
    expect(await states()).toEqual(['planned', 'planned'])
  })

  it('refuses what cannot be made, and what only one person may see in a group', async () => {
    expect((await talk.ask('export subscribe "trend nonsense" 09:00')).refused).toBeDefined()
    expect((await talk.ask('export subscribe trend sales 09:00')).refused?.en).toContain('quotes')
    expect((await talk.ask('export subscribe "trend sales west 7d" 09:00', 'viewer@example.com')).refused).toBeDefined()
  })
})

function parts(at: Date) {
  return {
    db: database.db,
    figures: createFigures(database.db),
    commands,
    now: () => at,
    teamTimeZone: 'UTC',
    adminEmail: null,
    health: () => Promise.resolve({ ready: true, checks: [] }),
    enqueue: () => Promise.resolve(),
    log: { info: () => {}, error: () => {} },
    pages,
  }
}
