import { afterEach, describe, expect, it } from 'vitest'
import { readConfig } from '#bots/wecom/config.ts'
import { findGroup } from '#bots/wecom/send/groups.ts'
import { menu } from '#bots/wecom/setup/menu.ts'
import { tools } from '#bots/wecom/setup/tools.ts'
import type { BotToolContext } from '#src/chat/messenger.ts'
import { ConfigError } from '#src/errors.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { env, type World, wecomWorld } from './world.ts'

let world: World | null = null
afterEach(async () => {
  await world?.close()
  world = null
})

describe('the configuration', () => {
  it('is off without variables, and on with the app, the AI bot or both', () => {
    expect(readConfig({})).toBeNull()
    expect(readConfig(env)).toMatchObject({ app: { agentId: 1_000_002 }, bot: null })
    expect(readConfig({ WECOM_BOT_ID: 'b', WECOM_BOT_SECRET: 's' })).toMatchObject({ app: null, bot: { id: 'b' } })
    expect(readConfig({ ...env, WECOM_BOT_ID: 'b', WECOM_BOT_SECRET: 's' })?.bot?.url).toBe(
      'wss://openws.work.weixin.qq.com',
    )
  })

  it('is on with nothing but a group’s webhook, and then only speaks', async () => {
    expect(readConfig({}, ['token/1'])).toBeNull()
    const config = readConfig({}, ['group/hook-1'])
    expect(config).toMatchObject({ app: null, bot: null })

    world = await wecomWorld({ app: false })
    const base = { card: saying('日报'), locale: 'zh-CN', pictures: [], handles: new Map() } as const
    const { signal } = new AbortController()
    const send = (kind: 'group' | 'direct', channel: string) =>
      world?.messenger.send({ ...base, deliveryId: channel, signal, to: { workspace: '', channel, kind } })

    await send('group', 'team')
    await expect(send('direct', 'zhangsan')).rejects.toMatchObject({ fault: 'unreachable' })
    expect(world.fake.standing()).toMatchObject([{ to: 'hook:hook-key-1', body: { msgtype: 'markdown_v2' } }])
  })

  it('tells everything that is missing or wrong at once', () => {
    const half = { WECOM_CORP_ID: 'ww1', WECOM_ENCODING_AES_KEY: 'short', WECOM_BOT_ID: 'b', WECOM_API_URL: 'nowhere' }

    const problems = problemsOf(() => readConfig(half))

    expect(problems.map(problem => problem.split(' ')[0])).toEqual([
      'WECOM_AGENT_ID',
      'WECOM_SECRET',
      'WECOM_TOKEN',
      'WECOM_BOT_SECRET',
      'WECOM_ENCODING_AES_KEY',
      'WECOM_API_URL',
    ])
  })
})

describe('the tools', () => {
  it('set a menu that WeCom takes', async () => {
    world = await wecomWorld()

    await run('menu', [])

    expect(world.fake.calls.at(-1)).toMatchObject({ path: '/menu/create' })
    for (const button of menu) {
      expect(Buffer.byteLength(button.name)).toBeLessThanOrEqual(16)
      const items: readonly { name: string; key: string }[] = 'sub_button' in button ? button.sub_button : []
      expect(items.length).toBeLessThanOrEqual(5)
      expect(items.every(({ name, key }) => Buffer.byteLength(name) <= 40 && Buffer.byteLength(key) <= 128)).toBe(true)
    }
  })

  it('give a group its webhook, whether it is new or known, and run lines inside', async () => {
    world = await wecomWorld()
    const address = 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa'

    await run('webhook', ['日本组', address])
    await run('webhook', ['日本组', address])
    await run('say', ['日本组', 'channel', 'scope', 'market:jp'])

    expect(groups).toHaveLength(1)
    expect(await findGroup(world.deps.vault, groups[0]?.channel ?? '')).toEqual({
      hook: '693a91f6-7xxx-4bc4-97a0-0ec2sifa5aaa',
    })
    expect(said).toEqual([`${groups[0]?.channel} channel scope market:jp`])
    expect(printed.join()).not.toContain('693a91f6')
  })

  it('let the app make a group', async () => {
    world = await wecomWorld()

    await run('create-group', ['作战群', 'zhangsan', 'lisi'])

    expect(groups.at(-1)).toMatchObject({ name: '作战群' })
    expect(await findGroup(world.deps.vault, groups.at(-1)?.channel ?? '')).toEqual({ chat: groups.at(-1)?.channel })
  })

  it('say how they are used', async () => {
    world = await wecomWorld()

    await expect(run('webhook', ['x', 'not an address'])).rejects.toThrow('Usage')
    await expect(run('say', ['nowhere', 'status'])).rejects.toThrow('Usage')
  })
})

const groups: { channel: string; name: string }[] = []
const said: string[] = []
const printed: string[] = []

function run(name: string, words: readonly string[]): Promise<void> {
  const tool = tools.find(one => one.name === name)
  if (!tool || !world) throw new Error('no such tool')
  const context: BotToolContext = {
    env: { ...env, WECOM_API_URL: world.fake.url },
    publicUrl: '',
    commands: [],
    print: text => printed.push(text),
    store: {
      vault: world.deps.vault,
      groups: {
        list: async () => groups,
        add: async (channel, group) => {
          if (!groups.some(one => one.channel === channel)) groups.push({ channel, name: group })
        },
        say: async (channel, line) => void said.push(`${channel} ${line}`),
      },
    },
  }
  return tool.run(words, context)
}

function problemsOf(work: () => unknown): readonly string[] {
  try {
    work()
    return []
  } catch (error) {
    if (error instanceof ConfigError) return error.problems
    throw error
  }
}
