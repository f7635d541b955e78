import type { FeishuConfig } from '#bots/feishu/config.ts'
import { limits } from '#bots/feishu/limits.ts'
import { mobilesOf } from '#bots/feishu/setup/mobiles.ts'
import type { BotDeps } from '#src/chat/messenger.ts'
import type { FeishuApi } from './client.ts'

/** Who is who: our people by the e-mail that stands in the company's directory. */
export interface People {
  /** The e-mail of somebody on the platform, if it is one of ours; `null` when it is not. */
  emailOf(openId: string): Promise<string | null>
  /** Our people by their open ids; none while the platform does not tell. */
  known(): Promise<ReadonlyMap<string, string>>
  /** What the person is called; `null` when the platform does not tell. */
  nameOf(openId: string): Promise<string | null>
  /** The bot's own open id; `null` while the platform does not tell: then nothing in groups is answered. */
  botId(): Promise<string | null>
  /** Looks all our people up and ties them, so that somebody is mentioned who never wrote to the bot. */
  linkAll(): Promise<number>
}

/** Judgement: whose address there was put right is known within a minute; strangers who keep writing cost one look-up. */
const keptMs = 60_000

/** Looks people up by e-mail: the app needs no right to read anybody's address. */
export function createPeople(api: FeishuApi, deps: BotDeps, config: Pick<FeishuConfig, 'appId'>): People {
  let known: {
    readonly asked: string
    readonly byId: Promise<ReadonlyMap<string, string>>
    readonly until: number
  } | null = null
  const names = new Map<string, string>()
  let bot: string | null = null

  /** What was found counts for a while, and only for the people it was asked about. */
  async function directory(): Promise<ReadonlyMap<string, string>> {
    const emails = await deps.directory.emails()
    const asked = [...emails].sort().join('\n')
    if (known?.asked === asked && deps.now().getTime() < known.until) return known.byId
    const byId = lookUp(api, deps, emails)
    known = { asked, byId, until: deps.now().getTime() + keptMs }
    byId.catch(() => {
      known = null
    })
    return byId
  }

  return {
    emailOf: async openId => {
      try {
        return (await directory()).get(openId) ?? null
      } catch (err) {
        deps.log.warn({ err }, 'People could not be looked up in Feishu')
        return null
      }
    },
    known: async () => {
      try {
        return await directory()
      } catch (err) {
        deps.log.warn({ err }, 'People could not be looked up in Feishu')
        return new Map()
      }
    },
    nameOf: async openId => names.get(openId) ?? remember(names, openId, await findName(api, deps, openId)),
    botId: async () => {
      bot ??= await findBot(api, deps)
      return bot
    },
    linkAll: async () => {
      let linked = 0
      for (const [person, email] of await directory())
        if (await deps.link({ workspace: config.appId, person, email })) linked++
      return linked
    },
  }
}

function remember(names: Map<string, string>, openId: string, name: string | null): string | null {
  if (names.size > 5_000) names.clear()
  if (name !== null) names.set(openId, name)
  return name
}

/**
 * Open ids of our people. Missing ones have another address there, or are outside the app's 通讯录权限范围.
 * https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/batch_get_id
 */
async function lookUp(api: FeishuApi, deps: BotDeps, known: readonly string[]): Promise<ReadonlyMap<string, string>> {
  const byMobile = await mobilesOf(deps.vault, known)
  const emails = known.map(email => ({ email, mobile: null }))
  const mobiles = [...byMobile].map(([mobile, email]) => ({ email, mobile }))
  const byId = new Map<string, string>()
  for (const asked of [...parts(emails), ...parts(mobiles)]) {
    const [first] = asked
    const data =
      first?.mobile === null ? { emails: asked.map(one => one.email) } : { mobiles: asked.map(one => one.mobile) }
    const params = { user_id_type: 'open_id' }
    const path = 'contact/v3/users/batch_get_id'
    const answer = await api({ method: 'POST', path, params, data: { ...data, include_resigned: false } })
    for (const [openId, email] of found(answer.user_list, byMobile)) byId.set(openId, email)
  }
  return byId
}

function parts<T>(all: readonly T[]): readonly (readonly T[])[] {
  return Array.from({ length: Math.ceil(all.length / limits.lookUp) }, (_, at) =>
    all.slice(at * limits.lookUp, (at + 1) * limits.lookUp),
  )
}

function found(list: unknown, byMobile: ReadonlyMap<string, string>): readonly (readonly [string, string])[] {
  if (!Array.isArray(list)) return []
  return list.flatMap(({ user_id: openId, email, mobile }: Readonly<Record<string, unknown>>) => {
    const ours = typeof email === 'string' && email !== '' ? email : byMobile.get(String(mobile))
    return typeof openId === 'string' && openId !== '' && ours !== undefined ? [[openId, ours] as const] : []
  })
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/contact-v3/user/basic_batch */
async function findName(api: FeishuApi, { log }: BotDeps, openId: string): Promise<string | null> {
  try {
    const params = { user_id_type: 'open_id' }
    const data = { user_ids: [openId] }
    const { users } = await api({ method: 'POST', path: 'contact/v3/users/basic_batch', params, data })
    const [user] = Array.isArray(users) ? users : []
    return typeof user?.name === 'string' && user.name !== '' ? user.name : null
  } catch (err) {
    log.warn({ err }, 'A name could not be looked up in Feishu')
    return null
  }
}

/** https://open.feishu.cn/document/ukTMukTMukTM/uAjMxEjLwITMx4CMyETM */
async function findBot(api: FeishuApi, { log }: BotDeps): Promise<string | null> {
  try {
    const { bot } = await api({ method: 'GET', path: 'bot/v3/info' })
    const id = typeof bot === 'object' && bot !== null && 'open_id' in bot ? bot.open_id : null
    return typeof id === 'string' && id !== '' ? id : null
  } catch (err) {
    log.warn({ err }, 'The bot could not ask Feishu who it is')
    return null
  }
}
