import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAlert } from '#src/storage/alerts.ts'
import { deliveryBacklog } from '#src/storage/health.ts'
import { listNotes } from '#src/storage/notes.ts'
import type { StoredStore } from '#src/storage/stores.ts'
import { until } from '#test/support/waiting.ts'
import { payloads } from './desk.ts'
import type { FakeMessage } from './fake-slack/world.ts'
import { buttonsIn, pressedIn, type Service, startService } from './service.ts'

const yuki = 'U0YUKI0001'
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

/** Two people at the same alert, in the whole service with a real database. */
describe('two people in Slack', () => {
  let service: Service
  let store: StoredStore
  let count = 0

  beforeAll(async () => {
    service = await startService()
    await tell('people add "Yuki" yuki@example.com operator all')
    await until(() => said().includes('yuki@example.com'))
    await tell('channel scope all')
    await until(() => said().includes('Settings of jp-team saved'))
  })
  afterAll(() => service.close())

  /** Each test has a store and an alert of its own. */
  beforeEach(async () => {
    count += 1
    store = await service.world.addStore(`shop${count}`)
    await service.world.setTarget('sales', `store:${store.slug}`, 10_000_00, { currency: 'USD' })
    await service.push(store.slug, day, { net_sales: 1_000, orders: 40 })
    await until(() => alert() !== undefined)
    service.slack.world.responses.length = 0
    service.slack.world.views.length = 0
  })

  const tell = (line: string, user = 'U0AMY00001') =>
    service.send(payloads.command(service.slack, line, { user_id: user }))
  const said = () => JSON.stringify([service.slack.world.messages, service.slack.world.responses])
  const alert = () =>
    service.slack.world.messages.find(one => isAlert(one) && JSON.stringify(one.blocks).includes(store.slug))
  const alertId = () => Number(/"delivery":"alert\/(\d+)/.exec(JSON.stringify(alert()?.metadata))?.[1])
  const press = (line: string, user: string) => {
    const button = buttonsIn(alert()).find(one => (JSON.parse(one.value) as { line: string }).line === line)
    return service.send(payloads.press(service.slack, button?.value, pressedIn(alert(), user)))
  }
  const idle = () =>
    until(async () => (await deliveryBacklog(service.database.db, new Date(Date.now() + 60_000))).waiting === 0)
  const texts = () => service.slack.world.responses.map(one => one.text)

  it('who acknowledge in the same second get one winner, a clear answer for the other, and one edit', async () => {
    const line = `ack ${alertId()}`
    const edits = alert()?.edits ?? 0

    const answers = await Promise.all([press(line, 'U0AMY00001'), press(line, yuki)])
    await until(() => texts().length === 2 && (alert()?.edits ?? 0) > edits)
    await idle()

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const taken = await findAlert(service.database.db, alertId())
    expect(taken?.state).toBe('acknowledged')
    expect(service.slack.world.responses.map(({ kind, replace }) => [kind, replace])).toEqual([
      ['ephemeral', false],
      ['ephemeral', false],
    ])
    expect(texts().filter(text => /You took|確認しました/.test(text))).toHaveLength(1)
    expect(texts().filter(text => text.includes(taken?.acknowledgedBy?.name ?? 'nobody'))).not.toHaveLength(0)
    expect(alert()?.edits).toBe(edits + 1)
    expect(JSON.stringify(alert()?.blocks)).toContain(taken?.acknowledgedBy?.name ?? 'nobody')
  })

  it('write both reasons at once: one takes it, and neither reason is lost', async () => {
    const line = `ack ${alertId()} {reason}`
    await press(line, 'U0AMY00001')
    await press(line, yuki)
    await until(() => service.slack.world.views.length === 2)
    const [first, second] = service.slack.world.views.map(({ view }) => view)
    const submit = (view: Readonly<Record<string, unknown>> | undefined, user: string, reason: string) => {
      const { callback_id, private_metadata } = view ?? {}
      const values = { 'field:reason': { reason: { value: reason } } }
      const over = { user: { id: user, team_id: 'T0FAKE0001' } }
      return service.send(payloads.submit({ callback_id, private_metadata }, values, over))
    }

    const answers = await Promise.all([submit(first, 'U0AMY00001', 'Typhoon'), submit(second, yuki, 'Carrier')])
    await until(() => texts().length === 2)

    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [200, ''],
      [200, ''],
    ])
    const notes = await listNotes(service.database.db, { stores: [store], from: day, to: day })
    expect(notes.map(({ text }) => text).toSorted()).toEqual(['Carrier', 'Typhoon'])
  })

  it('one of whom writes a reason while the other closes the alert: the form says so and keeps the reason', async () => {
    await press(`ack ${alertId()} {reason}`, 'U0AMY00001')
    await until(() => service.slack.world.views.length === 1)
    await press(`resolve ${alertId()}`, yuki)
    await until(async () => (await findAlert(service.database.db, alertId()))?.state === 'resolved')
    const { callback_id, private_metadata } = service.slack.world.views[0]?.view ?? {}
    const values = { 'field:reason': { reason: { value: 'Typhoon' } } }

    const answer = await service.send(payloads.submit({ callback_id, private_metadata }, values))

    const { response_action: action, errors } = answer.json() as { response_action: string; errors: object }
    expect(action).toBe('errors') // the form stays open with what was written
    expect(JSON.stringify(errors)).toContain('resolved')
    expect(Object.keys(errors)).toEqual(['field:reason'])
    const standing = await findAlert(service.database.db, alertId())
    expect([standing?.state, standing?.acknowledgedBy]).toEqual(['resolved', null])
  })

  it('one of whom presses a button of an alert that was closed: says so to them alone', async () => {
    await press(`resolve ${alertId()}`, yuki)
    await until(async () => (await findAlert(service.database.db, alertId()))?.state === 'resolved')
    const late = `ack ${alertId()}`
    service.slack.world.responses.length = 0

    const value = JSON.stringify({ line: late })
    await service.send(payloads.press(service.slack, value, pressedIn(alert())))
    await until(() => texts().length === 1)

    expect(JSON.stringify(service.slack.world.responses[0])).toContain('resolved already')
    expect(service.slack.world.responses[0]?.kind).toBe('ephemeral')
  })
})

function isAlert({ metadata }: FakeMessage): boolean {
  return JSON.stringify(metadata ?? '').includes('"delivery":"alert/')
}
