import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { fillLine } from '#src/chat/card.ts'
import { findIdentity, link, linkByEmail } from '#src/features/people/store/people.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type Company, company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, type Talk, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const now = new Date('2026-11-20T20:00:00Z')
let database: Database
let world: Company
let talk: Talk
let wei: number

beforeAll(async () => {
  database = await testDatabase()
  world = company(database)
})
beforeEach(async () => {
  await truncate(database.db, 'channels, people, stores, targets, settings, events restart identity cascade')
  await world.addStore('west')
  await world.addStore('east', { platform: 'rakuten', market: 'jp', currency: 'JPY' })
  await addPerson(database.db, 'Root', { role: 'administrator' })
  wei = await addPerson(database.db, 'Wei', { role: 'manager' })
  await addPerson(database.db, 'Local', { role: 'operator', scope: ['store:west'] })
  talk = talkTo(database.db, commands, now)
})

const known = (messenger: string, id: string) => findIdentity(database.db, messenger, '', id)

describe('unlink', () => {
  it.each(['unlink', '解绑', '連携解除', '/kpi unlink', 'disconnect'])(
    'unties the account that is written from, for good: %s',
    async line => {
      await talk.say('help', 'wei@example.com')
      expect(await known('web', 'wei@example.com')).toMatchObject({ name: 'Wei' })

      const card = await talk.say(line, 'wei@example.com')
      const again = await talk.say('target list', 'wei@example.com')
      const tied = await linkByEmail(database.db, {
        messenger: 'web',
        workspace: '',
        person: 'wei@example.com',
        email: 'wei@example.com',
      })

      expect(card.title.en).toBe('Unlinked from Wei')
      expect(await known('web', 'wei@example.com')).toBeNull()
      expect(again.title.en).toContain('not met')
      expect(tied).toBe(false)
    },
  )

  it('lets the account be linked again', async () => {
    await talk.say('unlink', 'wei@example.com')
    await link(database.db, { messenger: 'web', workspace: '', externalId: 'wei@example.com', personId: wei })

    await talk.say('help', 'wei@example.com')

    expect(await known('web', 'wei@example.com')).toMatchObject({ name: 'Wei' })
  })

  it('unties accounts of others for administrators alone, all of a messenger', async () => {
    await link(database.db, { messenger: 'feishu', workspace: '', externalId: 'ou_wei', personId: wei })

    const refused = await talk.say('unlink feishu @wei@example.com', 'local@example.com')
    expect(await known('feishu', 'ou_wei')).not.toBeNull()
    await talk.say('unlink feishu @wei@example.com', 'root@example.com')

    expect(textOf(refused)).toContain('Only an administrator')
    expect(await known('feishu', 'ou_wei')).toBeNull()
  })

  it('says which accounts there are when a word names none, and never locks the last administrator out', async () => {
    const unknown = await talk.say('unlink teams', 'wei@example.com')
    const last = await talk.say('unlink', 'root@example.com')

    expect(textOf(unknown)).toContain('web (wei@example.com)')
    expect(textOf(last)).toContain('only administrator')
  })
})

describe('an owner who may not see the store', () => {
  it.each([
    'target set sales east 2026-11 50000 @local@example.com',
    'rule add sales east below 50000 @local@example.com',
  ])('is refused in words, with who could be it: %s', async line => {
    const card = await talk.say(line, 'root@example.com')

    expect(textOf(card)).toContain('Local may not see')
    expect(textOf(card)).toContain('Wei')
  })

  it.each([
    'target set sales west 2026-11 50000 @local@example.com',
    'target set sales east 2026-11 50000 @wei@example.com',
  ])('is accepted where they may: %s', async line => {
    const card = await talk.say(line, 'root@example.com')

    expect(textOf(card)).not.toContain('may not see')
  })
})

describe('forms of events and rates', () => {
  it.each([
    [
      'event',
      { name: 'Big Sale', place: 'west', from: '2026-11-27', to: '2026-11-30', kind: 'sale', factor: '3.5' },
      'Big Sale',
    ],
    ['event add', { name: 'Day off', place: 'all', from: '2026-12-31', to: '2026-12-31', kind: 'closed' }, 'Day off'],
    [
      'event add',
      { name: 'Storm', place: 'west', from: '2026-11-27', to: '2026-11-28', kind: 'force majeure' },
      'Storm',
    ],
    ['rate', { from: 'USD', to: 'CNY', rate: '7.12', since: '2026-11-01' }, '7.12'],
    ['rate set', { from: 'USD', to: 'JPY', rate: '150.2', since: '2026-11-01' }, '150.2'],
  ])('are offered by %s, and what they type is understood: %o', async (line, values, said) => {
    const { form } = await talk.ask(line, 'root@example.com')
    if (!form) throw new Error('there is no form')

    const reply = await talk.ask(fillLine(form, { ...values }), 'root@example.com')

    expect(reply.refused).toBeUndefined()
    expect(reply.cards.map(card => textOf(card)).join('\n')).toContain(said)
  })
})
