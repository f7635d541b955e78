import { afterEach, describe, expect, it } from 'vitest'
import type { Card } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
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
