import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { readXml } from '#bots/wecom/receive/xml.ts'
import { keepGroup } from '#bots/wecom/send/groups.ts'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { issueCode } from '#src/features/people/link.ts'
import { ensureChannel } from '#src/features/people/store/channels.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Database } from '#src/platform/database/db.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { callback, unseal } from './cipher.ts'
import { type FakeBotServer, fakeBotServer } from './fake-wecom/bot-server.ts'
import { type FakeWecom, fakeWecom, taskOf } from './fake-wecom/server.ts'
import { clickOf, env, eventOf, keys, textOf } from './world.ts'

const apiToken = 'token-of-the-end-to-end-test'
const secretKey = 'k'.repeat(32)
const patient = { timeout: 90_000, interval: 50 }

/** The whole service on a real database, with nothing but WeCom itself played. */
describe('the service in WeCom', () => {
  let fake: FakeWecom
  let platform: FakeBotServer
  let app: App
  let database: Database

  beforeAll(async () => {
    fake = await fakeWecom()
    platform = await fakeBotServer()
    const bot = { WECOM_BOT_ID: 'B', WECOM_BOT_SECRET: 'bot-secret', WECOM_BOT_WS_URL: platform.url }
    const all = { ...env, ...bot, WECOM_API_URL: fake.url, DEMO: '0' }
    database = await testDatabase()
    const team = company(database)
    await team.addStore('west')
    const owner = await team.addPerson('wei', { name: '王伟', role: 'administrator' })
    const { id } = await ensureChannel(database.db, {
      ...{ messenger: 'wecom', workspace: '', externalId: 'hook-team', name: 'KPI 群', kind: 'group', scope: ['all'] },
      ...{ locale: 'zh-CN', timeZone: 'UTC', alerts: true },
    })
    expect(id).toBeGreaterThan(0)
    await keepGroup(createVault(database.db, 'wecom', secretKey), 'hook-team', { hook: 'hook-key-1' })
    await team.setTarget('sales', 'store:west', 1_000_000, { currency: 'USD', ownerId: owner.id })
    const log = pino({ level: 'silent' })
    app = await buildApp({ config: readConfig(all), env: all, log, database, secrets: { secretKey, apiToken } })
    await app.start()
  })
  afterAll(async () => {
    await app.stop()
    await platform.close()
    await fake.close()
  })

  async function deliver(inner: string) {
    const { url, body } = callback(keys, inner, new Date())
    const answer = await app.server.inject({
      method: 'POST',
      url,
      headers: { 'content-type': 'text/xml' },
      payload: body,
    })
    expect(answer.statusCode).toBe(200)
    return answer.body
  }
  const shown = () => JSON.stringify(fake.standing().map(({ to, body }) => ({ to, body })))
  const cards = () => fake.standing().filter(({ body }) => body.msgtype === 'template_card')
  const alertCard = () => cards().findLast(({ body }) => /ack \d+/.test(JSON.stringify(body)))
  const inGroup = () => fake.standing().filter(({ to }) => to === 'hook:hook-key-1')

  async function observe(sales: number) {
    const rows = [{ store: 'west', day: yesterday(), measures: { net_sales: sales, orders: 40 } }]
    const headers = { authorization: `Bearer ${apiToken}` }
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload: rows })
    expect(answer.statusCode).toBe(200)
  }

  it('tells a stranger their account and how to be linked, and knows them by a code', async () => {
    await deliver(textOf('ZhangSan', '状态'))
    await expect.poll(shown, patient).toContain('link ZhangSan name@example.com')

    const code = await issueCode(database.db, 1, new Date())
    await deliver(textOf('ZhangSan', `绑定 ${code}`))

    await expect.poll(shown, patient).toContain('已绑定为 王伟')
  })

  it('answers plain Chinese lines, with and without the slash, in full width, and the menu', async () => {
    fake.scope.add('zhangsan')
    await observe(12_000)

    await deliver(textOf('ZhangSan', `／ｋｐｉ　状态，销售额　${yesterday()}`))
    await expect.poll(shown, patient).toContain('12,000')
    const before = fake.standing().length
    await deliver(eventOf('ZhangSan', 'click', 'do|帮助'))

    await expect.poll(() => fake.standing().length, patient).toBeGreaterThan(before)
    expect(
      fake
        .standing()
        .slice(before)
        .map(({ to }) => to),
    ).toContain('ZhangSan')
  })

  it('posts an alert to the group, mentions its owner and gives them the buttons', async () => {
    await observe(900)

    await expect.poll(() => inGroup().some(({ body }) => body.msgtype === 'text'), patient).toBe(true)
    expect(inGroup().map(({ body }) => body.msgtype)).toEqual(['markdown_v2', 'image', 'text'])
    expect(inGroup().at(-1)?.body.text).toMatchObject({ mentioned_list: ['ZhangSan'] })
    expect(alertCard()?.to).toBe('ZhangSan')
  })

  it('shows a click at once, and edits the card and tells the group', async () => {
    const card = alertCard()
    const taskId = taskOf(card?.body ?? {})
    const buttons = (card?.body.template_card as { button_list: { key: string }[] } | undefined)?.button_list ?? []
    const key = buttons.map(button => button.key).find(it => /^do\|ack \d+$/.test(it)) ?? ''

    const passive = await deliver(clickOf('ZhangSan', key, taskId, fake.click(taskId)))

    // A machine that is too busy to answer in time says nothing and changes the card afterwards.
    const inner = passive === '' ? '' : unseal(keys, readXml(passive)?.Encrypt ?? '').text
    expect(inner).toMatch(/^$|update_template_card[\s\S]*王伟/)
    await expect.poll(() => JSON.stringify([...(card?.card?.perUser ?? [])]), patient).toContain('王伟')
    await expect.poll(() => JSON.stringify(inGroup().slice(3)), patient).toContain('王伟')
    expect(fake.dropped).toBe(0)
  })

  it('takes the reason in the conversation, keeps it as a note, and lets it format nothing', async () => {
    const card = alertCard()
    const taskId = taskOf(card?.body ?? {})
    const text = JSON.stringify(card?.body)
    const key = /ask\|\d+\|ack \d+ \{reason\}/.exec(text)?.[0] ?? ''
    await deliver(clickOf('ZhangSan', key, taskId, fake.click(taskId)))
    await expect.poll(shown, patient).toContain('请直接回复内容')

    await deliver(textOf('ZhangSan', '台风 <@all> 停运'))

    await expect.poll(() => JSON.stringify(inGroup()), patient).toContain('台风')
    expect(JSON.stringify(inGroup())).not.toContain('<@all>')
  })

  it('answers in a group of the AI bot once it is set up', async () => {
    await expect.poll(() => platform.connected, patient).toBe(true)

    platform.speak({ user: 'ZhangSan', text: '@KPI 频道 范围 全部', chatid: 'Chat-1' })
    await expect.poll(() => platform.said.length, patient).toBeGreaterThan(0)
    const before = platform.said.length
    platform.speak({ user: 'ZhangSan', text: `@KPI 状态 销售额 ${yesterday()}`, chatid: 'Chat-1' })

    await expect.poll(() => JSON.stringify(platform.said.slice(before)), patient).toContain('900')
  })

  it('answers a digest with its pictures', async () => {
    const before = fake.standing().length

    await deliver(textOf('ZhangSan', '日报'))

    const kinds = () =>
      fake
        .standing()
        .slice(before)
        .map(({ body }) => String(body.msgtype))
    await expect.poll(() => kinds().some(kind => kind === 'mpnews' || kind === 'image'), patient).toBe(true)
  })
})

/** The last closed day in the store's zone. */
function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
}
