import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { keepGroup } from '#bots/wecom/send/groups.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { createPerson, findIdentity } from '#src/features/people/store/people.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { envelope, message, push } from '#test/bots/feishu/fake-feishu/push.ts'
import { encode, payloads, signed } from '#test/bots/slack/slack-under-test.ts'
import type { Trouble } from '#test/bots/wecom/fake-wecom/server.ts'
import { company } from '#test/support/company.ts'
import { objectsIn } from './desk.ts'
import { type Office, openOffice } from './office.ts'

const patient = { timeout: 60_000, interval: 50 }
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

let office: Office
beforeAll(async () => {
  office = await openOffice()
})
afterAll(() => office.close())

async function observe(store: string, sales: number) {
  const rows = [{ store, day, measures: { net_sales: sales, orders: 40 } }]
  const headers = { authorization: 'Bearer token-of-the-office' }
  const answer = await office.app.server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload: rows })
  expect(answer.statusCode).toBe(200)
}

async function feishuEvent(type: string, content: object) {
  const { body, headers } = push(envelope(type, content), { seconds: Math.floor(Date.now() / 1000) })
  return office.app.server.inject({ method: 'POST', url: '/feishu/events', headers, payload: body })
}

describe('WeCom in trouble', () => {
  const shownTo = (who: 'ken') => office.wecom.standing().filter(({ to }) => to === office.desks.wecom.accountOf(who))
  const troubles: readonly (readonly [string, () => void])[] = [
    ...[-1, 45_033].map(code => [`code ${code}`, () => fault('/message/send', code)] as const),
    [
      'code -1 of the token',
      () => {
        office.wecom.expireToken()
        fault('/gettoken', -1)
      },
    ],
    ['a 502 in HTML', () => trouble({ how: 'text', status: 502 })],
    ['a 200 in HTML', () => trouble({ how: 'text', status: 200 })],
    ['a 429 in words', () => trouble({ how: 'text', status: 429, text: 'slow down' })],
    ['a reset', () => trouble({ how: 'reset' })],
  ]
  const fault = (path: string, code: number) => void office.wecom.faults.push({ path, code, times: 1 })
  const trouble = (what: Trouble) => void office.wecom.troubles.push({ path: '/message/send', ...what })

  it.each(troubles)('an answer is heard once in spite of %s', async (_what, order) => {
    const before = shownTo('ken').length
    order()

    await office.desks.wecom.type('ken', '语言')

    await expect.poll(() => shownTo('ken').length, patient).toBe(before + 1)
  })

  it('the same question twice within ten minutes is answered twice', async () => {
    const before = shownTo('ken').length

    await office.desks.wecom.type('ken', '帮助 目标')
    await expect.poll(() => shownTo('ken').length, patient).toBeGreaterThan(before)
    const first = shownTo('ken').length
    await office.desks.wecom.type('ken', '帮助 目标')

    await expect.poll(() => shownTo('ken').length, patient).toBe(first + (first - before))
  })

  it.each([
    ['HTTP 429', { how: 'text', status: 429, text: 'slow down' }],
    ['HTTP 403 in HTML', { how: 'text', status: 403 }],
  ] as const)('an alert of a group with a webhook comes whole after %s', { timeout: 120_000 }, async (what, order) => {
    const store = `hook-${what.slice(5, 8)}`
    const { db } = office.database
    const channel = { messenger: 'wecom', workspace: '', externalId: store, name: store, kind: 'group' } as const
    await ensureChannel(db, { ...channel, scope: [`store:${store}`], locale: 'zh-CN', timeZone: 'UTC', alerts: true })
    await keepGroup(createVault(db, 'wecom', 'k'.repeat(32)), store, {
      hook: what === 'HTTP 429' ? 'hook-key-1' : 'hook-key-2',
    })
    await company(office.database).addStore(store)
    await company(office.database).setTarget('sales', `store:${store}`, 1_000_000, {
      currency: 'USD',
      ownerId: office.ids.wecom.ken,
    })
    office.wecom.troubles.push({ path: '/webhook/send', ...order })

    await observe(store, 900)

    const about = () => office.wecom.standing().filter(({ body }) => JSON.stringify(body).includes(store))
    await expect.poll(() => about().some(({ to }) => to.startsWith('hook:')), patient).toBe(true)
    await expect.poll(() => about().some(({ to }) => to === office.desks.wecom.accountOf('ken')), patient).toBe(true)
  })
})

