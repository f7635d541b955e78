import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import type { Card } from '#src/chat/card.ts'
import { createDispatch } from '#src/features/conversation/dispatch.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { setMailMessenger } from '#src/features/people/store/direct-channels.ts'
import { findIdentity } from '#src/features/people/store/people.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson } from '#test/support/talk.ts'

let database: Awaited<ReturnType<typeof testDatabase>>
let now = new Date('2026-11-20T09:00:00Z')
beforeAll(async () => {
  database = await testDatabase()
  await addPerson(database.db, 'Boss', { role: 'administrator', scope: ['all'] })
  await addPerson(database.db, 'Wei', { role: 'operator', scope: ['all'] })
})
afterAll(() => database.close())

it('makes an unknown account a known person by a code, in any language and spelling, once', async () => {
  const card = await say('web', 'wei@example.com', 'link', 'wei@example.com')
  const code = codeOf(card)

  const linked = await say('chat', 'u1', `/kpi 绑定 ${code.toLowerCase().replace('-', ' ')}`)
  const again = await say('chat', 'u2', `连携 ${code}`)
  const twice = await say('chat', 'u2', `link ${code}`)

  expect(linked.title['zh-CN']).toBe('已绑定为 Wei')
  expect(await findIdentity(database.db, 'chat', '', 'u1')).toMatchObject({ name: 'Wei' })
  expect(again.title.en).toContain('not met')
  expect(JSON.stringify(twice)).toContain('wrong or too old')
  expect(await findIdentity(database.db, 'chat', '', 'u2')).toBeNull()
})

it('refuses a code after a quarter of an hour', async () => {
  const code = codeOf(await say('web', 'wei@example.com', 'link', 'wei@example.com'))
  now = new Date(now.getTime() + 16 * 60_000)

  const late = await say('chat', 'u3', `link ${code}`)

  expect(JSON.stringify(late)).toContain('wrong or too old')
})

it('refuses guesses after five of them, also a right one', async () => {
  const code = codeOf(await say('web', 'wei@example.com', 'link', 'wei@example.com'))
  for (let round = 0; round < 5; round += 1) await say('chat', 'thief', 'link ABCDEFGH')

  const card = await say('chat', 'thief', `link ${code}`)

  expect(JSON.stringify(card)).toContain('Too many wrong codes')
  expect(await findIdentity(database.db, 'chat', '', 'thief')).toBeNull()
})

it('lets administrators alone make codes for others and link accounts that they vouch for', async () => {
  const refused = await say('web', 'wei@example.com', 'link code boss@example.com', 'wei@example.com')
  const code = codeOf(await say('web', 'boss@example.com', 'link code wei@example.com', 'boss@example.com'))
  await say('chat', 'u5', `link ${code}`)
  await say('web', 'boss@example.com', 'link chat ZhangSan wei@example.com', 'boss@example.com')
  const hijack = await say('web', 'wei@example.com', 'link chat mine boss@example.com', 'wei@example.com')

  expect(JSON.stringify(refused)).toContain('Only an administrator')
  expect(JSON.stringify(hijack)).toContain('Only an administrator')
  expect(await findIdentity(database.db, 'chat', '', 'u5')).toMatchObject({ name: 'Wei' })
  expect(await findIdentity(database.db, 'chat', '', 'ZhangSan')).toMatchObject({ name: 'Wei' })
  expect(await findIdentity(database.db, 'chat', '', 'mine')).toBeNull()
})

it('tells strangers without an e-mail their id and how to be linked', async () => {
  const card = await say('chat', 'ZhaoLiu', '状态')

  expect(JSON.stringify(card)).toContain('link ZhaoLiu name@example.com')
})

describe('where mail is set up', () => {
  beforeAll(() => setMailMessenger(database.db, 'mail'))

  it('mails a code to whoever asks with their address, for their account alone', async () => {
    const asked = await say('chat', 'u7', '绑定 wei@example.com')
    const [mail] = await mailed()
    const code = codeOf(mail?.card as Card)

    const stolen = await say('chat', 'thief7', `link ${code}`)
    const linked = await say('chat', 'u7', `link ${code}`)

    expect(asked.title['zh-CN']).toBe('请查收邮件')
    expect(JSON.stringify(asked)).not.toContain(code)
    expect(mail).toMatchObject({ messenger: 'mail', external_id: 'wei@example.com' })
    expect(JSON.stringify(stolen)).toContain('wrong or too old')
    expect(linked.title['zh-CN']).toBe('已绑定为 Wei')
    expect(await findIdentity(database.db, 'chat', '', 'thief7')).toBeNull()
  })

  it('says the same of an address that nobody has, and mails nothing', async () => {
    const before = (await mailed()).length

    const asked = await say('chat', 'u8', 'link nobody@example.com')

    expect(asked.title.en).toBe('Look into your mail')
    expect(await mailed()).toHaveLength(before)
  })

  it('mails two codes a quarter of an hour to one address at most, and three to one account', async () => {
    now = new Date(now.getTime() + 3_600_000)
    const before = (await mailed()).length
    for (const account of ['a', 'b', 'c', 'd']) await say('chat', account, 'link boss@example.com')
    for (let round = 0; round < 3; round += 1) await say('chat', 'flood', `link nobody${round}@example.com`)

    const refused = await say('chat', 'flood', 'link wei@example.com')

    expect((await mailed()).length - before).toBe(2)
    expect(JSON.stringify(refused)).toContain('too many codes')
  })

  it('tells strangers that they may ask, and mails what an administrator makes for somebody', async () => {
    now = new Date(now.getTime() + 3_600_000)
    const met = await say('chat', 'u9', '状态')
    const card = await say('web', 'boss@example.com', 'link code wei@example.com', 'boss@example.com')
    const own = await say('web', 'boss@example.com', 'link', 'boss@example.com')

    expect(JSON.stringify(met)).toContain('link you@example.com')
    expect(JSON.stringify(card)).toContain('It also went to wei@example.com by mail.')
    expect(codeOf((await mailed()).at(-1)?.card as Card)).toBe(codeOf(card))
    expect(JSON.stringify(own)).not.toContain('by mail')
  })

  /** What waits to be mailed, oldest first. */
  const mailed = () =>
    database.db.execute(sql`
      select d.card, c.messenger, c.external_id from deliveries d join channels c on c.id = d.channel_id order by d.id`)
})

async function say(messenger: string, person: string, line: string, email?: string): Promise<Card> {
  const log = { info: () => {}, error: (fields: object) => expect(fields).toBeNull() }
  const answer = createDispatch({
    db: database.db,
    figures: createFigures(database.db),
    commands,
    now: () => now,
    teamTimeZone: 'UTC',
    adminEmail: null,
    health: async () => ({ ready: true, checks: [] }),
    enqueue: async () => {},
    log,
  })
  const where = { messenger, workspace: '', person, channel: person, kind: 'direct', line, via: 'typed' } as const
  const { cards } = await answer({ ...where, ...(email && { profile: { email } }) })
  const [first] = cards
  if (!first) throw new Error('no answer')
  return first
}

function codeOf(card: Card): string {
  const found = /link ([A-Z2-9]{4}-[A-Z2-9]{4})/.exec(JSON.stringify(card))
  if (!found?.[1]) throw new Error(`no code in ${JSON.stringify(card)}`)
  return found[1]
}
