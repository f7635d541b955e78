import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { writeAudit } from '#src/features/conversation/store/audit.ts'
import { ensureChannel, findChannelById } from '#src/features/people/store/channels.ts'
import { link } from '#src/features/people/store/people.ts'
import { listRates } from '#src/features/stores/index.ts'
import { sections } from '#src/http/settings/sections.ts'
import { listSchedules } from '#src/platform/jobs/schedules.ts'
import { addPerson, addStore } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { filled, office, today } from './office.ts'

const { db, signedIn, audited, faults } = await office(async db => {
  await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  const owner = await addPerson(db, 'Owner', { role: 'administrator' })
  await link(db, { messenger: 'web', workspace: '', externalId: 'owner', personId: owner })
  await addPerson(db, 'Ken', { role: 'manager', scope: ['store:west'] })
  const room = { messenger: 'web', workspace: '', kind: 'group', locale: 'en', timeZone: 'UTC' } as const
  for (const [name, scope] of [
    ['sales', ['store:west']],
    ['all', ['all']],
    ['fresh', []],
  ] as const)
    await ensureChannel(db, { ...room, externalId: name, name: `#${name}`, scope })
})

async function press(as: string, page: string, line: string, typed: Readonly<Record<string, string>> = {}, nth = 0) {
  const browser = await signedIn(as)
  const { body } = await browser.get(`/settings/${page}`)
  const forms = body.split('<form').filter(one => one.includes(`name="line" value="${line.replaceAll('"', '&quot;')}`))
  return browser.post(`/settings/${page}`, filled(`<form${forms[nth] ?? ''}`, line, typed))
}

async function channel(name: string) {
  const [row] = await db.execute<{ id: number }>(sql`select id from channels where name = ${name}`)
  return findChannelById(db, Number(row?.id))
}

describe('groups', () => {
  it('are set up as if the line were typed there, and more stores only after a question', async () => {
    const asked = await press('Owner', 'channels', 'channel scope', { 'v.place': 'all' }, 2)
    expect(asked.statusCode).toBe(422)
    const sure = filled(asked.body.slice(asked.body.indexOf('id="answer"')), 'channel scope all confirm')
    expect(sure.where).toBeDefined()
    const browser = await signedIn('Owner')
    const again = /name="form" value="([^"]+)"/.exec((await browser.get('/account')).body)?.[1] ?? ''
    await browser.post('/settings/channels', { ...sure, form: again })
    expect((await channel('#sales'))?.scope).toEqual(['all'])
    await press('Owner', 'channels', 'channel scope', { 'v.place': 'tokyo' }, 1)
    expect((await channel('#fresh'))?.scope).toEqual(['store:tokyo'])
    expect((await audited()).map(({ line, outcome }) => [line, outcome])).toEqual([
      ['channel scope all', 'misunderstood'],
      ['channel scope all confirm', 'ok'],
      ['channel scope tokyo', 'ok'],
    ])
  })

  it('are open to managers who see all that is spoken of there, and to no others by a changed number', async () => {
    const browser = await signedIn('Ken')
    const { body } = await browser.get('/settings/channels')
    expect([body.includes('#sales'), body.includes('#all'), body.includes('#fresh')]).toEqual([true, false, false])
    const other = await channel('#all')
    await browser.post('/settings/channels', { ...filled(body, 'channel alerts'), where: String(other?.id) })
    expect(await channel('#all')).toEqual(other)
    expect(await audited()).toEqual([])
  })
})

it('orders a report in a group and in person, and stops it', async () => {
  const typed = { 'v.every': 'weekdays', 'v.time': '08:30', 'v.place': '' }
  await press('Owner', 'schedules', 'digest subscribe', typed, 0)
  await press('Owner', 'schedules', 'digest subscribe', { ...typed, 'v.place': 'west' }, 3)
  const ordered = await listSchedules(db)
  expect(ordered.map(({ cron, channelName }) => [cron, channelName])).toEqual([
    ['30 8 * * 1-5', 'Owner'],
    ['30 8 * * 1-5', '#sales'],
  ])
  for (const { id } of ordered) await press('Owner', 'schedules', `digest stop ${id}`)
  expect(await listSchedules(db)).toEqual([])
  const wrong = await press('Owner', 'schedules', 'digest subscribe', { ...typed, 'v.time': '25:99' })
  expect(wrong.body).toMatch(/value="25:99"/)
  expect(wrong.statusCode).toBe(422)
})

it('sets and removes rates, and says which currencies have none', async () => {
  const home = async () => (await (await signedIn('Owner')).get('/settings')).body
  expect(await home()).toContain('No rate from JPY to USD')
  const typed = { 'v.from': 'USD', 'v.to': 'JPY', 'v.rate': '150.2', 'v.since': '2026-11-01' }
  await press('Owner', 'rates', 'rate set', typed)
  expect(await listRates(db)).toMatchObject([{ from: 'USD', to: 'JPY', rate: '150.2', since: '2026-11-01' }])
  expect(await home()).not.toContain('No rate from')
  await press('Owner', 'rates', 'rate remove usd jpy 2026-11-01')
  expect(await listRates(db)).toEqual([])
  expect((await (await signedIn('Ken')).get('/settings/rates')).body).not.toContain('<form')
})

