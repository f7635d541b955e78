import { createHash } from 'node:crypto'
import { createChat, createMenu } from '#bots/wecom/api/app.ts'
import { createClient } from '#bots/wecom/api/client.ts'
import { type AppConfig, readConfig } from '#bots/wecom/config.ts'
import { hookKey, keepGroup } from '#bots/wecom/send/groups.ts'
import type { BotTool, BotToolContext, ToolStore } from '#src/chat/messenger.ts'
import { ConfigError, StartError } from '#src/errors.ts'
import { menu } from './menu.ts'

/** What an administrator sets up from a shell. */
export const tools: readonly BotTool[] = [
  {
    name: 'menu',
    summary: 'set the menu of the app (状态 · 告警 · 日报 · 帮助)',
    run: async (_words, context) => {
      const { client, app } = reach(context)
      await createMenu(client, app, menu)
      context.print('The menu is set. Members see it within a minute or when they open the app again.')
    },
  },
  {
    name: 'groups',
    summary: 'list the groups with their ids',
    run: async (_words, { store, print }) => {
      const { groups } = stored(store)
      const all = await groups.list()
      print(all.map(({ channel, name }) => `${channel}  ${name}`).join('\n') || 'There is no group yet.')
    },
  },
  {
    name: 'webhook',
    summary: 'NAME-OR-ID ADDRESS: post to a group by its webhook (消息推送); a new name makes a new group',
    run: async ([name, address], { store, print }) => {
      const { vault, groups } = stored(store)
      const key = address === undefined ? null : hookKey(address)
      if (name === undefined || key === null) throw new StartError('Usage: wecom webhook "KPI 群" https://…/send?key=…')
      const channel =
        (await find(name, groups)) ?? `hook-${createHash('sha256').update(key).digest('hex').slice(0, 16)}`
      await groups.add(channel, name)
      await keepGroup(vault, channel, { hook: key })
      print(`Messages for “${name}” go by its webhook. Next: wecom say "${name}" channel scope all`)
    },
  },
  {
    name: 'create-group',
    summary: 'NAME OWNER MEMBER…: let the app make a group (needs the whole company as visible scope)',
    run: async ([name, owner, ...members], context) => {
      if (name === undefined || owner === undefined || members.length === 0) {
        throw new StartError('Usage: wecom create-group "KPI 作战群" zhangsan lisi wangwu')
      }
      const { client } = reach(context)
      const chat = await createChat(client, { name, owner, users: [owner, ...members] })
      const { vault, groups } = stored(context.store)
      await groups.add(chat, name)
      await keepGroup(vault, chat, { chat })
      context.print(`“${name}” is made; members see it with its first message.`)
    },
  },
  {
    name: 'say',
    summary: 'NAME-OR-ID LINE…: run a line inside a group that cannot be written in, such as: channel scope all',
    run: async ([name, ...words], { store }) => {
      const { groups } = stored(store)
      const channel = name === undefined ? null : await find(name, groups)
      if (channel === null || words.length === 0) throw new StartError('Usage: wecom say "KPI 群" digest 9:00')
      await groups.say(channel, words.join(' '))
    },
  },
]

function stored(store: ToolStore | undefined): ToolStore {
  if (!store) throw new StartError('This needs the database.')
  return store
}

async function find(name: string, groups: ToolStore['groups']): Promise<string | null> {
  const all = await groups.list()
  return all.find(group => group.channel === name || group.name === name)?.channel ?? null
}

/** The platform, as the app. @throws ConfigError without one. */
function reach({ env, store, print }: BotToolContext): { client: ReturnType<typeof createClient>; app: AppConfig } {
  const config = readConfig(env)
  if (!config?.app) throw new ConfigError(['WECOM_CORP_ID and the other variables of the app are needed for this'])
  const log = { info: () => {}, warn: () => {}, error: () => {} }
  const tell = async (_key: string, card: { readonly blocks: readonly unknown[] }) => {
    const [first] = card.blocks as readonly { readonly text?: { readonly en: string } }[] // made by credential-alerts.ts
    print(first?.text?.en ?? '')
  }
  return {
    client: createClient(config.apiUrl, config.app, { vault: stored(store).vault, now: () => new Date(), log, tell }),
    app: config.app,
  }
}
