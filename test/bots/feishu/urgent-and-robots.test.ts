import { createHmac } from 'node:crypto'
import Fastify from 'fastify'
import { afterEach, describe, expect, it } from 'vitest'
import { robotTool } from '#bots/feishu/robot-tools.ts'
import { createRobots } from '#bots/feishu/robots.ts'
import type { Card } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { everything, fakeService } from '#test/bots/web/fake-deps.ts'
import { type Play, play } from './play.ts'

describe('urgent messages', () => {
  let stage: Play
  afterEach(() => stage.close())

  it('calls the owner in the app when nobody reacts', async () => {
    stage = await play(() => ({}))
    const ref = await stage.messenger.send(outgoing(alert()))
    expect(stage.fake.urged).toEqual([])

    await stage.messenger.update?.(ref, outgoing(alert(1)))

    expect(stage.fake.urged).toMatchObject([{ kind: 'urgent_app', people: ['ou_yuki'] }])
  })

  it('calls by telephone only where it is allowed, and within the budget of the month', async () => {
    stage = await play(() => ({}), {}, { FEISHU_URGENT: 'phone', FEISHU_URGENT_MONTHLY: '2' })

    for (const id of ['a', 'b', 'c']) await stage.messenger.send({ ...outgoing(alert(2)), deliveryId: id })

    expect(stage.fake.urged.map(({ kind }) => kind)).toEqual(['urgent_phone', 'urgent_phone'])
    expect(stage.standing()).toHaveLength(3)
  })

  it.each([
    ['off', 1],
    ['app', 2],
  ] as const)('with %s calls nobody at level %i', async (most, level) => {
    stage = await play(() => ({}), {}, { FEISHU_URGENT: most })

    await stage.messenger.send(outgoing(alert(level)))

    expect(stage.fake.urged).toEqual([])
  })

  it('never fails the alert', async () => {
    stage = await play(() => ({}))
    stage.fake.fault({ on: 'PATCH im', status: 400, code: 230024, times: 3 })

    await expect(stage.messenger.send(outgoing(alert(1)))).resolves.toContain('om_')
    expect(stage.standing()).toHaveLength(1)
  })
})

describe('custom group robots', () => {
  it('sign what they say, without buttons and mentions', async () => {
    const bodies: Record<string, unknown>[] = []
    const { url, close } = await robotServer(body => {
      bodies.push(body)
      return { code: 0 }
    })
    const now = new Date('2026-11-20T09:00:00Z')
    const robots = createRobots({ now: () => now, vault: await vaultWith(url) })

    await robots.send({ ...outgoing(everything), to: { workspace: '', channel: 'robot:ops', kind: 'group' } })
    await close()

    const [body] = bodies
    const key = `${body?.timestamp}\nsecret-1`
    expect(body?.sign).toBe(createHmac('sha256', key).digest('base64'))
    expect(body?.msg_type).toBe('interactive')
    const said = JSON.stringify(body?.card)
    for (const unwanted of ['"button"', '"form"', '<at', '"img"']) expect(said).not.toContain(unwanted)
    expect(said).toContain('ack 42')
  })

  it.each([
    [{ code: 19021 }, 'permanent'],
    [{ code: 11232 }, 'retryable'],
  ])('say of %j what is to be done, and never where they speak', async (answer, fault) => {
    const { url, close } = await robotServer(() => answer)
    const robots = createRobots({ now: () => new Date(), vault: await vaultWith(url) })
    const message = { ...outgoing(everything), to: { workspace: '', channel: 'robot:ops', kind: 'group' as const } }

    const error: unknown = await robots.send(message).catch((thrown: unknown) => thrown)
    await close()

    expect(error).toMatchObject({ fault })
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain('hook')
  })
})

function alert(urgent?: 1 | 2): Card {
  const people = [{ id: 1, name: '田中 由紀' }]
  const block = { type: 'mention', people, ...(urgent && { urgent }) } as const
  return { title: verbatim('Alert'), tone: 'critical', blocks: [block] }
}

function outgoing(card: Card): Outgoing {
  const to = { workspace: '', channel: 'oc_team', kind: 'group' } as const
  const { signal } = new AbortController()
  return {
    deliveryId: 'alert',
    to,
    card,
    locale: 'zh-CN',
    pictures: [null],
    handles: new Map([[1, 'ou_yuki']]),
    signal,
  }
}

async function robotServer(answer: (body: Record<string, unknown>) => object) {
  const app = Fastify()
  app.post('/open-apis/bot/v2/hook/:token', async request => answer(request.body as Record<string, unknown>))
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return { url: `${url}/open-apis/bot/v2/hook/token-1`, close: () => app.close() }
}

/** A robot as the administrator sets it up. */
async function vaultWith(url: string) {
  const { vault } = fakeService(() => ({})).deps
  const groups = { list: async () => [], add: async () => {}, say: async () => {} }
  const context = { env: {}, publicUrl: '', commands: [], print: () => {}, store: { vault, groups } }
  await robotTool.run(['ops', url, 'secret-1'], context)
  return vault
}
