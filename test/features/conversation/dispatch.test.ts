import { describe, expect, it } from 'vitest'
import { UserError } from '#src/errors.ts'
import { runLine } from '#src/features/conversation/lines/run-line.ts'
import { listAudit } from '#src/features/conversation/store/audit.ts'
import { findChannel, updateChannel } from '#src/features/people/store/channels.ts'
import { createPerson, findIdentity, findPerson, updatePerson } from '#src/features/people/store/people.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { answering, partsFor, saidIn, spy, typed } from './world.ts'

const { db } = await testDatabase()
const anna = await createPerson(db, { name: 'Anna', email: 'Anna@Example.com', role: 'operator', scope: ['market:jp'] })
await createPerson(db, { name: 'Boss', email: 'boss@example.com', role: 'administrator', scope: ['all'] })
const shop = { currency: 'JPY', timeZone: 'Asia/Tokyo' }
await createStore(db, { slug: 'rakuten', name: 'Rakuten shop', platform: 'rakuten', market: 'jp', ...shop })
await createStore(db, {
  slug: 'walmart',
  name: 'Walmart shop',
  platform: 'walmart',
  market: 'us',
  currency: 'USD',
  timeZone: 'America/New_York',
})

const lastAudit = async () => (await listAudit(db, 1))[0]

describe('who asks', () => {
  it('is linked by the e-mail that the messenger vouches for', async () => {
    const { say } = answering(db, { commands: [spy({})] })

    const reply = await say('ANNA@example.com', 'spy', { person: 'U1', messenger: 'chat' })

    expect(reply.cards[0]?.title.en).toBe('Ran')
    expect((await findIdentity(db, 'chat', '', 'U1'))?.id).toBe(anna?.id)
  })

  it('is told how to be invited when nobody has the e-mail, in private, and leaves no person behind', async () => {
    const { say } = answering(db, { commands: [spy({})] })

    const reply = await say('nobody@example.com', 'spy', { channel: 'stranger' })

    expect(reply.private).toBe(true)
    expect(saidIn(reply)).toContain('nobody@example.com')
    expect(saidIn(reply)).toContain('Boss')
    expect(await findPerson(db, { email: 'nobody@example.com' })).toBeNull()
    expect((await lastAudit())?.outcome).toBe('refused')
  })

  it('is told the same when the messenger tells no e-mail', async () => {
    const { answer } = answering(db, { commands: [spy({})] })
    const { profile: _profile, ...anonymous } = typed('x', 'spy')

    expect((await answer(anonymous)).cards[0]?.title.en).toContain('not met')
  })

  it('becomes the first administrator at first contact when the installation says so', async () => {
    const { say } = answering(db, { commands: [spy({ role: 'administrator' })], adminEmail: 'First@Example.com' })

    const reply = await say('first@example.com', 'spy', { profile: { email: 'first@example.com', name: 'First' } })

    expect(reply.cards[0]?.title.en).toBe('Ran')
    expect(await findPerson(db, { email: 'first@example.com' })).toMatchObject({
      role: 'administrator',
      scope: ['all'],
    })
  })

  it('is refused after their access ended', async () => {
    const gone = await createPerson(db, { name: 'Gone', email: 'gone@example.com', role: 'viewer', scope: ['all'] })
    await updatePerson(db, gone?.id ?? 0, { active: false })
    const ran: string[] = []

    await answering(db, { commands: [spy({}, ran)] }).say('gone@example.com', 'spy')

    expect(ran).toEqual([])
    expect((await lastAudit())?.outcome).toBe('refused')
  })
})

describe('what comes back', () => {
  it('asks with whole lines as buttons when a word is not known', async () => {
    const { say } = answering(db)

    const reply = await say('boss@example.com', 'target slaes rakuten 2026-12 5000')

    expect(saidIn(reply)).toContain('"line":"target sales rakuten 2026-12 5000"')
    expect(await lastAudit()).toMatchObject({ outcome: 'misunderstood', verb: 'target' })
  })

  it('says what was assumed when it answers a nearly right question', async () => {
    const { say } = answering(db)

    const reply = await say('boss@example.com', 'status saels rakuten')

    expect(saidIn(reply)).toContain('Read “saels” as “sales”')
    expect((await lastAudit())?.outcome).toBe('ok')
  })

  it('is an apology with the number that stands in the log when something is broken', async () => {
    const broken = spy({ run: () => Promise.reject(new Error('secret cause')) })
    const { say, heard } = answering(db, { commands: [broken] })

    const reply = await say('boss@example.com', 'spy')

    const { reference = '' } = heard.errors[0] ?? {}
    expect(reference).toMatch(/^[A-Z2-9]{6}$/)
    expect(saidIn(reply)).toContain(reference)
    expect(saidIn(reply)).not.toContain('secret cause')
    expect(await lastAudit()).toMatchObject({ outcome: 'failed', reference, verb: 'spy' })
  })

  it('is never an exception, even without a database', async () => {
    const { parts, heard } = partsFor(db, { log: { info: () => {}, error: () => {} } })
    const dead = answering({
      ...parts.db,
      select: () => {
        throw new Error('gone')
      },
    } as unknown as typeof db)

    const reply = await dead.say('boss@example.com', 'spy')

    expect(reply.cards).toHaveLength(1)
    expect(heard.errors).toEqual([])
  })

  it('is the explanation and the suggestions of an error that the person can put right', async () => {
    const fussy = spy({
      run: () => Promise.reject(new UserError(verbatim('Not like this'), [{ label: verbatim('Better'), line: 'spy' }])),
    })

    const reply = await answering(db, { commands: [fussy] }).say('boss@example.com', 'spy')

    expect(saidIn(reply)).toContain('Not like this')
    expect(reply.cards[0]?.blocks.at(-1)).toMatchObject({ type: 'actions', actions: [{ line: 'spy' }] })
  })

  it('is a hint for a line that is too long', async () => {
    const reply = await answering(db).say('boss@example.com', 'status '.repeat(500))

    expect(saidIn(reply)).toContain('1000')
  })

  it('is one’s own scorecard and the verbs one may use for an empty line', async () => {
    const reply = await answering(db).say('anna@example.com', '  ')

    const said = saidIn(reply)
    expect(reply.cards.length).toBeGreaterThan(1)
    expect(said).toContain('target')
    expect(reply.cards.at(-1)?.blocks.some(block => block.type === 'text' && block.text.en.includes('people'))).toBe(
      false,
    )
  })
})

