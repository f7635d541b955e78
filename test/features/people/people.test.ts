import { describe, expect, it } from 'vitest'
import { ensureChannel, findChannel, listChannels, updateChannel } from '#src/features/people/store/channels.ts'
import {
  countAdministrators,
  createPerson,
  findIdentity,
  findPerson,
  handlesFor,
  link,
  listPeople,
  updatePerson,
} from '#src/features/people/store/people.ts'
import { claim, findAnswer, keepAnswer, pruneClaims, releaseClaim } from '#src/platform/database/claims.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-21T04:00:00Z')

describe('people', () => {
  it('are found by e-mail in any case, and each e-mail is stored once', async () => {
    const anna = await createPerson(db, {
      name: 'Anna',
      email: ' Anna@Example.com',
      role: 'administrator',
      scope: ['all'],
    })

    expect(await findPerson(db, { email: 'ANNA@example.com' })).toEqual(anna)
    expect(await createPerson(db, { name: 'Other', email: 'anna@example.com', role: 'viewer', scope: [] })).toBeNull()
  })

  it('stay in the history after they left', async () => {
    const ben = await createPerson(db, {
      name: 'Ben',
      email: 'ben@example.com',
      role: 'administrator',
      scope: ['market:jp'],
    })
    await updatePerson(db, ben?.id ?? 0, { active: false })

    expect((await listPeople(db)).map(person => person.name)).toEqual(['Anna'])
    expect((await listPeople(db, { inactive: true })).map(person => person.name)).toEqual(['Anna', 'Ben'])
    expect(await countAdministrators(db)).toBe(1)
  })

  it('are linked to the ids of messengers, the latest link counts', async () => {
    const anna = (await findPerson(db, { email: 'anna@example.com' }))?.id ?? 0
    const ben = (await findPerson(db, { email: 'ben@example.com' }))?.id ?? 0
    await link(db, { messenger: 'chat', workspace: 'T1', externalId: 'U1', personId: anna })
    await link(db, { messenger: 'chat', workspace: 'T1', externalId: 'U1', personId: ben })

    expect((await findIdentity(db, 'chat', 'T1', 'U1'))?.name).toBe('Ben')
    expect(await findIdentity(db, 'chat', 'T2', 'U1')).toBeNull()
    expect([...(await handlesFor(db, 'chat', 'T1', [anna, ben]))]).toEqual([[ben, 'U1']])
    expect((await handlesFor(db, 'chat', 'T1', [])).size).toBe(0)
  })
})

describe('conversations', () => {
  const room = {
    messenger: 'chat',
    workspace: 'T1',
    externalId: 'C1',
    name: 'Room',
    kind: 'group' as const,
    scope: [],
    locale: 'ja' as const,
    timeZone: 'Asia/Tokyo',
  }

  it('are made once, also by two at the same time', async () => {
    const [one, two] = await Promise.all([ensureChannel(db, room), ensureChannel(db, { ...room, name: 'Other' })])

    expect(one.id).toBe(two.id)
    expect(await listChannels(db, { messenger: 'chat' })).toHaveLength(1)
    expect(await listChannels(db, { messenger: 'web' })).toHaveLength(0)
  })

  it('change field by field', async () => {
    const found = await findChannel(db, 'chat', 'T1', 'C1')
    await updateChannel(db, found?.id ?? 0, { scope: ['market:jp'] })
    await updateChannel(db, found?.id ?? 0, { alerts: false })

    expect(await findChannel(db, 'chat', 'T1', 'C1')).toMatchObject({
      scope: ['market:jp'],
      alerts: false,
      locale: 'ja',
    })
  })
})

describe('a claim', () => {
  it('is given to one of many', async () => {
    const taken = await Promise.all(Array.from({ length: 8 }, () => claim(db, 'event/1', now)))

    expect(taken.filter(Boolean)).toHaveLength(1)
  })

  it('keeps an answer to give again, until it is given back or grows old', async () => {
    await keepAnswer(db, 'event/1', { accepted: 3 })

    expect(await findAnswer(db, 'event/1')).toEqual({ accepted: 3 })
    expect(await findAnswer(db, 'event/2')).toBeUndefined()
    await releaseClaim(db, 'event/1')
    expect(await claim(db, 'event/1', now)).toBe(true)
    expect(await pruneClaims(db, new Date('2026-11-22T00:00:00Z'))).toBe(1)
  })
})
