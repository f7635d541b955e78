import Fastify, { type FastifyInstance } from 'fastify'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { findFile } from '#src/features/delivery/index.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { meetingPageRoutes } from '#src/http/meeting-page.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addPerson, addStore, buttonsOf, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T18:00:00Z')
const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })

let database: Database
let talk: Talk
let app: FastifyInstance

beforeAll(async () => {
  database = await testDatabase()
  app = Fastify()
  await app.register(
    meetingPageRoutes({
      db: database.db,
      figures: createFigures(database.db),
      commands,
      now: () => now,
      teamTimeZone: 'UTC',
      adminEmail: null,
      health: () => Promise.resolve({ ready: true, checks: [] }),
      enqueue: () => Promise.resolve(),
      log: { info: () => {}, error: () => {} },
      pages,
      pictures: {
        draw: async card =>
          card.blocks
            .filter(block => block.type === 'image')
            .map(() => ({ id: 'p', png: new Uint8Array(), width: 2, height: 1 })),
        url: ({ id }) => `/files/${id}.png`,
      },
    }),
  )
})

afterAll(() => app.close())

beforeEach(async () => {
  await truncate(
    database.db,
    'channels, people, stores, targets, notes, alerts, improvements, teams, metric_day, export_files, meetings, undo_steps restart identity cascade',
  )
  const west = await addStore(database.db, 'west')
  const east = await addStore(database.db, 'east', { market: 'jp', currency: 'JPY' })
  await addDays(database.db, west.id, ['2026-08-01', '2026-11-19'], { net_sales: 1_000_00, orders: 10 })
  await addDays(database.db, east.id, ['2026-08-01', '2026-11-19'], { net_sales: 98_765, orders: 5 })
  await addPerson(database.db, 'Owner', { role: 'administrator' })
  await addPerson(database.db, 'Local', { role: 'operator', scope: ['store:west'] })
  talk = talkTo(database.db, commands, now, { pages })
  await talk.say('target sales west 2026-11-10 1500')
  await talk.say('target sales west 2026-10 40000')
  await talk.say('note west 2026-11-11 "Typhoon <b>stopped</b> parcels"')
  await talk.say('action add sales west "Call the carrier" @owner@example.com until 12/15')
  await database.db.execute(`insert into alerts (rule, kpi_id, place, state, severity, from_day, day, opened_at, changed_at, reason)
    values ('target/1', 'sales', 'store:west', 'acknowledged', 'warning', '2026-11-10', '2026-11-11', now(), now(), 'carrier strike'),
      ('target/2', 'sales', 'store:east', 'open', 'warning', '2026-11-10', '2026-11-12', now(), now(), null)`)
})

function pageOf(card: Card): URL {
  const link = card.blocks.find(block => block.type === 'link')
  if (link?.type !== 'link') throw new Error('there is no page')
  return new URL(link.url)
}

async function shown(card: Card, lang = 'en') {
  const { pathname, search } = pageOf(card)
  return app.inject({ url: `${pathname}${search}&lang=${lang}` })
}

