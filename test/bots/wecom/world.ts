import Fastify, { type FastifyInstance, type FastifyPluginAsync, type LightMyRequestResponse } from 'fastify'
import type { WecomConfig } from '#bots/wecom/config.ts'
import { createWecomMessenger } from '#bots/wecom/messenger.ts'
import { keepGroup } from '#bots/wecom/send/groups.ts'
import type { BotDeps, Invocation, Messenger, Reply } from '#src/chat/messenger.ts'
import { type FakeService, fakeService } from '#test/bots/web/fake-deps.ts'
import { callback, type Sealing } from './cipher.ts'
import { type FakeWecom, fakeWecom } from './fake-wecom/server.ts'

export const aesKey = 'jWmYm7qr5nMoAUwZRjGtBxmz3KA1tkAj3ykkR6q2B2C'
export const keys: Sealing = { token: 'QDG6eK', aesKey, receiveId: 'wwcompany' }

export const env = {
  WECOM_CORP_ID: 'wwcompany',
  WECOM_AGENT_ID: '1000002',
  WECOM_SECRET: 'app-secret',
  WECOM_TOKEN: keys.token,
  WECOM_ENCODING_AES_KEY: aesKey,
}

/** The messenger on a fake WeCom and a fake service, with a group that has a webhook. */
export interface World extends FakeService {
  readonly fake: FakeWecom
  readonly config: WecomConfig
  readonly messenger: Messenger
  readonly server: FastifyInstance
  /** Sends a callback as the platform does. */
  deliver(inner: string, nonce?: string): Promise<LightMyRequestResponse>
  close(): Promise<void>
}

export interface WorldOptions {
  readonly answer?: (invocation: Invocation) => Partial<Reply> | Promise<Partial<Reply>>
  readonly over?: Partial<BotDeps>
  readonly bot?: { readonly id: string; readonly secret: string; readonly url: string }
  readonly app?: boolean
}

export async function wecomWorld(options: WorldOptions = {}): Promise<World> {
  const service = fakeService(options.answer ?? (() => ({})), options.over)
  const { deps } = service
  const fake = await fakeWecom({ now: () => deps.now().getTime() })
  const config = {
    apiUrl: fake.url,
    app:
      options.app === false
        ? null
        : { corpId: 'wwcompany', agentId: 1_000_002, secret: 'app-secret', token: keys.token, aesKey },
    bot: options.bot ?? null,
  }
  await keepGroup(deps.vault, 'team', { hook: 'hook-key-1' })
  const messenger = createWecomMessenger(config, deps)
  const server = Fastify()
  const routes: FastifyPluginAsync = async app => messenger.routes?.(app)
  await server.register(routes)
  await server.ready()
  return {
    ...service,
    config,
    fake,
    messenger,
    server,
    deliver: (inner, nonce) => {
      const { url, body } = callback(keys, inner, deps.now(), nonce)
      return server.inject({ method: 'POST', url, headers: { 'content-type': 'text/xml' }, payload: body })
    },
    close: async () => {
      await messenger.stop?.()
      await server.close()
      await fake.close()
    },
  }
}

let seconds = 1_700_000_000

/** A text message of a member. */
export function textOf(user: string, text: string, id = String(++seconds)): string {
  return message(user, `<MsgType><![CDATA[text]]></MsgType><Content><![CDATA[${text}]]></Content><MsgId>${id}</MsgId>`)
}

/** A picture of a member. */
export function pictureOf(user: string, mediaId: string, id = String(++seconds)): string {
  const address = '<PicUrl><![CDATA[https://wework.qpic.cn/x]]></PicUrl>'
  const media = `<MediaId><![CDATA[${mediaId}]]></MediaId>`
  return message(user, `<MsgType><![CDATA[image]]></MsgType>${address}${media}<MsgId>${id}</MsgId>`)
}

/** A click on a card. */
export function clickOf(
  user: string,
  key: string,
  taskId: string,
  code: string,
  chosen: Readonly<Record<string, string>> = {},
): string {
  const items = Object.entries(chosen).map(
    ([name, id]) =>
      `<SelectedItem><QuestionKey><![CDATA[${name}]]></QuestionKey><OptionIds><OptionId><![CDATA[${id}]]></OptionId></OptionIds></SelectedItem>`,
  )
  return message(
    user,
    `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[template_card_event]]></Event><EventKey><![CDATA[${key}]]></EventKey><TaskId><![CDATA[${taskId}]]></TaskId><CardType><![CDATA[button_interaction]]></CardType><ResponseCode><![CDATA[${code}]]></ResponseCode><SelectedItems>${items.join('')}</SelectedItems>`,
  )
}

/** A tap on the app's menu, or any other event. */
export function eventOf(user: string, event: string, key = ''): string {
  return message(
    user,
    `<MsgType><![CDATA[event]]></MsgType><Event><![CDATA[${event}]]></Event><EventKey><![CDATA[${key}]]></EventKey>`,
  )
}

function message(user: string, rest: string): string {
  return `<xml><ToUserName><![CDATA[wwcompany]]></ToUserName><FromUserName><![CDATA[${user}]]></FromUserName><CreateTime>${seconds}</CreateTime>${rest}<AgentID>1000002</AgentID></xml>`
}

/** Waits until something is true; the condition, not a time, decides. */
export async function until(condition: () => boolean, what = 'the condition'): Promise<void> {
  for (let round = 0; round < 12_000; round += 1) {
    if (condition()) return
    await new Promise(done => setTimeout(done, 5))
  }
  throw new Error(`${what} never came true`)
}
