import exceljs from 'exceljs'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { mail } from '#bots/mail/index.ts'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { createDeliverer } from '#src/features/delivery/deliverer.ts'
import { findFile, keepFile } from '#src/features/delivery/index.ts'
import { bringFile, makeExports } from '#src/features/exports/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { setMailMessenger } from '#src/features/people/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database } from '#src/platform/database/db.ts'
import { createScheduler } from '#src/platform/jobs/scheduler.ts'
import { type MailServer, mailServer, partOf } from '#test/bots/mail/smtp.ts'
import { fakeService } from '#test/bots/web/fake-deps.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T18:00:00Z')
const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })

let database: Database
let server: MailServer
let talk: Talk
let drain: (at: Date) => Promise<unknown>
let stop: (() => Promise<void>) | undefined

beforeAll(async () => {
  database = await testDatabase()
  server = await mailServer()
})

afterAll(() => server.close())

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, metric_day, dirty_days, export_files, saved_reports, deliveries, schedules, undo_steps restart identity cascade',
  )
  server.mails.length = 0
  const west = await addStore(database.db, 'west')
  await addDays(database.db, west.id, ['2026-10-01', '2026-11-19'], { net_sales: 1_234_56, ad_spend: 100_05 })
  await addPerson(database.db, 'Owner', { role: 'administrator' })
  await setMailMessenger(database.db, 'mail')
  const messenger = await mail.create(
    mail.readConfig({ SMTP_URL: server.url, MAIL_FROM: 'KPI bot <kpi@example.com>' }),
    fakeService(() => ({})).deps,
  )
  stop = async () => messenger.stop?.()
  const deliverer = createDeliverer({
    db: database.db,
    messengers: [messenger],
    draw: async () => [],
    findFile: id => findFile(database.db, id, now),
    log: { info: () => {}, warn: () => {}, error: () => {} },
  })
  drain = at => deliverer.drain(at)
  talk = talkTo(database.db, commands, now, { pages })
})

afterEach(() => stop?.())

/** What is attached to the mails that arrived, by name. */
function attached(): readonly { readonly name: string; readonly body: Buffer }[] {
  return server.mails.flatMap(({ parts }) =>
    parts.flatMap(({ headers, body }) => {
      const name = /filename="?([^";\r\n]+)"?/i.exec(headers)?.[1]
      return name && /attachment/i.test(headers) ? [{ name, body }] : []
    }),
  )
}

async function sheetOf(body: Buffer | undefined): Promise<readonly unknown[][]> {
  const book = new exceljs.Workbook()
  await book.xlsx.load(Uint8Array.from(body ?? []).buffer)
  const rows: unknown[][] = []
  book.worksheets[0]?.eachRow(row => void rows.push([...(row.values as unknown[])].slice(1)))
  return rows
}

async function tick(at: Date): Promise<void> {
  const log = { info: () => {}, error: () => {} }
  await createScheduler({ db: database.db, jobs: [], enqueue: async () => {}, log }).tick(at)
  await makeExports(
    {
      db: database.db,
      figures: createFigures(database.db),
      commands,
      now: () => at,
      teamTimeZone: 'UTC',
      adminEmail: null,
      health: () => Promise.resolve({ ready: true, checks: [] }),
      enqueue: () => Promise.resolve(),
      log,
      pages,
    },
    new AbortController().signal,
  )
}

describe('a file by mail, over a real SMTP server', () => {
  it.each([
    'export trend sales west 7d xlsx by mail',
    'エクスポート 推移 売上 west 7d xlsx メールで',
    '导出 趋势 销售额 west 7d xlsx 邮件',
  ])('%s comes as an attachment that a reader opens', async line => {
    const card = await talk.say(line)
    await drain(now)

    expect(textOf(card)).toContain('on its way by mail')
    expect(server.mails.map(({ to }) => to)).toEqual([['owner@example.com']])
    expect(attached().map(({ name }) => name)).toEqual(['trend-sales-2026-11-20.xlsx'])
    expect((await sheetOf(attached()[0]?.body)).flat()).toContain(1234.56)
  })

  it('comes once, also when the server was busy at first', async () => {
    await talk.say('export trend sales west 7d csv by mail')
    server.refuse({ at: 'data', code: 451, text: 'busy' })
    await drain(now)
    server.refuse(null)
    for (const minutes of [30, 60]) await drain(new Date(now.getTime() + minutes * 60_000))

    expect(attached().map(({ name }) => name)).toEqual(['trend-sales-2026-11-20.csv'])
  })

  it('has the signed address of a file that is too large for it instead', async () => {
    await talk.say('export trend sales west 7d csv by mail')
    await drain(now)
    server.mails.length = 0
    const [channel] = await database.db.execute<{ id: number }>(`select id from channels where messenger = 'mail'`)
    const file = { name: 'large-2026-11-20.csv', mediaType: 'text/csv', content: Buffer.alloc(9 * 1024 * 1024, 'a') }
    const label = { en: 'Open', ja: '開く', 'zh-CN': '打开' }
    const link = await keepFile(database.db, { ...file, personId: null, mark: '' }, { pages, now, label })
    const card: Card = { title: label, tone: 'info', blocks: [link] }
    await bringFile({ db: database.db, now }, Number(channel?.id), card, link)
    for (const minutes of [1, 5]) await drain(new Date(now.getTime() + minutes * 60_000))

    expect(server.mails).toHaveLength(1)
    expect(attached()).toEqual([])
    expect(partOf(server.mails[0], 'text/plain')).toContain(
      'https://kpi.example.com/files/exports/large-2026-11-20.csv',
    )
  })
})

describe('a saved report that comes by mail', () => {
  it('is ordered, comes at its time, at another time when moved, and each step is taken back', async () => {
    await talk.say('export save "Weekly ads" ad spend west weekly 28d')
    const ordered = await talk.say('export subscribe "Weekly ads" 09:00 xlsx by mail')
    await tick(new Date('2026-11-21T09:01:00Z'))
    await drain(new Date('2026-11-21T09:01:00Z'))
    const twice = await talk.say('export subscribe "Weekly ads" 09:00 xlsx by mail')
    const moved = await talk.say('export subscribe #1 15:30')

    expect(attached().map(({ name }) => name)).toEqual(['report-weekly-ads-2026-11-21.xlsx'])
    expect(textOf(ordered)).toContain('09:00')
    expect(textOf(twice)).toContain('ordered already')
    expect(textOf(moved)).toContain('15:30')
    expect(textOf(await talk.say('export subscriptions'))).toContain('15:30')
    await talk.say(buttonsOf(moved).find(line => line.startsWith('undo')) ?? '')
    expect(textOf(await talk.say('export subscriptions'))).toContain('09:00')
    const stopped = await talk.say('export stop 1')
    expect(textOf(await talk.say('export subscriptions'))).toContain('No file')
    await talk.say(buttonsOf(stopped).find(line => line.startsWith('undo')) ?? '')
    expect(textOf(await talk.say('export subscriptions'))).toContain('Weekly ads')
  })

  it('names a number that is none, and a time that it cannot read', async () => {
    expect((await talk.ask('export subscribe #77 10:00')).refused?.en).toContain('#77')
    await talk.say('export subscribe "trend sales west 7d" 09:00 csv by mail')
    expect((await talk.ask('export subscribe #1 sometimes')).refused).toBeDefined()
  })
})
