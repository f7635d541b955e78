import { afterEach, describe, expect, it } from 'vitest'
import { feishu } from '#bots/feishu/index.ts'
import { registerTool } from '#bots/feishu/setup/register.ts'
import { ConfigError, StartError } from '#src/errors.ts'
import { createFakeFeishu, type FakeFeishu } from './fake-feishu/server.ts'
import { environment } from './harness.ts'

const whole = environment({ appId: 'cli_0123456789abcdef', secret: 's', url: 'https://open.larksuite.com' })

describe('the configuration', () => {
  it('is off without any variable, and counts empty ones as absent', () => {
    expect(feishu.readConfig({ FEISHU_APP_ID: '', OTHER: 'x' })).toBeNull()
  })

  it('lists everything that is missing at once', () => {
    expect(problemsOf({ FEISHU_APP_ID: whole.FEISHU_APP_ID })).toEqual([
      'FEISHU_APP_SECRET is missing',
      'FEISHU_ENCRYPT_KEY is missing',
      'FEISHU_VERIFICATION_TOKEN is missing',
    ])
  })

  it('counts a key of commas as missing', () => {
    expect(problemsOf({ ...whole, FEISHU_ENCRYPT_KEY: ' , ' })).toEqual(['FEISHU_ENCRYPT_KEY is missing'])
  })

  it('needs no keys with the long connection', () => {
    const { FEISHU_APP_ID, FEISHU_APP_SECRET } = whole

    expect(feishu.readConfig({ FEISHU_APP_ID, FEISHU_APP_SECRET, FEISHU_CONNECTION: 'websocket' })).toMatchObject({
      http: null,
      apiUrl: 'https://open.feishu.cn',
    })
  })

  it.each([
    ['FEISHU_APP_ID', 'cli_short'],
    ['FEISHU_API_URL', 'open.larksuite.com'],
    ['FEISHU_CONNECTION', 'carrier pigeon'],
    ['FEISHU_URGENT', 'loud'],
    ['FEISHU_URGENT_MONTHLY', 'many'],
  ])('names a wrong %s', (name, value) => {
    const [problem = '', ...others] = problemsOf({ ...whole, [name]: value })

    expect(others).toEqual([])
    expect(problem).toContain(name)
  })
})

describe('npm run kpi -- feishu register', () => {
  let fake: FakeFeishu
  afterEach(() => fake.close())

  it('registers /kpi in three languages once, and brings it up to date', async () => {
    fake = await createFakeFeishu()
    const said: string[] = []
    const run = () =>
      registerTool.run([], { env: environment(fake), publicUrl: '', commands: [], print: text => said.push(text) })

    await run()
    await run()
    for (const command of fake.commands.values()) command.description = { default_value: 'old' }
    await run()

    expect(said[0]).toContain('is registered')
    expect(said[1]).toContain('already')
    expect(said[2]).toContain('up to date')
    const description = { i18n: { zh_cn: expect.any(String), ja_jp: expect.any(String), en_us: expect.any(String) } }
    expect([...fake.commands.values()]).toMatchObject([{ command: 'kpi', description }])
  })

  it('says which permission is missing, without any secret', async () => {
    fake = await createFakeFeishu()
    fake.fault({ on: 'GET application', status: 400, code: 99991672 })

    const error: unknown = await registerTool
      .run([], { env: environment(fake), publicUrl: '', commands: [], print: () => {} })
      .catch((thrown: unknown) => thrown)

    expect(error).toBeInstanceOf(StartError)
    expect(String(error)).toContain('application:app_slash_command:read')
    expect(String(error)).not.toContain(fake.secret)
  })
})

function problemsOf(env: Readonly<Record<string, string>>): readonly string[] {
  try {
    feishu.readConfig(env)
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
  }
  return []
}
