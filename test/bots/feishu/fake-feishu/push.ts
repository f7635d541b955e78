import { createCipheriv, createHash, randomBytes, randomUUID } from 'node:crypto'

/** Keys of the console, as the harness sets them. */
export const keys = { encryptKey: 'kpi-encrypt-key', verificationToken: 'vt-1', appId: 'cli_0123456789abcdef' }

/** A request as the platform pushes it. */
export interface Push {
  readonly body: Buffer
  readonly headers: Readonly<Record<string, string>>
}

/** How a push deviates from a proper one. */
export interface Deviation {
  readonly encryptKey?: string
  readonly signKey?: string
  readonly token?: string
  readonly appId?: string
  readonly seconds?: number
  readonly eventId?: string
  /** Changes the bytes after they were signed. */
  readonly tamper?: (body: Buffer) => Buffer
  /** How the encrypted text is wrapped. */
  readonly wrap?: (encrypted: string) => string
}

/** AES-256-CBC with the SHA-256 of the key; the initialisation vector stands first; all of it as base64. */
export function encrypt(text: string, key: string, vector: Buffer = randomBytes(16)): string {
  const cipher = createCipheriv('aes-256-cbc', createHash('sha256').update(key).digest(), vector)
  return Buffer.concat([vector, cipher.update(text, 'utf8'), cipher.final()]).toString('base64')
}

/** SHA-256 of time, nonce, key and the bytes of the body. */
export function sign(time: string, nonce: string, key: string, body: Buffer): string {
  return createHash('sha256')
    .update(Buffer.concat([Buffer.from(time + nonce + key), body]))
    .digest('hex')
}

/** An event of schema 2.0. */
export function envelope(type: string, event: object, { token, appId, eventId }: Deviation = {}) {
  const header = {
    event_id: eventId ?? randomUUID(),
    event_type: type,
    create_time: '1795166400000',
    token: token ?? keys.verificationToken,
    app_id: appId ?? keys.appId,
    tenant_key: 'tenant-1',
  }
  return { schema: '2.0', header, event }
}

/** Encrypts and signs whatever is pushed. */
export function push(content: unknown, deviation: Deviation = {}): Push {
  const { encryptKey = keys.encryptKey, seconds = Date.parse('2026-11-20T09:00:00Z') / 1_000 } = deviation
  const encrypted = encrypt(JSON.stringify(content), encryptKey)
  const signed = Buffer.from(deviation.wrap?.(encrypted) ?? JSON.stringify({ encrypt: encrypted }))
  const nonce = randomBytes(8).toString('hex')
  const time = String(seconds)
  const headers = {
    'content-type': 'application/json; charset=utf-8',
    'x-lark-request-timestamp': time,
    'x-lark-request-nonce': nonce,
    'x-lark-signature': sign(time, nonce, deviation.signKey ?? keys.encryptKey, signed),
  }
  return { body: deviation.tamper?.(signed) ?? signed, headers }
}

/** A message as the platform tells of it. */
export function message(text: string, over: MessageOver = {}) {
  const { id = `om_${randomUUID()}`, person = 'ou_wei', chat = 'oc_team', kind = 'p2p', mentions = [] } = over
  return {
    sender: {
      sender_id: { open_id: person, union_id: 'on_1' },
      sender_type: over.senderType ?? 'user',
      tenant_key: 't',
    },
    message: {
      message_id: id,
      create_time: '1795166400000',
      chat_id: chat,
      chat_type: kind,
      message_type: over.type ?? 'text',
      content: over.content ?? JSON.stringify({ text }),
      ...(mentions.length > 0 && { mentions }),
      ...(over.userAgent && { user_agent: over.userAgent }),
      ...(over.thread && { thread_id: over.thread }),
    },
  }
}

/** What may differ about a message. */
export interface MessageOver {
  readonly id?: string
  readonly person?: string
  readonly chat?: string
  readonly kind?: 'p2p' | 'group'
  readonly mentions?: readonly object[]
  readonly type?: string
  readonly content?: string
  readonly senderType?: string
  readonly userAgent?: string
  readonly thread?: string
}

/** A mention inside a message. */
export function mention(key: string, openId: string, name: string) {
  return { key, id: { open_id: openId, union_id: 'on_2' }, name, mentioned_type: 'user', tenant_key: 't' }
}

/** A click on a card. */
export function click(value: unknown, over: ClickOver = {}) {
  const { person = 'ou_wei', messageId = 'om_card', chat = 'oc_team', formValue } = over
  return {
    operator: { open_id: person, union_id: 'on_1', tenant_key: 't' },
    token: 'c-update-token',
    action: { tag: 'button', value, ...(formValue && { form_value: formValue, name: 'submit' }) },
    host: 'im_message',
    context: { open_message_id: messageId, open_chat_id: chat },
  }
}

/** What may differ about a click. */
export interface ClickOver {
  readonly person?: string
  readonly messageId?: string
  readonly chat?: string
  readonly formValue?: Readonly<Record<string, string>>
}
