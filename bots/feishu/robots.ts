import { createHmac } from 'node:crypto'
import type { Card } from '#src/chat/card.ts'
import type { Address, BotDeps, MessageRef, Outgoing, Vault } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { faultOfAnswer, faultOfSilence } from './api/faults.ts'
import { bytesIn, type FeishuCard } from './card/elements.ts'
import { render } from './card/render.ts'
import { limits } from './limits.ts'
import { createPace } from './pace.ts'
import { writeRef } from './reference.ts'

/** Custom group robots: they only speak. */
export interface Robots {
  knows(to: Address): boolean
  send(message: Outgoing): Promise<MessageRef>
}

/** Where a robot speaks and how it signs: both are secrets, kept encrypted. */
export interface Robot {
  readonly url: string
  readonly secret: string
}

/** Conversations of group robots are named `robot:` and what the administrator calls them. */
const prefix = 'robot:'

/** The conversation of a robot. */
export function robotChannel(name: string): string {
  return `${prefix}${name}`
}

/** Keeps a robot. */
export async function keepRobot(vault: Vault, channel: string, robot: Robot): Promise<void> {
  await vault.put(channel, JSON.stringify(robot))
}

async function findRobot(vault: Vault, channel: string): Promise<Robot | null> {
  const text = await vault.find(channel)
  return text === null ? null : (JSON.parse(text) as Robot) // written above
}

/** Speaks through group robots. Their addresses stand in no error and no log line. */
export function createRobots({ now, vault }: Pick<BotDeps, 'now' | 'vault'>): Robots {
  const pace = createPace(limits.robotGapMs, 0)
  return {
    knows: to => to.channel.startsWith(prefix),
    send: async message => {
      const { channel } = message.to
      const robot = await findRobot(vault, channel)
      if (!robot) throw new TransportError('There is no such group robot any more', { fault: 'unreachable' })
      for (const card of cardsFor(message)) {
        await pace(channel, message.signal)
        await post(robot, card, now(), message.signal)
      }
      return writeRef({ ids: [], at: now().getTime(), as: 'robot' })
    },
  }
}

/** A robot cannot upload pictures nor hear clicks: buttons are shown as lines to type, mentions as names. */
function cardsFor({ card, locale }: Outgoing): readonly FeishuCard[] {
  const { messages } = render(withoutButtons(card), { locale, pictures: [], handles: new Map() })
  if (messages.every(message => bytesIn(message) <= limits.robotBytes)) return messages
  return messages.flatMap(message => halves(message))
}

function withoutButtons(card: Card): Card {
  const blocks = card.blocks.map(block => {
    if (block.type !== 'actions') return block
    const items = block.actions.map(({ label, line }) => ({
      en: `${label.en}: ${line}`,
      ja: `${label.ja}：${line}`,
      'zh-CN': `${label['zh-CN']}：${line}`,
    }))
    return { type: 'list', items } as const
  })
  return { ...card, blocks }
}

/** Cards that are too large for a robot are parted until they are not, or cannot be parted any more. */
function halves(card: FeishuCard): FeishuCard[] {
  const { elements } = card.body
  if (bytesIn(card) <= limits.robotBytes || elements.length < 2) return [card]
  const middle = Math.ceil(elements.length / 2)
  return [elements.slice(0, middle), elements.slice(middle)].flatMap(part =>
    halves({ ...card, body: { elements: part } }),
  )
}

/** Base64 of an HMAC whose key is time and secret, over nothing: the page says so. */
export function robotSign(seconds: number, secret: string): string {
  return createHmac('sha256', `${seconds}\n${secret}`).update('').digest('base64')
}

/** https://open.feishu.cn/document/ukTMukTMukTM/ucTM5YjL3ETO24yNxkjN */
async function post({ url, secret }: Robot, card: FeishuCard, now: Date, signal: AbortSignal): Promise<void> {
  const timestamp = Math.floor(now.getTime() / 1_000)
  const body = { timestamp: String(timestamp), sign: robotSign(timestamp, secret), msg_type: 'interactive', card }
  const until = AbortSignal.any([signal, AbortSignal.timeout(limits.requestMs)])
  const headers = { 'content-type': 'application/json' }
  let answer: Response
  try {
    answer = await fetch(url, { method: 'POST', headers, body: JSON.stringify(body), signal: until, redirect: 'error' })
  } catch (error) {
    throw faultOfSilence(causeOf(error))
  }
  const said: unknown = await answer.json().catch(() => ({}))
  const code = typeof said === 'object' && said !== null && 'code' in said ? Number(said.code) : answer.status
  if (code !== 0) throw faultOfAnswer(answer.status, { code, sub: null }, null)
}

function causeOf(error: unknown): unknown {
  const cause = error instanceof Error ? error.cause : undefined
  return typeof cause === 'object' && cause !== null && 'code' in cause ? cause.code : undefined
}
