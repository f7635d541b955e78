import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { findAlert } from '#src/features/alerts/store/alerts.ts'
import { listNotes } from '#src/features/annotations/store/notes.ts'
import type { StoredStore } from '#src/features/stores/store/stores.ts'
import { deliveryBacklog } from '#src/platform/database/backlog.ts'
import { until as untilWithin } from '#test/support/waiting.ts'
import type { FakeMessage } from './fake-slack/world.ts'
import { buttonsIn, heardAt, pressedIn, type Service, startService } from './service.ts'
import { payloads } from './slack-under-test.ts'

const yuki = 'U0YUKI0001'
/** Patient: the whole service starts and works beside other tests. */
const until = (done: () => boolean | Promise<boolean>) => untilWithin(done, 200_000)
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
    service.slack.world.views.length = 0
  })

  const tell = (line: string, user = 'U0AMY00001') =>
    service.send(payloads.command(service.slack, line, { user_id: user }))
  const said = () => JSON.stringify([service.slack.world.messages, service.slack.world.responses])
  const alert = () =>
    service.slack.world.messages.find(one => isAlert(one) && JSON.stringify(one.blocks).includes(store.slug))
  const alertId = () => Number(/"delivery":"alert\/(\d+)/.exec(JSON.stringify(alert()?.metadata))?.[1])
  const press = (line: string, user: string) => {
    const body = payloads.press(service.slack, JSON.stringify({ line }), pressedIn(alert(), user))
    return { answered: service.send(body), heard: () => heardAt(service, body.payload.response_url) }
  }
  /** Opens the form of a button and says how it is sent; `heard` is what is said afterwards. */
  const open = async (user: string) => {
    const button = buttonsIn(alert()).find(({ value }) => value.includes('{reason}') && value.includes('"ack '))
    const before = service.slack.world.views.length
    const body = payloads.press(service.slack, button?.value, pressedIn(alert(), user))
    await service.send(body)
    await until(() => service.slack.world.views.length > before)
    const { callback_id, private_metadata } = service.slack.world.views.at(-1)?.view ?? {}
    const submit = (reason: string) => {
      const values = { 'field:reason': { reason: { value: reason } } }
      const over = { user: { id: user, team_id: 'T0FAKE0001' } }
      return service.send(payloads.submit({ callback_id, private_metadata }, values, over))
    }
    return { submit, heard: () => heardAt(service, body.payload.response_url) }
  }
  const idle = () =>
    until(async () => (await deliveryBacklog(service.database.db, new Date(Date.now() + 60_000))).waiting === 0)
  const standing = () => findAlert(service.database.db, alertId())

  it('who acknowledge in the same second get one winner, a clear answer for the other, and one edit', async () => {
    const line = `ack ${alertId()}`
    const edits = alert()?.edits ?? 0

    const both = [press(line, 'U0AMY00001'), press(line, yuki)]
    const answers = await Promise.all(both.map(({ answered }) => answered))
    await until(() => both.every(({ heard }) => heard().length === 1) && (alert()?.edits ?? 0) > edits)
    await idle()

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 200])
    const taken = await standing()
    const winner = taken?.acknowledgedBy?.name ?? 'nobody'
    const said = both.flatMap(({ heard }) => heard())
    expect(taken?.state).toBe('acknowledged')
    expect(said.map(({ kind, replace }) => [kind, replace])).toEqual([
      ['ephemeral', false],
      ['ephemeral', false],
    ])
    expect(said.filter(({ text }) => /You took|を確認しました/.test(text))).toHaveLength(1)
    expect(said.filter(({ text }) => text.includes(winner))).toHaveLength(1)
    expect(alert()?.edits).toBe(edits + 1)
    expect(JSON.stringify(alert()?.blocks)).toContain(winner)
  })

  it('write both reasons at once: one takes it, and neither reason is lost', async () => {
    const forms = [await open('U0AMY00001'), await open(yuki)] as const

    const answers = await Promise.all([forms[0].submit('Typhoon'), forms[1].submit('Carrier')])
    await until(() => forms.every(({ heard }) => heard().length === 1))

    expect(answers.map(({ statusCode, body }) => [statusCode, body])).toEqual([
      [200, ''],
      [200, ''],
    ])
    const notes = await listNotes(service.database.db, { stores: [store], from: day, to: day })
    expect(notes.map(({ text }) => text).toSorted()).toEqual(['Carrier', 'Typhoon'])
  })

  it('one of whom writes a reason while the other closes the alert: the form says so and keeps the reason', async () => {
    const form = await open('U0AMY00001')
    await press(`resolve ${alertId()}`, yuki).answered
    await until(async () => (await standing())?.state === 'resolved')

    const answer = await form.submit('Typhoon')

    // On a slow machine the form closes first; then the answer says both.
    if (answer.body === '') await until(() => form.heard().length === 2)
    const said = answer.body === '' ? JSON.stringify(form.heard()) : answer.body
    expect(said).toContain('resolved already')
    if (answer.body === '') expect(said).toContain('Typhoon')
    else
      expect(answer.json()).toMatchObject({ response_action: 'errors', errors: { 'field:reason': expect.anything() } })
    expect([(await standing())?.state, (await standing())?.acknowledgedBy]).toEqual(['resolved', null])
  })

  it('one of whom presses a button of an alert that was closed: says so to them alone', async () => {
    await press(`resolve ${alertId()}`, yuki).answered
    await until(async () => (await standing())?.state === 'resolved')

    const late = press(`ack ${alertId()}`, 'U0AMY00001')
    await until(() => late.heard().length === 1)

    expect(JSON.stringify(late.heard()[0])).toContain('resolved already')
    expect(late.heard()[0]?.kind).toBe('ephemeral')
  })
})

function isAlert({ metadata }: FakeMessage): boolean {
  return JSON.stringify(metadata ?? '').includes('"delivery":"alert/')
}
