import { beforeEach, describe, expect, it } from 'vitest'
import { health } from '#commands/service/health.ts'
import { TransportError } from '#src/errors.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import { listFailed } from '#src/features/delivery/store/index.ts'
import { watch } from '#src/features/delivery/watchdog.ts'
import { link } from '#src/features/people/store/people.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, stateOf, titled } from '#test/support/outbox.ts'
import { addPerson, talkTo, textOf } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const database = await testDatabase()
const { db } = database
const hours = (count: number) => at(count * 3_600)
let room: number
let beats: string[]

beforeEach(async () => {
  await truncate(db, 'channels, people restart identity cascade')
  room = (await channel(db, 'room')).id
  const boss = await addPerson(db, 'Owner', { role: 'administrator' })
  await link(db, { messenger: 'fake', workspace: '', externalId: 'owner-dm', personId: boss })
  beats = []
})

const plan = (key: string) =>
  planDelivery(db, { key, channelId: room, subject: key, card: titled(key), notBefore: start })

const look = (now: Date, heartbeatUrl: string | null = 'https://beat.example/1') =>
  watch({
    ...{ db, now, heartbeatUrl },
    fetch: async url => {
      beats.push(url)
      return { ok: true }
    },
  })

async function fail(key: string) {
  const messenger = fakeMessenger()
  messenger.next(new TransportError('message too long', { fault: 'permanent' }))
  await plan(key)
  await deliverer(database, messenger).drain(at(2))
}

describe('the watchdog', () => {
  it('calls the heartbeat only while everything that was planned is delivered', async () => {
    const quiet = await look(at(60))
    await plan('a')
    const soon = await look(at(300))
    const stuck = await look(at(900))

    expect([quiet.heard, soon.heard, stuck.heard]).toEqual([true, true, null])
    expect(stuck.audit.stuck).toBe(1)
    expect(beats).toHaveLength(2)
  })

  it('tells the administrators, once a day for the same trouble', async () => {
    await plan('a')
    await look(at(900))
    await look(at(1_200))
    const messenger = fakeMessenger()
    await deliverer(database, messenger).drain(at(1_200))

    expect(messenger.arrived.map(one => [one.channel, one.title]).sort()).toEqual([
      ['owner-dm', 'Messages are not going out'],
      ['room', 'a'],
    ])
  })

  it('notices a schedule that nobody started', async () => {
    await db.execute(`insert into schedules (kind, channel_id, cron, time_zone, next_run_at)
      values ('digest', ${room}, '0 8 * * *', 'UTC', '${start.toISOString()}')`)

    expect((await look(at(300))).audit.unstarted).toBe(0)
    expect((await look(at(900))).audit.unstarted).toBe(1)
  })
})

describe('health', () => {
  it('counts messages by messenger and lists what failed', async () => {
    const messenger = fakeMessenger()
    await plan('sent')
    await deliverer(database, messenger).drain(at(1))
    await fail('broken')
    await plan('waits')

    const card = await talkTo(db, [health], hours(1)).say('health')

    expect(card.blocks.find(block => block.type === 'table' && block.columns.length === 6)).toMatchObject({
      rows: [[{ text: { en: 'fake' } }, ...['1', '2', '1', '1', '0'].map(en => ({ text: { en } }))]], // the notice of the refusal was sent, too
    })
    expect(textOf(card)).toContain('permanent. TransportError: message too long')
  })

  it('sends a failed message again, and says so where there is none', async () => {
    await fail('broken')
    const [failed] = await listFailed(db, 1)
    const talk = talkTo(db, [health], hours(1))

    const none = await talk.say('health retry 999')
    const again = await talk.say(`health retry ${failed?.id}`)
    const messenger = fakeMessenger()
    await deliverer(database, messenger).drain(hours(1))

    expect(textOf(none)).toContain('no failed message #999')
    expect(again.title.en).toBe(`Message #${failed?.id} is sent again`)
    expect((await stateOf(db, 'broken')).state).toBe('sent')
  })
})