it('shows what waits and why, and sends again what failed', async () => {
  const row = (key: string, state: string, error: string | null, at: string) =>
    db.execute(sql`insert into deliveries (key, subject, channel_id, card, state, not_before, created_at, attempts, error, fault)
      select ${key}, ${key}, id, '{}'::jsonb, ${state}, ${at}::timestamptz, ${at}::timestamptz, 2, ${error}, ${state === 'failed' ? 'permanent' : null}
      from channels where name = '#all'`)
  await row('digest/1', 'waiting', 'rate_limited <b>', '2026-11-18T02:00:00Z')
  await row('digest/2', 'failed', 'not_in_channel', '2026-11-18T02:30:00Z')
  const page = await (await signedIn('Owner')).get('/settings/delivery')
  expect(page.body).toContain('tried 2 times: rate_limited &lt;b&gt;')
  expect(page.body).toContain('60 min')
  expect((await (await signedIn('Ken')).get('/settings/delivery')).body).not.toContain('health retry')
  const [failed] = await db.execute<{ id: number }>(sql`select id from deliveries where key = 'digest/2'`)
  await press('Owner', 'delivery', `health retry ${failed?.id}`)
  expect(await db.execute(sql`select state from deliveries order by key`)).toMatchObject([
    { state: 'waiting' },
    { state: 'waiting' },
  ])
})

describe('the log', () => {
  const write = (line: string, over: Partial<Parameters<typeof writeAudit>[1]> = {}) =>
    writeAudit(db, {
      at: today,
      personId: 1,
      messenger: 'web',
      channel: 'x',
      via: 'typed',
      verb: line.split(' ')[0] ?? null,
      line,
      outcome: 'ok',
      reference: null,
      tookMs: 1,
      ...over,
    })
  const found = async (query: string) =>
    [
      ...(await (await signedIn('Owner')).get(`/settings/audit?${query}`)).body.matchAll(
        /<td><code>([^<]*)<\/code><\/td><td>web/g,
      ),
    ].map(([, line]) => line)

  it('is filtered by who, what, when, store and outcome', async () => {
    await write('status west')
    await write('trend tokyo 30d', { personId: 2, outcome: 'refused' })
    await write('note west "100% off_"', { at: new Date('2026-11-10T23:30:00Z') })
    await write('target set', { personId: null })
    expect(await found('')).toHaveLength(4)
    expect(await found('who=2')).toEqual(['trend tokyo 30d'])
    expect(await found('store=west')).toHaveLength(2)
    expect(await found('what=100%25+off_')).toHaveLength(1)
    expect(await found('what=1__%25')).toHaveLength(0)
    expect(await found('outcome=refused')).toEqual(['trend tokyo 30d'])
    expect(await found('from=2026-11-10&to=2026-11-10')).toHaveLength(1)
    expect(await found('from=2026-11-11&to=2026-11-18')).toHaveLength(3)
    expect(await found('from=yesterday&who=x%27&store=%25&before=-1')).toHaveLength(4)
    expect(await found('from=2026-99-99')).toHaveLength(4)
    expect(faults).toEqual([])
  })

  it('is read page by page, nothing twice and nothing left out', async () => {
    for (let at = 0; at < 120; at++) await write(`status ${at}`)
    const browser = await signedIn('Owner')
    const seen: string[] = []
    for (let url = '/settings/audit?what=status'; url !== ''; ) {
      const { body } = await browser.get(url)
      seen.push(...[...body.matchAll(/<code>status (\d+)<\/code>/g)].map(([, at = '']) => at))
      url = (/class="button" href="([^"]*before=[^"]*)"/.exec(body)?.[1] ?? '').replaceAll('&amp;', '&')
    }
    expect(seen).toEqual(Array.from({ length: 120 }, (_, at) => String(119 - at)))
  })
})

it('draws every page of an empty company as of one with stores', async () => {
  await truncate(db, 'stores cascade')
  const browser = await signedIn('Owner')
  for (const { id } of sections) expect([id, (await browser.get(`/settings/${id}`)).statusCode]).toEqual([id, 200])
  expect(faults).toEqual([])
})

describe('words of an address that no filter knows', () => {
  it.each([
    'audit?from=2026-02-30',
    'audit?to=2026-13-01&from=9999-99-99',
    'audit?before=999999999999999',
    'audit?before=-1&who=99999999999',
    'calendar?month=2026-13',
    'calendar?day=2026-02-30',
    'plan?year=99999999999',
    'plan?who=99999999999',
  ])('%s is left out', async address => {
    const browser = await signedIn('Owner')

    expect((await browser.get(`/settings/${address}`)).statusCode).toBe(200)
  })
})