describe('the language of an answer', () => {
  it('is the person’s own in a direct conversation, then what the messenger says', async () => {
    const { say } = answering(db, { commands: [spy({})] })
    const profile = { email: 'anna@example.com', locale: 'ja' as const }

    expect((await say('anna@example.com', 'spy', { profile })).locale).toBe('ja')
    await updatePerson(db, anna?.id ?? 0, { locale: 'zh-CN' })
    expect((await say('anna@example.com', 'spy', { profile })).locale).toBe('zh-CN')
  })

  it('is the group’s for what everybody reads and the person’s for what only they see', async () => {
    const { say } = answering(db, { commands: [spy({})] })
    const group = {
      kind: 'group' as const,
      channel: 'team-ja',
      profile: { email: 'boss@example.com', locale: 'ja' as const },
    }
    await say('boss@example.com', 'spy', group)
    const channel = await findChannel(db, 'web', '', 'team-ja')
    await updateChannel(db, channel?.id ?? 0, { scope: ['all'], locale: 'ja' })

    const shared = await say('anna@example.com', 'spy', { ...group, profile: { email: 'anna@example.com' } })
    const own = await say('anna@example.com', 'nonsense words', { ...group, profile: { email: 'anna@example.com' } })

    expect(shared).toMatchObject({ locale: 'ja', private: false })
    expect(own).toMatchObject({ locale: 'zh-CN', private: true })
  })

  it('changes with the answer of lang itself', async () => {
    const reply = await answering(db).say('anna@example.com', 'lang 日本語')

    expect(reply.locale).toBe('ja')
    expect(await findPerson(db, { email: 'anna@example.com' })).toMatchObject({ locale: 'ja' })
  })
})

describe('a group', () => {
  const inGroup = { kind: 'group' as const, channel: 'new-group', channelName: 'New group' }

  it('may speak of nothing until somebody sets it up', async () => {
    const { say } = answering(db)

    expect(saidIn(await say('boss@example.com', 'status', inGroup))).toContain('not set up')
    expect(await findChannel(db, 'web', '', 'new-group')).toMatchObject({ scope: [], name: 'New group' })
  })

  it('is set up by a manager, not by an operator', async () => {
    const { say } = answering(db)

    await say('anna@example.com', 'channel scope market:jp', inGroup)
    expect((await findChannel(db, 'web', '', 'new-group'))?.scope).toEqual([])
    await say('boss@example.com', 'channel scope market:jp', inGroup)
    expect((await findChannel(db, 'web', '', 'new-group'))?.scope).toEqual(['market:jp'])
  })

  it('then shows only what both the person and the group may see', async () => {
    const seen: string[][] = []
    const look = spy({
      run: async (_words, { caller }) => {
        seen.push(caller.stores.map(store => store.slug))
        return { cards: [] }
      },
    })
    const { say } = answering(db, { commands: [look] })

    await say('boss@example.com', 'spy', inGroup)
    await say('boss@example.com', 'spy')
    await say('anna@example.com', 'spy')

    expect(seen).toEqual([['rakuten'], ['rakuten', 'walmart'], ['rakuten']])
  })
})

describe('the record', () => {
  it('keeps who did what, where and how it ended', async () => {
    await answering(db, { commands: [spy({})] }).say('boss@example.com', 'spy', { via: 'button', channel: 'room' })

    const boss = await findPerson(db, { email: 'boss@example.com' })
    expect(await lastAudit()).toMatchObject({
      personId: boss?.id,
      messenger: 'web',
      channel: 'room',
      via: 'button',
      verb: 'spy',
      line: 'spy',
      outcome: 'ok',
      reference: null,
    })
  })

  it('does not keep talk that named no verb', async () => {
    await answering(db).say('boss@example.com', 'did you hear about the wedding')

    expect(await lastAudit()).toMatchObject({ outcome: 'misunderstood', line: '' })
  })
})

describe('the shell', () => {
  it('runs a line as the administrator', async () => {
    const seen: unknown[] = []
    const look = spy({
      role: 'administrator',
      run: async (_words, { caller }) => {
        seen.push([caller.role, caller.stores.length, caller.demo])
        return { cards: [] }
      },
    })

    const reply = await runLine(partsFor(db, { commands: [look] }).parts, 'spy')

    expect(reply.locale).toBe('en')
    expect(seen).toEqual([['administrator', 2, false]])
    expect(await lastAudit()).toMatchObject({ messenger: 'cli', verb: 'spy' })
  })
})
