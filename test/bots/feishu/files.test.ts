import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type App, buildApp } from '#src/app.ts'
import { readConfig } from '#src/config.ts'
import { company } from '#test/support/company.ts'
import { testDatabase } from '#test/support/database.ts'
import { envelope, message, push } from './fake-feishu/push.ts'
import { createFakeFeishu, type FakeFeishu } from './fake-feishu/server.ts'
import { environment } from './harness.ts'

const patient = { timeout: 60_000, interval: 100 }
const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

describe('a file that somebody sends to the bot', () => {
  let fake: FakeFeishu
  let app: App

  beforeAll(async () => {
    fake = await createFakeFeishu()
    fake.people.set('ou_wei', { email: 'wei@example.com', name: '王伟', mentionable: true })
    fake.people.set('ou_op', { email: 'op@example.com', name: '操作', mentionable: true })
    const env = { ...environment(fake), ADMIN_EMAIL: 'wei@example.com', DEMO: '0' }
    const database = await testDatabase()
    const secrets = { secretKey: 'k'.repeat(32), apiToken: 'token-of-the-file-test' }
    app = await buildApp({ config: readConfig(env), env, log: pino({ level: 'silent' }), database, secrets })
    await company(database).addStore('west', { timeZone: 'UTC' })
    await app.start()
  })
  afterAll(async () => {
    await app.stop()
    await fake.close()
  })

  async function event(content: ReturnType<typeof message>) {
    const { body, headers } = push(envelope('im.message.receive_v1', content), {
      seconds: Math.floor(Date.now() / 1000),
    })
    const answer = await app.server.inject({ method: 'POST', url: '/feishu/events', payload: body, headers })
    expect(answer.statusCode).toBe(200)
  }
  const said = () => JSON.stringify([...fake.messages.values()].map(({ content }) => content))
  const drop = async (id: string, name: string, bytes: string | null, person = 'ou_wei') => {
    if (bytes !== null) fake.files.set(`${id}/key-1`, Buffer.from(bytes))
    const content = JSON.stringify({ file_key: 'key-1', file_name: name })
    await event(message('', { id, person, type: 'file', content }))
  }

  it('is shown as what it would come to, with the button that imports it, to who sent it', async () => {
    await event(message('/kpi people')) // the administrator is known from the first word on
    await expect.poll(said, patient).toContain('王伟')
    await drop('om_1', 'west.csv', `date,store,net sales\n${day},west,4321\n`)

    await expect.poll(said, patient).toContain('import apply')
    const [shown] = [...fake.messages.values()].filter(({ content }) => JSON.stringify(content).includes('west.csv'))
    expect(shown?.to).toBe('ou_wei')
    expect(JSON.stringify(shown?.content)).toContain('4321')
  })

  it('is answered each, where several come at once, and a file that cannot be read says why', async () => {
    await Promise.all([
      drop('om_2', 'a.csv', `date,store,net sales\n${day},west,11\n`),
      drop('om_3', 'picture.csv', '\u0000\u0001\u0002\u0003 no table'),
      drop('om_4', 'gone.csv', null),
    ])

    for (const name of ['a.csv', 'picture.csv', 'gone.csv']) await expect.poll(said, patient).toContain(name)
    expect(said()).toMatch(/CSV/)
  })

  it('is not taken from somebody unknown', async () => {
    await drop('om_5', 'b.csv', `date,store,net sales\n${day},west,99\n`, 'ou_op')

    await expect.poll(said, patient).toContain('b.csv')
    const [shown] = [...fake.messages.values()].filter(({ content }) => JSON.stringify(content).includes('b.csv'))
    expect(JSON.stringify(shown?.content)).not.toContain('import apply')
  })
})
