import { createBackground } from '#src/chat/background.ts'
import type { BotDeps, Messenger } from '#src/chat/messenger.ts'
import { closeTask } from './answer/answer-task.ts'
import { createChatNames } from './api/chats.ts'
import { createApi } from './api/client.ts'
import { createPeople } from './api/people.ts'
import { tellRemedy } from './api/remedies.ts'
import { feishuSignIn } from './api/sign-in.ts'
import type { FeishuConfig } from './config.ts'
import type { Feishu } from './context.ts'
import { limits } from './limits.ts'
import { approvalRoutes } from './receive/approvals.ts'
import { type Connection, connect } from './receive/connection.ts'
import { createPresses } from './receive/presses.ts'
import { createDispatcher } from './receive/receiver.ts'
import { registerRoutes } from './receive/routes.ts'
import { recoverEvents } from './receive/take.ts'
import { sendFile } from './send/files.ts'
import { createImages } from './send/images.ts'
import { createPace } from './send/pace.ts'
import { drawForReaders, uploadAll } from './send/pictures.ts'
import { topicUnder } from './send/reference.ts'
import { createRobots } from './send/robots/robots.ts'
import { send, update } from './send/send.ts'
import { createSheets } from './send/sheets.ts'

/** Feishu, or Lark by its address, as a messenger. */
export function createFeishuMessenger(config: FeishuConfig, deps: BotDeps): Messenger {
  const feishu = assemble(config, deps)
  const robots = createRobots(deps, async message =>
    uploadAll(feishu, await drawForReaders(feishu, { ...message, direct: false }), message.signal),
  )
  let connection: Connection | null = null
  let endRecovery = async () => {}
  return {
    id: 'feishu',
    can: {
      edit: true,
      mention: true,
      images: true,
      buttons: true,
      forms: true,
      ephemeral: false, // the platform's cards for one person know no languages and notify nobody: answers go to the direct chat
      threads: true,
      perReaderLanguage: true,
      dropsDuplicates: true,
      findsByDeliveryId: false,
    },
    gapMs: limits.chatGapMs,
    takesApprovals: true,
    sheets: createSheets(feishu.api),
    signIn: feishuSignIn(config, feishu.people),
    send: message => (robots.knows(message.to) ? robots.send(message) : send(feishu, message)),
    sendFile: (message, file) => (robots.knows(message.to) ? robots.send(message) : sendFile(feishu, message, file)), // a robot carries none
    update: (ref, message) => (robots.knows(message.to) ? robots.follow(ref, message) : update(feishu, ref, message)),
    threadOf: topicUnder,
    routes: async app => {
      await app.register(child => approvalRoutes(child, feishu))
      if (config.http === null) return
      const dispatcher = await createDispatcher(feishu)
      await registerRoutes(app, feishu, config.http, envelope => dispatcher.invoke(envelope, { needCheck: false }))
    },
    start: async () => {
      feishu.background.run(() => linkPeople(feishu))
      endRecovery = recoverEvents(feishu)
      if (config.http === null) connection = await connect(feishu, await createDispatcher(feishu))
    },
    stop: async () => {
      connection?.close()
      await endRecovery()
      await feishu.background.settle()
    },
  }
}

function assemble(config: FeishuConfig, deps: BotDeps): Feishu {
  const { now, log } = deps
  const api = createApi({ config, log, now, refused: code => tellRemedy(deps, code) })
  const feishu: Feishu = {
    config,
    deps,
    api,
    pace: createPace(),
    images: createImages(api, config.appId, deps),
    people: createPeople(api, deps, config),
    presses: createPresses(),
    chatNames: createChatNames(api, now),
    background: createBackground(log, 'Work for Feishu failed'),
    taskDone: guid => closeTask(feishu, guid),
  }
  return feishu
}

/** Owners of alerts are mentioned also if they never wrote to the bot. */
async function linkPeople({ people, deps }: Feishu): Promise<void> {
  try {
    deps.log.info({ linked: await people.linkAll() }, 'People were looked up in Feishu')
  } catch (err) {
    deps.log.warn({ err }, 'People could not be looked up in Feishu; they are when they write')
  }
}