describe('Feishu', () => {
  const group = (chat: string) => [...office.feishu.messages.values()].filter(({ to, gone }) => to === chat && !gone)

  it('introduces itself in a group that it is added to', async () => {
    office.feishu.chats.set('oc_new', '新群')
    await feishuEvent('im.chat.member.bot.added_v1', {
      chat_id: 'oc_new',
      operator_id: { open_id: office.desks.feishu.accountOf('lea') },
      external: false,
      name: '新群',
    })

    await expect.poll(() => group('oc_new').length, patient).toBeGreaterThan(0)
    expect(JSON.stringify(group('oc_new')[0]?.content)).toContain('KPI')
  })

  it('opens whole forms with sixty stores', { timeout: 120_000 }, async () => {
    const { desks, database } = office
    for (let at = 0; at < 60; at++) await company(database).addStore(`many-${String(at).padStart(2, '0')}`)
    const boss = await createPerson(database.db, {
      name: 'boss',
      email: 'boss@example.com',
      role: 'administrator',
      scope: ['all'],
    })
    expect(boss).not.toBeNull()
    office.feishu.people.set('ou_boss', { email: 'boss@example.com', name: 'boss', mentionable: true })
    const to = () => [...office.feishu.messages.values()].filter(one => one.to === 'ou_boss')
    for (const line of ['规则', '目标', '备注', '录入', '活动']) {
      const before = to().length
      await feishuEvent('im.message.receive_v1', message(line, { person: 'ou_boss', id: `om_${line}` }))
      await expect.poll(() => to().length, patient).toBeGreaterThan(before)
      expect(to().length - before, line).toBeLessThanOrEqual(2)
      const cards = to().slice(before)
      const open = cards.flatMap(({ content, id }) =>
        objectsIn(content).flatMap(({ type, value }) =>
          type === 'callback' && 'open' in (value as object) ? [{ id, value }] : [],
        ),
      )
      expect(open.length, `${line} offers a form`).toBeGreaterThan(0)
      const shown = to().length
      const event = { operator: { open_id: 'ou_boss' }, action: { tag: 'button', value: open[0]?.value } }
      await feishuEvent('card.action.trigger', {
        ...event,
        context: { open_message_id: open[0]?.id, open_chat_id: 'oc_p2p' },
      })
      await expect.poll(() => to().length, patient).toBe(shown + 1)
      const form = objectsIn(to().at(-1)?.content).find(({ tag }) => tag === 'form')
      expect((form?.elements as unknown[] | undefined)?.length ?? 0, line).toBeGreaterThan(1)
    }
    expect(desks.feishu.messenger).toBe('feishu')
    expect(office.feishu.refused.filter(one => one.startsWith('2300'))).toEqual([])
  })

  it('takes an address that the client made a link of for what was typed', async () => {
    const write = (text: string) =>
      feishuEvent('im.message.receive_v1', message(text, { person: 'ou_boss', id: `om_${text.length}` }))
    await write('people add "王五" [wang5@real.example](mailto:wang5@real.example) operator all')

    const told = () => JSON.stringify([...office.feishu.messages.values()].map(({ content }) => content))
    await expect.poll(told, patient).toContain('wang5@real.example')
    expect(told()).not.toContain('mailto')
  })

  it.each([
    ['the bot was removed from', 'im.chat.member.bot.deleted_v1', 'oc_removed'],
    ['was disbanded', 'im.chat.disbanded_v1', 'oc_disbanded'],
  ])('hears that a group %s: nothing is posted there any more', { timeout: 120_000 }, async (_what, type, chat) => {
    office.feishu.chats.set(chat, chat)
    const store = chat.replace('oc_', 'shop-')
    const { db } = office.database
    await company(office.database).addStore(store)
    await company(office.database).setTarget('sales', `store:${store}`, 1_000_000, {
      currency: 'USD',
      ownerId: office.ids.feishu.ken,
    })
    const channel = {
      messenger: 'feishu',
      workspace: office.feishu.appId,
      externalId: chat,
      name: chat,
      kind: 'group',
    } as const
    await ensureChannel(db, { ...channel, scope: [`store:${store}`], locale: 'zh-CN', timeZone: 'UTC', alerts: true })

    await feishuEvent(type, { chat_id: chat, operator_id: { open_id: 'ou_lea' } })
    await expect
      .poll(
        async () => (await db.query.channels.findMany()).find(one => one.externalId === chat)?.unreachableSince ?? null,
        patient,
      )
      .not.toBeNull()
    await observe(store, 900)

    const told = () => office.desks.feishu.told('ken')
    await expect.poll(told, patient).toContain(store)
    expect(group(chat)).toEqual([])
  })

  it('hears that somebody left: their open alert goes on to others', { timeout: 120_000 }, async () => {
    await company(office.database).addStore('shop-left')
    const { dee } = office.ids.feishu
    await company(office.database).setTarget('sales', 'store:shop-left', 1_000_000, { currency: 'USD', ownerId: dee })
    const user = { open_id: office.desks.feishu.accountOf('dee'), status: { is_resigned: true } }

    await feishuEvent('contact.user.deleted_v3', { object: user })
    const { db } = office.database
    await expect
      .poll(
        async () =>
          (await db.query.channels.findMany()).find(one => one.externalId === 'ou_dee')?.unreachableSince ?? null,
        patient,
      )
      .not.toBeNull()
    await observe('shop-left', 900)

    const told = () =>
      JSON.stringify(
        [...office.feishu.messages.values()].filter(({ to }) => to !== 'ou_dee').map(({ content }) => content),
      )
    await expect.poll(told, patient).toContain('shop-left')
  })
})