describe('the pack of a meeting', () => {
  it('holds what was reached, notes, alerts with their answers and actions', async () => {
    const text = textOf(await talk.say('meeting last week west'))

    for (const part of ['Meeting: West', 'Typhoon', 'carrier strike', 'Call the carrier']) expect(text).toContain(part)
  })

  it.each([
    '复盘 上周',
    '振り返り 先週',
    'review week',
    'review meeting last week',
    'meeting',
    'meeting last month',
    'meeting last quarter',
  ])('“%s” is understood', async line => {
    expect(textOf(await talk.say(line))).toContain('Meeting: All')
  })

  it.each(['review start last week', '复盘 开始 上周', 'レビュー 開始 先週', 'レビュー開始 先週'])(
    '“%s” starts the meeting',
    async line => {
      const started = await talk.say('meeting start last week')

      expect((await talk.say(line)).title).toEqual(started.title)
      expect((await talk.ask(line, 'viewer@example.com')).refused).toBeDefined()
    },
  )

  it.each(['review', '差评'])('“%s” stays the negative reviews of products', async line => {
    expect(textOf(await talk.say(line))).not.toContain('Meeting')
  })

  it('is about the stores of a team', async () => {
    await talk.say('team add "Coast" west')
    const text = textOf(await talk.say('meeting "Coast" last week'))

    expect(text).toContain('Meeting: Coast')
    expect(text).not.toContain('East')
  })

  it('tells nobody of stores that they do not see, neither in chat nor on the page', async () => {
    const card = await talk.say('meeting last week', 'local@example.com')
    const page = await shown(card)

    expect(textOf(card)).not.toContain('East')
    expect(page.statusCode).toBe(200)
    expect(page.body).not.toContain('East')
  })

  it.each([
    ['en', 'Alerts and what was answered'],
    ['ja', 'アラートと回答'],
    ['zh-CN', '告警及答复'],
  ])('is a page in %s, with pictures and without anybody’s markup', async (lang, heading) => {
    const page = await shown(await talk.say('meeting last week west'), lang)

    expect(page.statusCode).toBe(200)
    expect(page.body).toContain(heading)
    expect(page.body).toContain('<img src="/files/p.png"')
    expect(page.body).toContain('Typhoon &lt;b&gt;')
    expect(page.headers['content-security-policy']).toContain("img-src 'self'")
  })

  it.each(['en', 'ja', 'zh-CN'] as const)('has a title without brackets inside brackets: %s', async locale => {
    expect((await talk.say('meeting last week')).title[locale]).not.toMatch(/[（(][^（()）]*[（(]/)
  })

  it('is shown under its own address alone, until that runs out or its person leaves', async () => {
    const card = await talk.say('meeting last week west', 'local@example.com')
    const wrong = await app.inject({ url: `${pageOf(card).pathname}?page=abc.123.def` })
    await database.db.execute(`update people set active = false where email = 'local@example.com'`)

    expect(wrong.statusCode).toBe(403)
    expect((await shown(card)).statusCode).toBe(403)
  })

  it('is a workbook with a sheet for each part', async () => {
    const card = await talk.say('export meeting last week west csv')
    const link = card.blocks.find(block => block.type === 'link')
    const file = await findFile(database.db, link?.type === 'link' ? (link.file?.id ?? '') : '', now)
    const text = new TextDecoder().decode(file?.content)

    for (const part of ['Figures', 'Alerts', 'Actions', 'Notes', 'carrier strike', '7000']) expect(text).toContain(part)
  })
})

describe('a meeting that is walked through', () => {
  it('records decisions as actions, closes actions, and carries what is open to the next', async () => {
    const first = await talk.say('meeting start last week')
    const decided = await talk.sayAll('meeting decide "Ship by another carrier" @local@example.com until 12/20')
    const skipped = await talk.say('meeting skip')
    const ended = await talk.say('meeting end')
    const again = await talk.say('meeting start last month')
    const made = await database.db.execute(
      `select what, due_day::text as due from improvements where what like 'Ship%'`,
    )

    expect(textOf(first)).toContain('Point 1 of')
    expect(decided.length).toBeGreaterThan(1)
    expect(made).toEqual([{ what: 'Ship by another carrier', due: '2026-12-20' }])
    expect(textOf(skipped)).toMatch(/Point 3 of|Meeting over/)
    expect(textOf(ended)).toContain('Ship by another carrier')
    expect(textOf(again)).toMatch(/Left open since the meeting about Week 46, 2026/)
  })

  it('goes on where it was interrupted, and deals with no point twice when two people press at once', async () => {
    const first = await talk.say('meeting start last week')
    const skip = buttonsOf(first).find(line => line.startsWith('meeting skip')) ?? ''
    const [one, other] = await Promise.all([talk.ask(skip), talk.ask(skip)])
    const again = await talk.say('meeting resume')

    expect(skip).toBe('meeting skip #1')
    expect([one, other].filter(reply => reply.refused === undefined)).toHaveLength(1)
    expect(textOf(again)).toMatch(/^Point 2 of/)
    expect(textOf(await talk.say('振り返り 再開'), 'ja')).toMatch(/^議題2/)
    expect((await talk.ask('meeting decide #1 "Too late"')).refused?.en).toContain('left open')
  })

  it('carries over no action that was closed since', async () => {
    await talk.say('meeting start last week')
    await talk.say('meeting end')
    await talk.say('action done 1 "They answered"')
    const seen: string[] = []
    for (let card = await talk.say('meeting start last week'); card.title.en.startsWith('Point'); ) {
      seen.push(textOf(card))
      card = (await talk.sayAll('meeting skip')).at(-1) ?? card
    }

    expect(seen.length).toBeGreaterThan(1)
    expect(seen.join()).not.toContain('Call the carrier')
  })

  it('sets a target for the KPI of the point, and is refused to who may only look', async () => {
    await addPerson(database.db, 'Viewer', { role: 'viewer' })
    await talk.say('meeting start last week')
    const [done] = await talk.sayAll('meeting target 2026-12 90000')
    const rows = await database.db.execute(
      `select value::text as value from targets where period = 'month' and valid_from = '2026-12-01'`,
    )

    expect(done?.tone).not.toBe('bad')
    expect(rows).toHaveLength(1)
    expect((await talk.ask('meeting start', 'viewer@example.com')).refused).toBeDefined()
  })

  it('says that none runs', async () => {
    expect((await talk.ask('meeting skip')).refused?.en).toContain('No meeting runs')
  })
})
