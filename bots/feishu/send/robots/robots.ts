import { FeishuError } from '#bots/feishu/api/faults.ts'
import { limits } from '#bots/feishu/limits.ts'
import type { FeishuCard } from '#bots/feishu/render/elements.ts'
import { createPace, type Pace } from '#bots/feishu/send/pace.ts'
import type { Address, BotDeps, MessageRef, Messenger, Outgoing, Vault } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { glanceOf, robotCards, withoutPictures } from './card.ts'
import { robotPrefix } from './name.ts'
import { postByRobot, type Robot, takePlace } from './post.ts'

/** Custom group robots: they only speak. */
export interface Robots {
  knows(to: Address): boolean
  send(message: Outgoing): Promise<MessageRef>
  /** A later state of what a robot said, which cannot be changed: said anew where more than figures changed. */
  follow(ref: MessageRef, message: Outgoing): Promise<MessageRef>
}

/** Keeps a robot. */
export async function keepRobot(vault: Vault, channel: string, robot: Robot): Promise<void> {
  await vault.put(channel, JSON.stringify(robot))
}

async function findRobot(vault: Vault, channel: string): Promise<Robot> {
  const text = await vault.find(channel)
  if (text === null) throw new TransportError('There is no such group robot any more', { fault: 'unreachable' })
  return JSON.parse(text) as Robot // written above
}

/** What robots need of the service. */
export type RobotDeps = Pick<BotDeps, 'now' | 'vault' | 'messages' | 'spend' | 'log'>

/** The handles of a message's pictures, uploaded by the app: a robot cannot upload. */
export type RobotPictures = (message: Outgoing) => Promise<readonly (string | null)[]>

/** Speaks through group robots. Their addresses stand in no error and no log line. */
export function createRobots(deps: RobotDeps, pictures: RobotPictures = async () => []): Robots {
  const pace = createPace(limits.robotGapMs, 0)
  const send = async (message: Outgoing) => {
    const robot = await findRobot(deps.vault, message.to.channel)
    await say({ deps, pace, robot }, message, await pictures(message))
    return refOf(message, deps.now())
  }
  return {
    knows: to => to.channel.startsWith(robotPrefix),
    send,
    follow: async (ref, message) => {
      if (message.news) return send({ ...message, card: message.news, pictures: [] })
      return saidIn(ref) === glanceOf(message.card) ? ref : send(message)
    },
  }
}

/** Feishu where no app is set up: groups are spoken to by their robots, and nothing is heard. */
export function createRobotMessenger(deps: BotDeps): Messenger {
  const robots = createRobots(deps)
  return {
    id: 'feishu',
    can: {
      edit: false,
      mention: false,
      images: false,
      buttons: false,
      forms: false,
      ephemeral: false,
      threads: false,
      perReaderLanguage: true,
      dropsDuplicates: false,
      findsByDeliveryId: false,
    },
    gapMs: limits.robotGapMs,
    send: async message => {
      if (robots.knows(message.to)) return robots.send(message)
      throw new TransportError('Feishu has no app to write to people', { fault: 'unreachable' })
    },
    follow: (ref, message) => robots.follow(ref, message),
  }
}

interface Speaking {
  readonly deps: RobotDeps
  readonly pace: Pace
  readonly robot: Robot
}

/**
 * Says all cards of a message. What the platform took is remembered, so that a second attempt goes on behind it; only the
 * card whose answer did not come may stand twice.
 */
async function say(speaking: Speaking, message: Outgoing, pictures: readonly (string | null)[]): Promise<void> {
  const { deps, pace, robot } = speaking
  const { deliveryId, signal } = message
  const taken = await takenOf(deps, deliveryId)
  for (const [at, card] of robotCards(message, pictures).entries()) {
    if (at < taken) continue
    await takePlace(deps, robot)
    await pace(robot.url, signal)
    await postAsTaken(speaking, card, signal)
    await keepTaken(deps, deliveryId, at + 1)
  }
}

/** As it is, else without its pictures: whether a robot takes those of the app is up to the platform. */
async function postAsTaken({ deps, robot }: Speaking, card: FeishuCard, signal: AbortSignal): Promise<void> {
  try {
    await postByRobot(robot, card, deps.now(), signal)
  } catch (error) {
    const bare = withoutPictures(card)
    if (bare === null || !(error instanceof FeishuError) || error.fault !== 'permanent') throw error
    deps.log.warn({ err: error }, 'A group robot refused a card with pictures; it goes without them')
    await takePlace(deps, robot)
    await postByRobot(robot, bare, deps.now(), signal)
  }
}

async function takenOf({ messages }: RobotDeps, deliveryId: string): Promise<number> {
  const found = await messages.find(`robot/${deliveryId}`)
  return found ? (found.body as { readonly taken: number }).taken : 0 // written below
}

async function keepTaken({ messages, now }: RobotDeps, deliveryId: string, taken: number): Promise<void> {
  await messages.put({ id: `robot/${deliveryId}`, channel: 'robots', at: now(), body: { taken } })
}

function refOf({ card }: Outgoing, now: Date): MessageRef {
  return JSON.stringify({ ids: [], at: now.getTime(), as: 'robot', said: glanceOf(card) })
}

/** What a robot said at a glance; `null` for messages of the app. */
function saidIn(ref: MessageRef): string | null {
  const { said } = JSON.parse(ref) as { readonly said?: unknown } // written above, or by the app
  return typeof said === 'string' ? said : null
}
