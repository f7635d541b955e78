import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import { planDelivery } from '#src/features/delivery/deliverer.ts'
import { findChannel } from '#src/features/people/store/channels.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { titled } from '#test/support/outbox.ts'
import { until as untilWithin } from '#test/support/waiting.ts'
import { buttonsIn, pressedIn, type Service, startService } from './service.ts'
import { payloads } from './slack-under-test.ts'

/** Patient: the whole service starts and works beside other tests. */
const until = (done: () => boolean | Promise<boolean>) => untilWithin(done, 200_000)
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
const notBefore = new Date(0)

/** What belongs to a post stands in its thread, in the whole service with a real database. */
describe('a digest in Slack', () => {
  let service: Service
  let channelId: number

  beforeAll(async () => {
    service = await startService()
    await service.world.addStore('west')
    await service.send(payloads.command(service.slack, 'channel scope all'))
    await until(() => JSON.stringify(service.slack.world.messages).includes('Settings of jp-team saved'))
    await service.push('west', day, { net_sales: 1_000, orders: 40 })
    const channel = await findChannel(service.database.db, 'slack', 'T0FAKE0001', 'C0JPTEAM01')
    channelId = channel?.id ?? 0
  })
  afterAll(() => service.close())

  const messages = () => service.slack.world.messages
  const titledAs = (title: string) => messages().find(({ text }) => text.startsWith(title))
  const plan = (key: string, subject: string, card: Card, more: { revision?: number; under?: string } = {}) =>
    planDelivery(service.database.db, {
      key,
      channelId,
      subject,
      card,
      notBefore,
      revision: more.revision ?? 1,
      ...(more.under && { reply: { under: more.under, card } }),
    })

  it('is corrected in its thread: the post stays as it was, a later correction changes the first', async () => {
    await plan('digest/1', 'digest/1', titled('Daily report'))
    await until(() => titledAs('Daily report') !== undefined)

    await plan('digest/1/c', 'digest/1/c', titled('Correction: sales'), { under: 'digest/1' })
    await until(() => titledAs('Correction: sales') !== undefined)
    await plan('digest/1/c2', 'digest/1/c', titled('Correction: sales and orders'), { under: 'digest/1', revision: 2 })
    await until(() => titledAs('Correction: sales and orders') !== undefined)

    const post = titledAs('Daily report')
    expect(post?.edits).toBe(0)
    expect(messages().filter(({ thread }) => thread === post?.ts)).toMatchObject([
      { text: 'Correction: sales and orders', edits: 1 },
    ])
  })

  it('answers its buttons in its thread', async () => {
    const actions = [{ label: verbatim('Details'), line: `status sales west ${day}` }]
    const card: Card = { ...titled('Weekly report'), blocks: [{ type: 'actions', actions }] }
    await plan('digest/2', 'digest/2', card)
    await until(() => titledAs('Weekly report') !== undefined)
    const post = titledAs('Weekly report')

    await service.send(payloads.press(service.slack, buttonsIn(post)[0]?.value, pressedIn(post)))
    await until(() => messages().some(({ thread }) => thread === post?.ts))

    const [answer] = messages().filter(({ thread }) => thread === post?.ts)
    expect(JSON.stringify(answer?.blocks)).toContain('1,000')
    expect(titledAs('Weekly report')?.edits).toBe(0)
  })
})
