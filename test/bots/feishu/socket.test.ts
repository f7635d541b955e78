import { afterEach, describe, expect, it } from 'vitest'
import type { Reply } from '#src/chat/messenger.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { click, envelope, message } from './fake-feishu/push.ts'
import { type Play, play } from './play.ts'

const overSocket = { FEISHU_CONNECTION: 'websocket', FEISHU_ENCRYPT_KEY: '', FEISHU_VERIFICATION_TOKEN: '' }
const type = 'im.message.receive_v1'

describe('the long connection', () => {
  let stage: Play
  afterEach(() => stage.close())

  it('takes events, whole or in parts, and answers each once', async () => {
    stage = await start(() => ({ cards: [saying('answer')] }))
    const event = envelope(type, message('状态 销售额', { id: 'om_once' }))

    const answers = [await stage.fake.socket.push(event), await stage.fake.socket.push(event, 4)]
    await expect.poll(() => stage.standing().length, { timeout: 90_000 }).toBe(1)

    expect(answers.map(({ code }) => code)).toEqual([200, 200])
    expect(stage.asked).toHaveLength(1)
    expect(stage.asked[0]).toMatchObject({ line: '状态 销售额', person: 'ou_wei' })
  })

  it('answers clicks with a toast', async () => {
    stage = await start(() => ({ cards: [saying('taken')], private: true }))

    const press = click({ v: 1, direct: false, line: 'ack 42' })
    const { code, data } = await stage.fake.socket.push(envelope('card.action.trigger', press))

    expect(code).toBe(200)
    expect(data).toMatchObject({ toast: { type: 'success', content: 'taken' } })
  })

  it('takes nothing for another app', async () => {
    stage = await start(() => ({}))

    await stage.fake.socket.push(envelope(type, message('status'), { appId: 'cli_ffffffffffffffff' }))

    expect(stage.asked).toEqual([])
  })

  it('connects again when the connection breaks', async () => {
    stage = await start(() => ({ cards: [saying('again')] }))

    stage.fake.socket.drop()
    await stage.fake.socket.connected(2)
    await stage.fake.socket.push(envelope(type, message('status')))
    await expect.poll(() => stage.standing().length, { timeout: 90_000 }).toBe(1)
  })

  it('asks for another push when the database is away', async () => {
    const take = () => Promise.reject(new Error('the database is away'))
    stage = await start(() => ({}), { inbox: { take, recover: () => async () => {} } })

    const { code } = await stage.fake.socket.push(envelope(type, message('status')))

    expect(code).toBe(500)
  })

  it('closes when the service stops, and offers no address for requests', async () => {
    stage = await start(() => ({}))
    const request = await stage.event(type, message('status'))

    await stage.messenger.stop?.()

    expect(request.status).toBe(404)
    const { connections } = stage.fake.socket
    await new Promise(resolve => setTimeout(resolve, 200))
    expect(connections()).toBe(1)
  })
})

async function start(answer: () => Partial<Reply>, over: Parameters<typeof play>[1] = {}): Promise<Play> {
  const stage = await play(answer, over, overSocket)
  await stage.messenger.start?.()
  await stage.fake.socket.connected(1)
  return stage
}
