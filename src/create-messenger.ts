import { commands } from '#commands/index.ts'
import type { BotDeps, Messenger } from '#src/chat/messenger.ts'
import {
  createAnswerOutbox,
  type createPictures,
  reportUndelivered,
  tellAdministrators,
} from '#src/features/delivery/index.ts'
import { createFileImports, type OtherUse } from '#src/features/imports/index.ts'
import { createDirectory, findIdentity, linkByEmail, moveChannel } from '#src/features/people/index.ts'
import { createEvidencePhotos } from '#src/features/ratings/index.ts'
import { createDirectAnswers } from '#src/platform/bot-services/direct-answers.ts'
import { createInbox } from '#src/platform/bot-services/inbox.ts'
import { findOwnMessage, listOwnMessages, putOwnMessage } from '#src/platform/bot-services/store/console-messages.ts'
import { createUploads } from '#src/platform/bot-services/uploads.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { claimDelivery } from '#src/platform/database/claims.ts'
import type { Db } from '#src/platform/database/db.ts'
import { runAsLeader } from '#src/platform/database/leader.ts'
import type { Notifier } from '#src/platform/database/notify.ts'
import { spend, takePlace } from '#src/platform/database/quotas.ts'
import type { AppParts } from './app.ts'
import type { Chosen } from './choose-bots.ts'

/** What all messengers share. */
export interface BotParts {
  readonly answer: BotDeps['answer']
  readonly choices: BotDeps['choices']
  /** Asks for the judgement of changed days, inside the transaction that changes them. */
  readonly onObservations: (tx: Db) => Promise<void>
  /** Asks that large files be read to their end. */
  readonly readLater: (tx: Db) => Promise<void>
  /** What a file may be for besides importing it. */
  readonly otherUse: OtherUse
  readonly pictures: ReturnType<typeof createPictures>
  readonly notifier: Notifier
  /** Where people open the service's own page; `null`: nowhere. */
  readonly pageUrl: string | null
  readonly now: () => Date
}

/** A messenger with everything that it may use of the service. */
export function createMessenger(
  bot: Chosen,
  { config, log, database, secrets }: AppParts,
  parts: BotParts,
): Promise<Messenger> {
  const { id } = bot.factory
  const { db } = database
  const { pictures, notifier, now, answer, choices, onObservations, readLater, otherUse, pageUrl } = parts
  const own = log.child({ messenger: id })
  const { teamTimeZone } = config
  return bot.factory.create(bot.config, {
    answer,
    directAnswers: createDirectAnswers({
      outbox: createAnswerOutbox({ db, messenger: id, teamTimeZone, now }),
      log: own,
    }),
    draw: pictures.draw,
    pictureUrl: pictures.url,
    claim: key => claimDelivery(db, `${id}/${key}`, now()),
    inbox: createInbox({ db, messenger: id, now, log: own }),
    uploads: createUploads({ db, messenger: id, now }),
    spend: allowance => spend(db, { ...allowance, key: `${id}/${allowance.key}` }),
    takePlace: place => takePlace(db, { ...place, key: `${id}/${place.key}` }, now()),
    directory: createDirectory(db, { messenger: id, locale: 'en', commands, adminEmail: config.adminEmail }),
    publish: notifier.publish,
    subscribe: notifier.subscribe,
    messages: {
      put: message => putOwnMessage(db, id, message),
      find: messageId => findOwnMessage(db, id, messageId),
      list: (channel, limit) => listOwnMessages(db, id, channel, limit),
    },
    imports: createFileImports(db, { now, onObservations, readLater, otherUse }),
    photos: createEvidencePhotos(db, { now }),
    choices,
    languageOf: async ({ workspace, person }) => (await findIdentity(db, id, workspace, person))?.locale ?? null,
    vault: createVault(db, id, secrets.secretKey),
    alone: (name, run) => runAsLeader(database.url, `${id}/${name}`, run, own),
    tell: (key, card) => tellAdministrators(db, `${id}/${key}`, card, now()),
    undelivered: report => reportUndelivered(db, id, report, now()),
    moved: move => moveChannel(db, { ...move, messenger: id }),
    link: identity => linkByEmail(db, { ...identity, messenger: id }),
    now,
    log: own,
    publicUrl: config.publicUrl,
    ...(pageUrl !== null && { pageUrl }),
  })
}
