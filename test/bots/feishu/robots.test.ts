import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createRobots, type Robots } from '#bots/feishu/send/robots/robots.ts'
import { robotTool } from '#bots/feishu/setup/robot-tools.ts'
import type { Card } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { everything, type FakeService, fakeService, saying } from '#test/bots/web/fake-deps.ts'
import { createFakeRobots, type FakeRobots } from './fake-feishu/robots.ts'

describe('custom group robots', () => {
  let fake: FakeRobots
  let service: FakeService
  let robots: Robots
  beforeEach(async () => {
    service = fakeService(() => ({}))
    fake = await createFakeRobots(() => service.deps.now().getTime())
    const groups = { list: async () => [], add: async () => {}, say: async () => {} }
    const context = { env: {}, publicUrl: '', commands: [], print: () => {} }
    await robotTool.run(['ops', fake.address('token-1'), fake.secret], {
      ...context,
      store: { vault: service.deps.vault, groups },
    })
    robots = createRobots(service.deps)
  })
  afterEach(() => fake.close())

  it('sign what they say, with buttons as lines to type, without mentions', async () => {
    await robots.send(outgoing(everything))

    expect(fake.refused).toEqual([])
    const said = JSON.stringify(fake.said)
    expect(said).toContain('ack 42')
    expect(said).toContain('田中 由紀')
  })

  it('part what is larger than 20 KB', async () => {
    const rows = Array.from({ length: 600 }, (_, at) => [
      { text: verbatim(`A rather long name of a KPI, ${at}`) },
      { text: verbatim('¥1,234,567') },
    ])
    const columns = [{ label: verbatim('KPI') }, { label: verbatim('Value'), align: 'end' as const }]
    const long: Card = { title: verbatim('Long'), tone: 'info', blocks: [{ type: 'table', columns, rows }] }

    await robots.send(outgoing(long))

    expect(fake.refused).toEqual([])
    expect(fake.said.length).toBeGreaterThan(1)
    expect(JSON.stringify(fake.said)).toContain('a KPI, 599')
  })

  it('go on behind the last card that was taken, and say nothing twice', async () => {
    const rows = Array.from({ length: 1_200 }, (_, at) => [{ text: verbatim(`row ${at}`) }, { text: verbatim('1') }])
    const columns = [{ label: verbatim('KPI') }, { label: verbatim('Value') }]
    const long: Card = { title: verbatim('Long'), tone: 'info', blocks: [{ type: 'table', columns, rows }] }
    fake.faults.push('fine', 11232)

    const error = await robots.send(outgoing(long)).catch((thrown: unknown) => thrown)
    await robots.send(outgoing(long))
    await robots.send(outgoing(long))

    expect(error).toBeInstanceOf(TransportError)
    const texts = fake.said.map(({ card }) => JSON.stringify(card))
    for (const row of ['"row 0"', '"row 1199"']) expect(texts.filter(text => text.includes(row))).toHaveLength(1)
  })

  it('stay within 100 a minute over all replicas, and say when to come back', async () => {
    const other = createRobots(service.deps)
    const errors: unknown[] = []
    for (let at = 0; at < 30; at += 1) {
      const both = [robots, other].map((one, which) => one.send(outgoing(saying(`${which}/${at}`), `${which}/${at}`)))
      for (const result of await Promise.allSettled(both)) if (result.status === 'rejected') errors.push(result.reason)
    }

    expect(fake.refused).toEqual([])
    expect(fake.said).toHaveLength(20)
    expect(errors.every(error => error instanceof TransportError && (error.retryAfterSeconds ?? 0) > 0)).toBe(true)
  })

  it('say a later state once, and nothing when only figures changed', async () => {
    const ref = await robots.send(outgoing(saying('open'), 'a/1'))

    const same = await robots.follow(ref, outgoing(saying('open'), 'a/2'))
    const next = await robots.follow(same, outgoing(saying('taken'), 'a/3'))
    const last = await robots.follow(next, outgoing(saying('taken'), 'a/4'))
    await robots.follow(last, { ...outgoing(saying('taken'), 'a/5'), news: saying('sales: 5 → 6') })

    expect(fake.said).toHaveLength(3)
    expect(JSON.stringify(fake.said[2])).toContain('5 → 6')
  })

  it('show pictures that the app uploaded, and say what they show where they are refused', async () => {
    const pictured = createRobots(service.deps, async () => ['zh-CN:img_v3_1'])
    await pictured.send(outgoing(everything, 'one'))
    fake.refusePictures = true
    await pictured.send(outgoing(everything, 'two'))

    const [one = '', two = ''] = fake.said.map(({ card }) => JSON.stringify(card))
    expect(one).toContain('img_v3_1')
    expect(two).not.toContain('img_v3_1')
    expect(two).toContain('销售走势')
    expect(two).toContain('图片暂时无法显示')
  })

  it.each([
    [19021, 'unreachable'],
    [11232, 'retryable'],
    ['silent', 'doubtful'],
  ] as const)('say of %s what is to be done, and never where they speak', async (fault, expected) => {
    fake.faults.push(fault)

    const error: unknown = await robots.send(outgoing(everything)).catch((thrown: unknown) => thrown)

    expect(error).toMatchObject({ fault: expected })
    expect(`${String(error)} ${JSON.stringify(error)} ${JSON.stringify(service.logged)}`).not.toMatch(/hook|token-1/)
  })
})

function outgoing(card: Card, deliveryId = 'digest'): Outgoing {
  const to = { workspace: '', channel: 'robot:ops', kind: 'group' } as const
  const { signal } = new AbortController()
  return { deliveryId, to, card, locale: 'zh-CN', pictures: [null], handles: new Map(), signal }
}
