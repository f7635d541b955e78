import { createHash } from 'node:crypto'
import { createTransport } from 'nodemailer'
import type { Action } from '#src/chat/card.ts'
import type { BotDeps, CarriedFile, DrawnPicture, MessageRef, Messenger, Outgoing } from '#src/chat/messenger.ts'
import { faultOf } from './api/faults.ts'
import type { MailConfig } from './config.ts'
import { registerBounceRoute } from './receive/bounce-route.ts'
import { registerMailRoutes } from './receive/routes.ts'
import { mailOf } from './render/render.ts'
import { linkDays, linkKey, signedQuery } from './send/links.ts'

/** Milliseconds (judgement: slow servers answer within; an attempt as a whole may take a minute). */
const patience = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 30_000 } as const

/** Characters of a title in a link (judgement: links above 2,000 bytes are cut by some programs). */
const maxAbout = 60

/** What a mail said: a later one about the same is worth a new mail only when that changes. */
interface Sent {
  readonly messageId: string
  readonly said: string
}

/** Mail by SMTP: one way, with links that ask for confirmation. A change is told in a new mail of the same thread. */
export function createMailMessenger(config: MailConfig, deps: BotDeps): Messenger {
  const transport = createTransport({ url: config.smtpUrl, pool: true, maxConnections: 2, ...patience })
  const work = { config, deps, transport }
  const send = (message: Outgoing, before: Sent | null) => mail(work, message, before)
  return {
    id: 'mail',
    can: {
      edit: false,
      mention: false,
      images: true,
      buttons: false,
      forms: false,
      ephemeral: false,
      threads: false,
      perReaderLanguage: false,
      dropsDuplicates: false,
      findsByDeliveryId: false,
    },
    gapMs: 1_000,
    send: message => send(message, null),
    sendFile: (message, file) => mail(work, message, null, file),
    follow: async (ref, message) => {
      const before = readRef(ref)
      return before?.said === saying(message) ? ref : send(message, before)
    },
    routes: async app => {
      await app.register(scope => registerMailRoutes(scope, deps))
      const { bounces } = config
      if (bounces) await app.register(scope => registerBounceRoute(scope, deps, bounces.token))
    },
    stop: async () => transport.close(),
  }
}

interface MailWork {
  readonly config: MailConfig
  readonly deps: BotDeps
  readonly transport: ReturnType<typeof createTransport>
}

async function mail(
  { config, deps, transport }: MailWork,
  message: Outgoing,
  before: Sent | null,
  file?: CarriedFile,
): Promise<MessageRef> {
  const { card, locale, handles, to } = message
  const drawn = message.pictures.map((picture, at) => (picture ? { picture, cid: `picture-${at + 1}@kpi` } : null))
  const pictures = drawn.map(one => one?.cid ?? null)
  const parts = mailOf(card, { locale, pictures, handles }, await linksOf(deps, message))
  const messageId = `<${createHash('sha256').update(message.deliveryId).digest('hex').slice(0, 32)}@${domainOf(config.from)}>`
  try {
    await transport.sendMail({
      from: config.from,
      to: { name: '', address: to.channel },
      ...parts,
      ...returnTo(config, to.channel, messageId),
      messageId,
      textEncoding: 'base64',
      headers: { 'Auto-Submitted': 'auto-generated' },
      ...(before && { inReplyTo: before.messageId, references: [before.messageId] }),
      attachments: [
        ...drawn.flatMap(one => (one ? [attachmentOf(one.picture, one.cid)] : [])),
        ...(file ? [{ filename: file.name, content: Buffer.from(file.content), contentType: file.mediaType }] : []),
      ],
      disableFileAccess: true,
      disableUrlAccess: true,
    })
  } catch (error) {
    throw faultOf(error)
  }
  return JSON.stringify({ messageId, said: saying(message) } satisfies Sent)
}

/** The return address, and that only failures come back, with the headers alone (RFC 3461). */
function returnTo({ bounces }: MailConfig, recipient: string, messageId: string) {
  if (!bounces) return {}
  const id = messageId.replace(/^<|>$/g, '')
  return {
    envelope: { from: bounces.address, to: [recipient] },
    dsn: { id, return: 'headers' as const, notify: ['failure' as const], recipient },
  }
}

function attachmentOf({ png }: DrawnPicture, cid: string) {
  return {
    filename: `${cid.split('@')[0]}.png`,
    content: Buffer.from(png),
    contentType: 'image/png',
    cid,
    contentDisposition: 'inline' as const,
  }
}

/** Lines that one click on the page behind them may confirm: what a card offers first, without blanks to fill in. */
async function linksOf(deps: BotDeps, { card, to, locale }: Outgoing): Promise<ReadonlyMap<string, string>> {
  const actions = card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : []))
  const offered = actions.filter(action => action.style === 'primary' && !action.form)
  if (offered.length === 0) return new Map()
  const key = await linkKey(deps.vault)
  const expires = new Date(deps.now().getTime() + linkDays * 86_400_000)
  const grant = { email: to.channel, about: card.title[locale].slice(0, maxAbout), expires }
  const url = ({ line, label }: Action) =>
    `${deps.publicUrl}/mail/ack?${signedQuery(key, { ...grant, line, label: label[locale] })}`
  return new Map(offered.map(action => [action.line, url(action)]))
}

/** What a reader would notice without reading on: a change of it is news. */
function saying({ card, locale }: Outgoing): string {
  return createHash('sha256').update(`${card.tone} ${card.title[locale]}`).digest('hex').slice(0, 16)
}

function readRef(ref: MessageRef): Sent | null {
  const read: unknown = JSON.parse(ref)
  const known = typeof read === 'object' && read !== null && 'messageId' in read && 'said' in read
  return known ? { messageId: String(read.messageId), said: String(read.said) } : null
}

function domainOf(from: string): string {
  return /@([^>\s]+)>?$/.exec(from)?.[1] ?? 'localhost'
}
