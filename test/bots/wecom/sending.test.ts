import { afterEach, describe, expect, it } from 'vitest'
import { createWecomMessenger } from '#bots/wecom/messenger.ts'
import { keepGroup } from '#bots/wecom/send/groups.ts'
import type { Card } from '#src/chat/card.ts'
import type { Address, DrawnPicture, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { everything, saying } from '#test/bots/web/fake-deps.ts'
import { type Trouble, taskOf } from './fake-wecom/server.ts'
import { type World, wecomWorld } from './world.ts'

let world: World
afterEach(() => world.close())

const zhangsan: Address = { workspace: '', channel: 'zhangsan', kind: 'direct' }
const team: Address = { workspace: '', channel: 'team', kind: 'group' }
const picture: DrawnPicture = { id: 'p1', png: new Uint8Array([137, 80, 78, 71]), width: 10, height: 10 }

describe('sending', () => {
  it('fetches one token for twenty messages at once, and one more after the platform withdrew it', async () => {
    world = await wecomWorld()
    const people = Array.from({ length: 20 }, (_, at) => `person${at}`)
    for (const person of people) world.fake.scope.add(person)
    const all = (round: number) =>
      Promise.all(
        people.map(channel =>
          world.messenger.send(outgoing(`${round}/${channel}`, saying('x'), { ...zhangsan, channel })),
        ),
      )

    await all(1)
    expect(world.fake.tokens).toBe(1)
    world.fake.expireToken()
    await all(2)

    expect(world.fake.tokens).toBe(2)
  })

  it('never asks again for an hour after a wrong secret, and tells the administrators the remedy', async () => {
    world = await wecomWorld()
    world.fake.secret = 'another'
    let asked = 0
    world.fake.faults.push({ path: '/gettoken', code: 40001, times: 1_000 })
    Object.defineProperty(world.fake.faults[0], 'times', { get: () => 1, set: () => (asked += 1) })

    for (let round = 0; round < 5; round += 1) {
      const error = await world.messenger.send(outgoing(`x${round}`, saying('x'))).catch((it: unknown) => it)
      expect(error).toMatchObject({ fault: 'retryable', retryAfterSeconds: 3_600 })
      expect(String(error)).not.toContain('secret')
    }

    expect(asked).toBe(1)
    expect(world.told.map(it => it.key)).toEqual(['fault/40001/2026-11-20'])
  })

  it('tells the administrators which address to trust, and keeps the message', async () => {
    world = await wecomWorld()
    world.fake.trusted = false

    const error = await world.messenger.send(outgoing('ip', saying('x'))).catch((it: unknown) => it)

    expect(error).toMatchObject({ fault: 'retryable', retryAfterSeconds: 300 })
    expect(JSON.stringify(world.told)).toContain('203.0.113.9')
    world.fake.trusted = true
    await world.messenger.send(outgoing('ip', saying('x')))
    expect(world.fake.standing()).toHaveLength(1)
  })

  it.each([
    [81013, 'unreachable'],
    [60111, 'unreachable'],
    [45009, 'retryable'],
    [-1, 'retryable'],
    [44004, 'permanent'],
    [42039, 'permanent'],
    [40008, 'permanent'],
    [846605, 'retryable'],
    [999999, 'unreachable'],
  ])('takes code %i for %s, where even plain text is refused so', async (code, fault) => {
    world = await wecomWorld()
    world.fake.faults.push({ path: '/message/send', code, times: 9 })

    await expect(world.messenger.send(outgoing('f', saying('x')))).rejects.toMatchObject({ fault })
  })

  it('goes on behind the last message that was taken, so that nothing is said twice', async () => {
    world = await wecomWorld()
    world.fake.faults.push({ path: '/webhook/send', code: -1, times: 0 })
    const message = { ...outgoing('digest', everything, team), pictures: [picture] }
    const [fault] = world.fake.faults
    const failing = world.messenger.send(message)
    await new Promise(setImmediate)
    if (fault) fault.times = 1
    await failing.catch(() => {})

    await world.messenger.send(message)
    await world.messenger.send(message)

    const shown = world.fake.standing().map(one => `${one.to} ${String(one.body.msgtype)}`)
    expect(shown.filter(one => one.startsWith('hook'))).toEqual([
      'hook:hook-key-1 markdown_v2',
      'hook:hook-key-1 image',
      'hook:hook-key-1 text',
    ])
  })

  it.each([
    ['a repeated task id', true],
    ['a repeated content', false],
  ])('shows a card once whose answer got lost, where WeCom notices %s', async (_what, tasksFirst) => {
    world = await wecomWorld()
    world.fake.tasksFirst = tasksFirst
    world.fake.cut = 1

    const error = await world.messenger.send(outgoing('a/1', alert('open'))).catch((thrown: unknown) => thrown)
    const ref = await world.messenger.send(outgoing('a/1', alert('open')))
    await world.messenger.update?.(ref, outgoing('a/2', alert('taken')))

    expect(error).toMatchObject({ fault: 'doubtful' })
    expect(world.fake.standing().map(titleOf)).toEqual(['❗ open', '⚠️ taken']) // neither id nor code of the first is known
  })

  it.each([42014, 42039, 40058, 999999])('sends a card that is refused with %i as plain text', async code => {
    world = await wecomWorld()
    world.fake.faults.push({ path: '/message/send', code, times: 1 })

    await world.messenger.send(outgoing('a/1', alert('open')))

    expect(world.fake.standing().map(({ body }) => body.msgtype)).toEqual(['text'])
    expect(JSON.stringify(world.fake.standing()[0]?.body)).toMatch(/open.*ack 42/)
  })

  it.each<[string, Trouble, string, number | null]>([
    ['HTTP 429 without a word', { how: 'text', status: 429 }, 'retryable', 2],
    ['HTTP 429 that names a time', { how: 'text', status: 429, headers: { 'retry-after': '7' } }, 'retryable', 7],
    ['HTTP 403 of a proxy', { how: 'text', status: 403 }, 'retryable', null],
    ['HTTP 404 of a gateway', { how: 'text', status: 404 }, 'retryable', null],
    [
      'HTTP 429 with JSON that is not the platform’s',
      { how: 'text', status: 429, text: '{"message":"slow"}' },
      'retryable',
      2,
    ],
    ['HTTP 502', { how: 'text', status: 502 }, 'doubtful', null],
    ['a page instead of JSON', { how: 'text', status: 200 }, 'doubtful', null],
    ['a reset', { how: 'reset' }, 'doubtful', null],
  ])('never takes %s for permanent, in person and in a group', async (_name, trouble, fault, retryAfterSeconds) => {
    world = await wecomWorld()
    for (const path of ['/message/send', '/webhook/send']) world.fake.troubles.push({ path, ...trouble })

    const inPerson = await world.messenger.send(outgoing('f/1', saying('x'))).catch((error: unknown) => error)
    const inGroup = await world.messenger.send(outgoing('f/2', saying('x'), team)).catch((error: unknown) => error)

    expect([inPerson, inGroup]).toMatchObject([
      { fault, retryAfterSeconds },
      { fault, retryAfterSeconds },
    ])
  })

  it('says in a group that nobody reacted when it calls again', async () => {
    world = await wecomWorld()
    const people = [{ id: 1, name: '张三' }]
    const call: Card = { ...alert('open'), blocks: [{ type: 'mention', people, urgent: 1 }] }

    await world.messenger.send(outgoing('a/1', call, team))

    expect(JSON.stringify(world.fake.standing().map(({ body }) => body.text))).toContain('目前无人处理')
  })

  it('uploads a picture again that the platform forgot', async () => {
    world = await wecomWorld()
    await world.messenger.send({ ...outgoing('a', everything), pictures: [picture] })
    world.fake.expireMedia()

    await world.messenger.send({ ...outgoing('b', everything), pictures: [picture] })

    expect(world.fake.standing().filter(one => one.body.msgtype === 'image')).toHaveLength(2)
  })

  it('says that a picture is missing when the platform refuses it', async () => {
    world = await wecomWorld()
    world.fake.faults.push({ path: '/media/upload', code: 40123, times: 9 })

    await world.messenger.send({ ...outgoing('a', everything), pictures: [picture] })

    expect(JSON.stringify(world.fake.standing())).toContain('图片未能显示')
  })

  it('stays within the budget of a member for every sliding minute and hour', async () => {
    world = await wecomWorld()
    let at = 0
    for (let step = 0; step < 400; step += 1) {
      for (let burst = 0; burst < 8; burst += 1) {
        await world.messenger.send(outgoing(`m${at++}`, saying(`message ${at}`))).catch((error: unknown) => {
          if (!(error instanceof TransportError)) throw error
        })
      }
      world.pass(11_000)
    }

    expect(world.fake.dropped).toBe(0)
    expect(world.fake.shown.length).toBeGreaterThan(900)
  })

  it('counts together with another process', async () => {
    world = await wecomWorld()
    const other = createWecomMessenger(world.config, world.deps)
    for (let at = 0; at < 40; at += 1) {
      const both = [world.messenger, other].map(one =>
        one.send(outgoing(`${one === other}/${at}`, saying(`${one === other} ${at}`))),
      )
      await Promise.allSettled(both)
      world.pass(500)
    }

    expect(world.fake.dropped).toBe(0)
    expect(world.fake.shown.length).toBeGreaterThan(10)
    expect(world.fake.tokens).toBeLessThanOrEqual(2)
  })

  it('stays within the budget of a webhook, and says when to come back', async () => {
    world = await wecomWorld()
    const errors: unknown[] = []
    for (let at = 0; at < 300; at += 1) {
      await world.messenger
        .send(outgoing(`h${at}`, saying(`h ${at}`), team))
        .catch((error: unknown) => errors.push(error))
      world.pass(1_700)
    }

    expect(world.fake.dropped).toBe(0)
    expect(errors.length).toBeGreaterThan(0)
    expect(errors.every(error => error instanceof TransportError && (error.retryAfterSeconds ?? 0) > 0)).toBe(true)
  })
})

describe('an alert in a group', () => {
  it('mentions by text and gives the buttons to the person, and later changes both together', async () => {
    world = await wecomWorld()
    const ref = await world.messenger.send(outgoing('alert/42/rev/1', alert('open'), team))
    const kinds = world.fake.standing().map(one => `${one.to} ${String(one.body.msgtype)}`)
    expect(kinds).toEqual(['hook:hook-key-1 markdown_v2', 'zhangsan template_card', 'hook:hook-key-1 text'])
    expect(world.fake.standing()[2]?.body.text).toMatchObject({ mentioned_list: ['zhangsan'] })

    await world.messenger.update?.(ref, outgoing('alert/42/rev/2', alert('taken'), team))

    const [, card, , news] = world.fake.standing()
    expect(card?.card?.perUser.get('zhangsan')).toMatchObject({ main_title: { title: '⚠️ taken' } })
    expect(news).toMatchObject({ to: 'hook:hook-key-1', body: { msgtype: 'markdown_v2' } })
    expect(world.fake.standing()).toHaveLength(4)
  })

  it('is silent in the group when only figures changed', async () => {
    world = await wecomWorld()
    const ref = await world.messenger.send(outgoing('a/1', alert('open'), team))

    await world.messenger.update?.(ref, outgoing('a/2', alert('open'), team))

    expect(world.fake.standing()).toHaveLength(3)
  })

  it('says in the group what is new where that is told, also when the rest reads as before', async () => {
    world = await wecomWorld()
    const ref = await world.messenger.send(outgoing('d/1', saying('日报'), team))

    const change = { ...outgoing('d/2', saying('日报'), team), news: saying('销售额：5 → 6') }
    await world.messenger.update?.(ref, change)
    await world.messenger.update?.(ref, change)

    expect(world.fake.standing()).toHaveLength(2)
    expect(JSON.stringify(world.fake.standing()[1]?.body)).toContain('5 → 6')
  })

  it('names in the group whom the app does not reach', async () => {
    world = await wecomWorld()
    world.fake.scope.delete('zhangsan')

    await world.messenger.send(outgoing('a/1', alert('open'), team))

    expect(world.fake.standing().map(one => one.body.msgtype)).toEqual(['markdown_v2', 'text'])
    expect(JSON.stringify(world.fake.standing()[1]?.body)).toContain('未能私信（不在应用可见范围内）：张三')
  })

  it('never mentions everybody, whatever a person is called', async () => {
    world = await wecomWorld()
    const card: Card = { ...alert('open'), blocks: [{ type: 'mention', people: [{ id: 1, name: '@all' }] }] }

    await world.messenger.send({ ...outgoing('a/1', card, team), handles: new Map() })

    expect(JSON.stringify(world.fake.standing())).not.toContain('@all')
  })
})

describe('an alert in person', () => {
  it('is one card that is changed with the code it was sent with, then with that of a click, then sent anew', async () => {
    world = await wecomWorld()
    const first = await world.messenger.send(outgoing('a/1', alert('open')))
    const second = (await world.messenger.update?.(first, outgoing('a/2', alert('taken')))) ?? ''
    expect(world.fake.standing().map(titleOf)).toEqual(['⚠️ taken'])

    const third = (await world.messenger.update?.(second, outgoing('a/3', alert('over')))) ?? ''
    expect(world.fake.standing().map(titleOf)).toEqual(['⚠️ over'])
    expect(world.fake.shown).toHaveLength(2) // no code was left, so that a fresh card took the old one's place

    await world.messenger.update?.(third, outgoing('a/4', alert('open')))
    expect(world.fake.standing().map(titleOf)).toEqual(['❗ open'])
  })

  it('is sent anew after the life of its code', async () => {
    world = await wecomWorld()
    const ref = await world.messenger.send(outgoing('a/1', alert('open')))
    world.pass(80 * 3_600_000)

    await world.messenger.update?.(ref, outgoing('a/2', alert('taken')))

    expect(world.fake.standing().map(titleOf)).toEqual(['❗ open', '⚠️ taken']) // too old to be taken back
    expect(new Set(world.fake.shown.map(one => taskOf(one.body))).size).toBe(2)
  })

  it('takes a text back and says it again', async () => {
    world = await wecomWorld()
    const ref = await world.messenger.send(outgoing('t/1', saying('before')))

    await world.messenger.update?.(ref, outgoing('t/2', saying('after')))

    expect(
      world.fake
        .standing()
        .map(one => JSON.stringify(one.body))
        .join(),
    ).toContain('after')
    expect(world.fake.standing()).toHaveLength(1)
  })
})

describe('a group that the app made', () => {
  it('gets long text and its pictures as one article', async () => {
    world = await wecomWorld()
    await keepGroup(world.deps.vault, 'war-room', { chat: 'chat1' })
    const long: Card = {
      ...everything,
      blocks: [...everything.blocks, { type: 'text', text: verbatim('补充说明。'.repeat(300)) }],
    }

    await world.messenger.send({ ...outgoing('d', long, { ...team, channel: 'war-room' }), pictures: [picture] })

    expect(world.fake.standing().map(one => one.body.msgtype)).toEqual(['mpnews', 'template_card', 'text'])
  })
})

function outgoing(deliveryId: string, card: Card, to: Address = zhangsan): Outgoing {
  const { signal } = new AbortController()
  return {
    deliveryId,
    subject: 'alert/42',
    to,
    card,
    locale: 'zh-CN',
    pictures: [],
    handles: new Map([[1, 'zhangsan']]),
    signal,
  }
}

function titleOf({ body }: { readonly body: Record<string, unknown> }): string {
  return (body.template_card as { main_title: { title: string } }).main_title.title
}

function alert(state: 'open' | 'taken' | 'over'): Card {
  return {
    title: verbatim(state),
    tone: state === 'open' ? 'bad' : 'warning',
    blocks: [
      { type: 'text', style: 'strong', text: verbatim('退货率8.4%') },
      ...(state === 'open' ? [{ type: 'mention', people: [{ id: 1, name: '张三' }] } as const] : []),
      { type: 'facts', facts: [{ label: verbatim('实际'), value: verbatim('8.4%') }] },
      { type: 'actions', actions: [{ label: verbatim('确认'), line: 'ack 42', style: 'primary' }] },
    ],
  }
}
