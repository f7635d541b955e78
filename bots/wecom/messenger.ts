import type { Wecom } from '#bots/wecom/context.ts'
import { createBackground } from '#src/chat/background.ts'
import type { BotDeps, Messenger } from '#src/chat/messenger.ts'
import { createClient } from './api/client.ts'
import { wecomSignIn } from './api/sign-in.ts'
import type { WecomConfig } from './config.ts'
import { socketHandlersOf } from './receive/bot/handlers.ts'
import { createSocket } from './receive/bot/socket.ts'
import { callbackRoutes } from './receive/callback.ts'
import { decideApproval } from './receive/decide-approval.ts'
import { recoverIncoming } from './receive/receive.ts'
import { createBudget } from './send/budget.ts'
import { sendFile } from './send/files.ts'
import { readEntry } from './send/journal.ts'
import { createMedia } from './send/media.ts'
import { send } from './send/send.ts'
import { createSheets } from './send/sheets.ts'
import { update } from './send/update.ts'

/** WeCom as one messenger: each message takes the surface that can show it, out of those that are configured. */
export function createWecomMessenger(config: WecomConfig, deps: BotDeps): Messenger {
  const wecom: Wecom = {
    config,
    deps,
    client: createClient(config.apiUrl, config.app, deps),
    budget: createBudget(deps),
    socket: createSocket(config.bot, deps.log),
    media: createMedia(deps),
    plainIds: new Map(),
    background: createBackground(deps.log, 'Something that a person asked for could not be said'),
    approvalEnded: spNo => decideApproval(wecom, spNo),
  }
  const { app } = config
  const leaving: (() => Promise<void>)[] = []
  return {
    id: 'wecom',
    can: {
      edit: true,
      mention: true,
      images: true,
      buttons: true,
      forms: true,
      ephemeral: true,
      threads: false,
      perReaderLanguage: false,
      dropsDuplicates: false,
      findsByDeliveryId: true,
    },
    takesApprovals: config.app !== null,
    ...(app && { sheets: createSheets(wecom.client), signIn: wecomSignIn(config.apiUrl, app, wecom.client) }),
    gapMs: 0, // the budgets count over all conversations of a member and over all processes
    send: message => send(wecom, message),
    sendFile: (message, file) => sendFile(wecom, message, file),
    update: (ref, message) => update(wecom, ref, message),
    find: async deliveryId => (await readEntry(deps, deliveryId)).ref,
    ...(app && { routes: server => callbackRoutes(server, wecom, app) }),
    start: async () => {
      if (app) leaving.push(recoverIncoming(wecom))
      if (config.bot) leaving.push(deps.alone('socket', signal => wecom.socket.hold(signal, socketHandlersOf(wecom))))
    },
    stop: async () => {
      await wecom.background.settle()
      for (const leave of leaving.splice(0)) await leave()
      await wecom.background.settle()
    },
  }
}