describe('Slack', () => {
  it.each([
    ['whose team is the organisation', { team_id: 'E0ORG00001', enterprise_user: { teams: ['T0FAKE0001'] } }],
    [
      'whose team is a sister workspace',
      { team_id: 'T0SISTER01', enterprise_user: { teams: ['T0SISTER01', 'T0FAKE0001'] } },
    ],
    ['without a team of their own', { enterprise_user: { teams: ['T0FAKE0001'] }, teams: ['T0FAKE0001'] }],
  ])('links a member of a Grid %s by their e-mail', async (_who, raw) => {
    const id = `U0GRID${String(office.slack.world.users.size).padStart(4, '0')}`
    const email = `${id.toLowerCase()}@example.com`
    const { db } = office.database
    const person = await createPerson(db, { name: id, email, role: 'operator', scope: ['all'] })
    office.slack.world.users.set(id, {
      team: '',
      name: id,
      raw: { ...raw, is_email_confirmed: true, profile: { email } },
    })
    const payload = encode(payloads.command(office.slack, 'lang', { user_id: id }))
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      ...signed(payload, Math.floor(Date.now() / 1000)),
    }

    await office.app.server.inject({ method: 'POST', url: '/slack/events', headers, payload })

    await expect.poll(async () => (await findIdentity(db, 'slack', 'T0FAKE0001', id))?.id, patient).toBe(person?.id)
  })

  it.each(['file_share', 'thread_broadcast', 'me_message'])('answers a message of the kind %s', async subtype => {
    const room = () => office.slack.world.messages.filter(({ channel }) => channel === 'D0KEN00001')
    const before = room().length
    const event = {
      type: 'message',
      subtype,
      channel_type: 'im',
      channel: 'D0KEN00001',
      user: 'U0KEN00001',
      text: 'help',
    }
    const more =
      subtype === 'file_share' ? { files: [{ id: 'F0AAAAAAAA', name: 'orders.csv', mimetype: 'text/csv' }] } : {}
    const payload = JSON.stringify(payloads.event({ ...event, ...more, ts: '1700000000.000100' }))
    const headers = { 'content-type': 'application/json', ...signed(payload, Math.floor(Date.now() / 1000)) }

    await office.app.server.inject({ method: 'POST', url: '/slack/events', headers, payload })

    await expect.poll(() => room().length, patient).toBeGreaterThan(before)
  })
})
