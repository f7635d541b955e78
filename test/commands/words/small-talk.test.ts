import { sql } from 'drizzle-orm'
import { beforeEach, describe, expect, it } from 'vitest'
import { evaluate } from '#src/features/alerts/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { addTarget } from '#src/features/targets/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, buttonsOf } from '#test/support/talk.ts'
import { smallTalk, takesOn } from './said-in-chat.ts'
import { mondayMorning, openChat } from './said-world.ts'

const { db } = await testDatabase()
const talk = await openChat(db)
const set = { period: 'day', validFrom: '2026-11-01', setBy: null, currency: 'JPY' } as const
await addTarget(db, { kpiId: 'sales', place: 'store:kyoto', value: 90_000, ...set })
await addPerson(db, 'Vera', { role: 'viewer' })
await evaluate({ db, figures: createFigures(db), now: mondayMorning })

/** What anybody could have changed by a line. */
async function state() {
  const [alert] = await db.execute(sql`select id, state, acknowledged_by from alerts order by id limit 1`)
  const [rest] = await db.execute(
    sql`select (select count(*) from notes) as notes, (select count(*) from targets) as targets, (select count(*) from mutes) as mutes`,
  )
  return { alert, rest }
}

beforeEach(() => db.execute(sql`update alerts set state = 'open', acknowledged_by = null`))

describe('talk among people', () => {
  it.each(smallTalk)('%s does nothing and shows no figures', async line => {
    const before = await state()

    const { cards } = await talk.ask(line, 'mona@example.com')

    expect(await state()).toEqual(before)
    expect(cards.flatMap(({ blocks }) => blocks).filter(({ type }) => type === 'image' || type === 'table')).toEqual([])
  })

  it('offers the alert that may have been meant, with what was said as the reason', async () => {
    const [ack] = buttonsOf(await talk.say('收到，货还没到', 'mona@example.com'))
    const [plain] = buttonsOf(await talk.say('好的', 'mona@example.com'))

    expect([ack, plain]).toEqual(['ack 1 "货还没到"', 'ack 1'])
  })

  it('asks by a button whether an alert is meant, where somebody has just been answered', async () => {
    await talk.say('status sales kyoto', 'kana@example.com')
    const before = await state()

    const [button] = buttonsOf(await talk.say('got it, thanks', 'kana@example.com'))

    expect(button).toBe('ack 1')
    expect(await state()).toEqual(before)
  })

  it('is no answer of somebody who may only read', async () => {
    expect((await talk.ask('ok', 'vera@example.com')).refused?.en).toContain('Nothing was asked')
  })
})

describe('an answer to an alert', () => {
  it.each(takesOn)('%s takes it on', async line => {
    await talk.ask(line, 'mona@example.com')

    expect((await state()).alert).toMatchObject({ state: 'acknowledged' })
  })
})

describe('courtesy beside a question', () => {
  it.each([
    'thanks, and sales kyoto yesterday?',
    'status kyoto, thanks',
    '谢谢，kyoto 上周销售额',
    'kyotoの先週の売上 お願いします',
  ])('%s is answered', async line => {
    expect((await talk.ask(line, 'mona@example.com')).refused).toBe(undefined)
  })
})
