import type { BotDeps, MessageRef, Messenger, Outgoing } from '#src/chat/messenger.ts'
import { tellLost } from './answer/lost.ts'
import { refusedName, transportError } from './api/faults.ts'
import { tellRemedy } from './api/remedies.ts'
import { slackSignIn } from './api/sign-in.ts'
import type { SlackConfig } from './config.ts'
import { createSlack, type Slack } from './context.ts'
import { gapMs } from './limits.ts'
import { accept, eventPrefix } from './receive/accept.ts'
import type { Body } from './receive/body.ts'
import { createBolt } from './receive/bolt.ts'
import { FastifyReceiver } from './receive/receiver.ts'
import { createRequestWorkspaces } from './receive/request-workspaces.ts'
import { SocketReceiver } from './receive/socket.ts'
import { sendFile } from './send/files.ts'
import { itemIn, sendItem, updateItem } from './send/list-item.ts'
import { find, send, threadOf, update } from './send/post.ts'
import { registerOauth } from './setup/oauth.ts'

const can = {
  edit: true,
  mention: true,
  images: true,
  buttons: true,
  forms: true,
  ephemeral: true,
  threads: true,
  perReaderLanguage: false,
  dropsDuplicates: false,
  findsByDeliveryId: true,
} as const

/** Slack as a messenger: requests over HTTP or Socket Mode, messages by the Web API. */
export function createSlackMessenger(config: SlackConfig, deps: BotDeps): Messenger {
  const slack = createSlack(config, deps)
  const transport = createTransport(slack)
  let endRecovery = async () => {}
  return {
    id: 'slack',
    can,
    gapMs,
    ...(config.oauth && { signIn: slackSignIn(config, config.oauth, { ...deps, workspaces: slack.workspaces }) }),
    send: message => remedied(slack, message, () => sendAny(slack, message)),
    sendFile: (message, file) => remedied(slack, message, () => sendFile(slack.post, message, file)),
    update: (ref, message) => remedied(slack, message, () => updateAny(slack, ref, message)),
    threadOf,
    find: (deliveryId, to) => find(slack.post, deliveryId, to),
    routes: async app => {
      transport.register(app)
      registerOauth(app, slack)
    },
    start: async () => {
      void greet(slack)
      void transport.connect()
      endRecovery = deps.inbox.recover(eventPrefix, body => transport.again(body as Body)) // stored by accept
    },
    stop: async () => {
      await endRecovery()
      await transport.disconnect()
    },
  }
}

/** What somebody is to do stands in the workspace's list, where it has one. */
async function sendAny(slack: Slack, message: Outgoing): Promise<MessageRef> {
  const { task } = message.card
  const item = task && message.to.kind === 'direct' ? await sendItem(slack, message, task) : null
  return item ?? send(slack.post, message)
}

async function updateAny(slack: Slack, ref: MessageRef, message: Outgoing): Promise<MessageRef> {
  const item = itemIn(ref)
  const { task } = message.card
  return item && task ? updateItem(slack, item, message, task) : update(slack.post, ref, message)
}

/** What only an administrator can mend is told them. */
async function remedied<T>({ deps }: Slack, { to }: Outgoing, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    await tellRemedy(deps, to.workspace, refusedName(error) ?? '')
    throw error
  }
}

interface Transport {
  readonly register: (app: Parameters<FastifyReceiver['register']>[0]) => void
  readonly connect: () => Promise<void>
  readonly disconnect: () => Promise<void>
  /** Works on an event that another process had taken and was lost. */
  readonly again: (body: Body) => Promise<void>
}

function createTransport(slack: Slack): Transport {
  const { config, deps } = slack
  const { log, now, claim, inbox } = deps
  const { appToken, signingSecret, apiUrl } = config
  const workspaces = createRequestWorkspaces(slack.workspaces)
  const parts = {
    log,
    accept: (body: Body) => accept(body, { workspaces, claim, inbox }),
    lost: (body: Body) => tellLost(slack, body),
  }
  const socket = appToken === null ? null : new SocketReceiver({ ...parts, appToken, apiUrl })
  const http = socket ? null : new FastifyReceiver({ ...parts, signingSecret: signingSecret ?? '', now })
  const receiver = socket ?? http
  if (!receiver) throw new Error('Slack is connected neither by a socket nor by requests')
  createBolt(slack, receiver, workspaces)
  return {
    register: app => http?.register(app),
    connect: () => receiver.start(),
    disconnect: () => receiver.stop(),
    again: body => receiver.again(body),
  }
}

/** Says in the log whether the token works, so that a wrong one is noticed before anybody writes. */
async function greet({ config, workspaces, deps }: Slack): Promise<void> {
  if (config.botToken === null) return
  try {
    const workspace = await workspaces.find('')
    deps.log.info({ team: workspace?.id }, 'Slack knows the bot.')
  } catch (error) {
    deps.log.error({ err: transportError(error) }, 'Slack does not accept SLACK_BOT_TOKEN, or cannot be reached.')
  }
}
