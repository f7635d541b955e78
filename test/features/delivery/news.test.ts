import { beforeAll, expect, it } from 'vitest'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'
import { fakeMessenger } from '#test/support/fake-messenger.ts'
import { at, channel, deliverer, start, titled } from '#test/support/outbox.ts'

let database: Database
beforeAll(async () => {
  database = await testDatabase()
})

it.each([
  ['tells what is new where a reply takes the place of its message', false, ['short']],
  ['says it as the message itself where there are threads', true, [undefined]],
])('%s', async (room, threads, expected) => {
  const messenger = fakeMessenger({ can: { threads } })
  const { id: channelId } = await channel(database.db, room)
  const plan = (key: string, over = {}) =>
    planDelivery(database.db, {
      ...{ key: `${room}/${key}`, channelId, subject: `${room}/${key}`, card: titled(key), notBefore: start },
      ...over,
    })
  await plan('post')
  await deliverer(database, messenger).drain(at(0))

  await plan('fix', { reply: { under: `${room}/post`, card: titled('short') } })
  await deliverer(database, messenger).drain(at(1))

  const [post, ...fixes] = messenger.arrived
  expect(post?.message.news).toBeUndefined()
  expect(fixes.map(({ message }) => message.news?.title.en)).toEqual(expected)
})
