import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { click, type Deviation, envelope, mention, message, push } from './fake-feishu/push.ts'
import { bot, createFakeFeishu, type FakeFeishu, type StandingMessage } from './fake-feishu/server.ts'
import { environment } from './harness.ts'

const apiToken = 'token-of-the-end-to-end-test'
const patient = { timeout: 90_000, interval: 100 }
const self = mention('@_user_1', bot, 'KPI')

/** The whole service on a real database, with nothing but Feishu itself played. */
describe('the service in Feishu', () => {
  let fake: FakeFeishu
  let app: App

  beforeAll(async () => {
    fake = await createFakeFeishu()
    fake.chats.set('oc_team', 'JP 团队')
    fake.people.set('ou_wei', { email: 'wei@example.com', name: '王伟', mentionable: true })
    fake.people.set('ou_yuki', { email: 'yuki@example.com', name: '田中 由紀', mentionable: true })
    fake.people.set('ou_stranger', { email: 'stranger@elsewhere.com', name: 'Stranger', mentionable: true })
    const env = { ...environment(fake), ADMIN_EMAIL: 'wei@example.com', DEMO: '0' }
    const log = pino({ level: 'silent' })
    const secrets = { secretKey: 'k'.repeat(32), apiToken }
    const database = await testDatabase()
    app = await buildApp({ config: readConfig(env), env, log, database, secrets })
    for (const store of ['west', 'east']) await company(database).addStore(store, { timeZone: 'UTC' })
    await app.start()
  })
  afterAll(async () => {
    await app.stop()
    await fake.close()
  })

  async function event(type: string, content: object, deviation: Deviation = {}) {
    const seconds = Math.floor(Date.now() / 1000)
    const { body, headers } = push(envelope(type, content, deviation), { seconds, ...deviation })
    const answer = await app.server.inject({ method: 'POST', url: '/feishu/events', payload: body, headers })
    expect(answer.statusCode).toBe(200)
    return answer.json() as Record<string, Record<string, unknown>>
  }
  const write = (text: string, person = 'ou_wei') => event('im.message.receive_v1', message(text, { person }))
  const writeInGroup = (text: string) =>
    event('im.message.receive_v1', message(`@_user_1 ${text}`, { kind: 'group', mentions: [self] }))
  const said = () => JSON.stringify([...fake.messages.values()].map(({ content }) => content))
  const standing = (): StandingMessage[] => [...fake.messages.values()].filter(({ gone }) => !gone)
  /** What clicks came to: in their toasts, or in the chat where the machine was too busy to answer in time. */
  const outcomes = (answers: readonly Record<string, Record<string, unknown>>[], before: number): string[] => {
    const toasts = answers.map(({ toast }) => String(toast?.content))
    const titles = standing()
      .slice(before)
      .map(({ content }) => JSON.stringify(content).match(/已确认告警[^"]*|[^"]*已由[^"]*/)?.[0] ?? '')
    return [...toasts, ...titles].filter(text => /已确认告警|已由/.test(text))
  }
  const alertMessages = () => standing().filter(({ content }) => JSON.stringify(content).includes('"subject":"alert/'))
  const alertMessage = () => standing().find(({ content }) => JSON.stringify(content).includes('"subject":"alert/'))

  async function observe(sales: number, store = 'west') {
    const rows = [{ store, day: yesterday(), measures: { net_sales: sales, orders: 40 } }]
    const headers = { authorization: `Bearer ${apiToken}` }
    const answer = await app.server.inject({ method: 'POST', url: '/api/v1/observations', headers, payload: rows })
    expect(answer.statusCode).toBe(200)
  }

  it('makes the first person the administrator, and tells a stranger how to be invited', async () => {
    await write('/kpi people')
    await expect.poll(said, patient).toContain('王伟')

    await write('status', 'ou_stranger')
    await expect.poll(() => standing().some(({ to }) => to === 'ou_stranger'), patient).toBe(true)
  })

  it('understands full-width lines with Chinese punctuation', async () => {
    await observe(1_000)

    await write(`／ＫＰＩ　状态，销售额　${yesterday()}`)

    await expect.poll(said, patient).toContain('1,000')
  })

  it('answers in a group once somebody with the right has set it up', async () => {
    await writeInGroup('/kpi 频道 范围 全部')
    await expect.poll(() => standing().some(({ to }) => to === 'oc_team'), patient).toBe(true)
    const before = standing().length

    await writeInGroup(`status sales ${yesterday()}`)

    await expect
      .poll(
        () =>
          standing()
            .slice(before)
            .some(({ to, content }) => to === 'oc_team' && JSON.stringify(content).includes('1,000')),
        patient,
      )
      .toBe(true)
  })

  it('posts an alert that mentions its owner; a reason in the card edits it and is answered with the new card', async () => {
    const month = yesterday().slice(0, 7)
    await writeInGroup(`target set sales west ${month} 300000 wei@example.com`)
    await expect.poll(said, patient).toContain('300,000')
    await observe(900)
    await expect.poll(alertMessage, patient).toBeDefined()
    const shown = alertMessage()
    expect(JSON.stringify(shown?.content)).toContain('<at id=ou_wei></at>')

    const submit = valuesOf(shown?.content).find(value => 'fill' in value)
    const formValue = { reason: '台风 <at id=all></at>' }
    const before = standing().length
    const answer = await event('card.action.trigger', click(submit, { messageId: shown?.id ?? '', formValue }))

    await expect.poll(() => outcomes([answer], before).length, patient).toBe(1)
    expect(outcomes([answer], before)[0]).toContain('已确认告警')
    await expect.poll(() => shown?.edits ?? 0, patient).toBeGreaterThan(0)
    expect(JSON.stringify(shown?.content)).toContain('台风 <at id=all></at>')
    expect(markdownIn(shown?.content)).not.toContain('all')
  })

  it('answers once, however many replicas get the same message at the same time', async () => {
    const same = message(`status sales ${yesterday()}`, { id: 'om_same' })
    const before = standing().length

    await Promise.all(Array.from({ length: 5 }, () => event('im.message.receive_v1', same)))
    await write('health')

    const later = () =>
      standing()
        .slice(before)
        .map(({ content }) => JSON.stringify(content))
    await expect.poll(() => later().filter(text => text.includes('900')).length, patient).toBe(1)
    await expect.poll(() => later().length, patient).toBe(2)
  })

  it('lets one of two people take an alert on who click in the same second, and tells the other', async () => {
    await write('/kpi people add "田中 由紀" yuki@example.com operator all')
    await expect.poll(said, patient).toContain('yuki@example.com')
    await writeInGroup(`target set sales east ${yesterday().slice(0, 7)} 400000 wei@example.com`)
    await expect.poll(said, patient).toContain('400,000')
    await observe(800, 'east')
    await expect.poll(() => pressesIn(alertMessages()).length, patient).toBeGreaterThan(0)
    const { press, id } = pressesIn(alertMessages())[0] ?? { press: {}, id: '' }

    const before = standing().length
    const answers = await Promise.all(
      ['ou_wei', 'ou_yuki'].map(person => event('card.action.trigger', click(press, { person, messageId: id }))),
    )

    await expect.poll(() => outcomes(answers, before).length, patient).toBe(2)
    expect(outcomes(answers, before).filter(text => text.startsWith('已确认告警'))).toHaveLength(1)
    expect(outcomes(answers, before).filter(text => text.includes('已由'))).toHaveLength(1)
    for (const { card } of answers) expect(JSON.stringify(card ?? 'later')).not.toMatch(/"line":"ack \d+"/)
  })

  it('posts a digest with pictures in three languages', async () => {
    const before = standing().length

    await writeInGroup('digest now')

    const later = () =>
      JSON.stringify(
        standing()
          .slice(before)
          .map(({ content }) => content),
      )
    await expect.poll(later, patient).toContain('"img_key":"img_v3_')
    expect(later()).toContain('i18n_img_key')
    expect(fake.refused.filter(refusal => refusal.startsWith('230099'))).toEqual([])
  })
})

/** The last closed day in the store's zone. */
function yesterday(): string {
  return new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)
}

/** Buttons that take an alert on, with the message they stand in. */
function pressesIn(messages: readonly StandingMessage[]): { press: object; id: string }[] {
  return messages.flatMap(({ content, id }) =>
    valuesOf(content).flatMap(press =>
      'line' in press && /^ack \d+$/.test(String(press.line)) ? [{ press, id }] : [],
    ),
  )
}

function valuesOf(part: unknown): object[] {
  if (typeof part !== 'object' || part === null) return []
  const own = 'type' in part && part.type === 'callback' && 'value' in part ? [part.value as object] : []
  return [...own, ...Object.values(part).flatMap(valuesOf)]
}

/** Everything that the platform reads as markup. */
function markdownIn(part: unknown): string {
  if (typeof part !== 'object' || part === null) return ''
  const own = 'tag' in part && part.tag === 'markdown' && 'content' in part ? String(part.content) : ''
  return own + Object.values(part).map(markdownIn).join('')
}
