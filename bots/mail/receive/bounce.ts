/** A mail that did not arrive, as a delivery status notification says it (RFC 3464). */
export interface Bounce {
  /** The recipient by every name that the notification gives, lower case: what we wrote to, and where it was sent on. */
  readonly addresses: readonly string[]
  /** Message-ID or envelope id of our mail, without angle brackets; `null`: not told. */
  readonly messageId: string | null
  /** Such as `5.1.1` (RFC 3463). */
  readonly status: string
  /** The address itself takes nothing: class 5, but not a full mailbox (x.2.2) or the message itself (x.6). */
  readonly gone: boolean
}

type Fields = ReadonlyMap<string, string>

/**
 * What failed for good according to a notification: a whole mail, or the bare `message/delivery-status`. Delays and
 * successes say nothing. Empty where it is no notification. Never throws for what a stranger may have written.
 */
export async function readBounces(raw: Buffer, type: string): Promise<readonly Bounce[]> {
  if (/^message\/delivery-status\b/i.test(type.trim())) return bouncesOf(raw.toString('utf8'), null)
  const { default: PostalMime } = await import('postal-mime') // only where mails come back
  const mail = await PostalMime.parse(raw).catch(() => null)
  const parts = mail?.attachments ?? []
  const text = (mime: RegExp) => {
    const part = parts.find(({ mimeType }) => mime.test(mimeType))
    return part === undefined ? '' : textOf(part.content)
  }
  const returned = text(/^(?:message\/rfc822|text\/rfc822-headers|message\/rfc822-headers)/i)
  return bouncesOf(text(/^message\/delivery-status/i), messageIdIn(returned))
}

function bouncesOf(text: string, returned: string | null): readonly Bounce[] {
  const [message, ...recipients] = blocksOf(text)
  const messageId = returned ?? bare(message?.get('original-envelope-id') ?? '')
  return recipients.flatMap(fields => {
    const addresses = ['original-recipient', 'final-recipient'].flatMap(name => addressIn(fields.get(name)))
    const status = /\b[245]\.\d{1,3}\.\d{1,3}\b/.exec(fields.get('status') ?? '')?.[0] ?? '5.0.0'
    if ((fields.get('action') ?? '').toLowerCase() !== 'failed' || addresses.length === 0) return []
    const gone = status.startsWith('5.') && !/^5\.(?:2\.2|6\.)/.test(status)
    return [{ addresses: [...new Set(addresses)], messageId, status, gone }]
  })
}

/** Fields of each block; blocks are apart by an empty line, and a line that begins with space goes on. */
function blocksOf(text: string): readonly Fields[] {
  const blocks = text.replace(/\r\n?/g, '\n').split(/\n[ \t]*\n+/)
  return blocks.map(fieldsOf).filter(fields => fields.size > 0)
}

function fieldsOf(block: string): Fields {
  const lines = block.replace(/\n[ \t]+/g, ' ').split('\n')
  return new Map(
    lines.flatMap(line => {
      const at = line.indexOf(':')
      return at <= 0 ? [] : [[line.slice(0, at).trim().toLowerCase(), line.slice(at + 1).trim()] as const]
    }),
  )
}

/** `rfc822; Mei@Example.com` (RFC 3464, 2.3.1), with or without angle brackets. */
function addressIn(field: string | undefined): readonly string[] {
  const found = /^(?:rfc822|utf-8)\s*;\s*<?([^\s<>;]+@[^\s<>;]+?)>?\s*$/i.exec(field ?? '')?.[1]
  return found === undefined ? [] : [found.toLowerCase()]
}

function messageIdIn(headers: string): string | null {
  const found = /^message-id:\s*(<[^>\s]{1,200}>)/im.exec(headers.replace(/\r?\n[ \t]+/g, ' '))?.[1]
  return bare(found ?? '')
}

function bare(id: string): string | null {
  const found = id.trim().replace(/^<|>$/g, '')
  return found === '' ? null : found.slice(0, 200)
}

function textOf(content: ArrayBuffer | Uint8Array | string): string {
  return typeof content === 'string' ? content : Buffer.from(content as Uint8Array).toString('utf8')
}
