/** A mailbox on a server. */
export interface MailboxAddress {
  readonly host: string
  readonly port: number
  /** TLS from the first byte; otherwise it is begun where the server offers it. */
  readonly secure: boolean
  readonly user: string
  readonly password: string
  readonly folder: string
}

/** How far the mails of a mailbox were taken. Numbers count only together with the validity (RFC 3501, 2.3.1.1). */
export interface MailboxMark {
  readonly uidValidity: string
  readonly lastUid: number
}

/** An open mailbox. */
export interface Mailbox {
  readonly uidValidity: string
  /** Numbers of mails after a mark, ascending; without one, or when the numbers were given anew, those nobody has read. */
  newMails(mark: MailboxMark | null): Promise<readonly number[]>
  /** The bytes of a mail; `null` where it is gone or too large. */
  read(uid: number): Promise<Uint8Array | null>
  markRead(uid: number): Promise<void>
  close(): Promise<void>
}

/** Largest mail in bytes; mail servers take less (judgement). */
const largestMail = 60 * 1024 * 1024
const patienceMs = 30_000

/** `imaps://user:password@host:993/INBOX` or `imap://…`; user and password percent-encoded. `null`: it is none. */
export function mailboxAddress(url: string): MailboxAddress | null {
  if (!URL.canParse(url)) return null
  const { protocol, hostname, port, username, password, pathname } = new URL(url)
  if ((protocol !== 'imaps:' && protocol !== 'imap:') || hostname === '' || username === '') return null
  const secure = protocol === 'imaps:'
  return {
    host: hostname.replace(/^\[|\]$/g, ''),
    port: port === '' ? (secure ? 993 : 143) : Number(port),
    secure,
    user: decodeURIComponent(username),
    password: decodeURIComponent(password),
    folder: decodeURIComponent(pathname.replace(/^\//, '')) || 'INBOX',
  }
}

/** Opens a mailbox. @throws what the server or the network says */
export async function openMailbox(address: MailboxAddress): Promise<Mailbox> {
  const { host, port, secure, user, password: pass, folder } = address
  const { ImapFlow } = await import('imapflow') // 30 MB that few need
  const client = new ImapFlow({
    ...{ host, port, secure, auth: { user, pass }, logger: false, emitLogs: false },
    ...{ connectionTimeout: patienceMs, greetingTimeout: patienceMs, socketTimeout: patienceMs * 2 },
  })
  client.on('error', () => {}) // whoever waits for an answer hears of it
  await client.connect()
  const { uidValidity } = await client.mailboxOpen(folder)
  const validity = String(uidValidity)
  return {
    uidValidity: validity,
    newMails: async mark => {
      const known = mark?.uidValidity === validity ? mark.lastUid : null
      const query = known === null ? { seen: false } : { uid: `${known + 1}:*` }
      const found = (await client.search(query, { uid: true })) || []
      // `n:*` of a mailbox whose last mail is older is that last mail
      return found.filter(uid => known === null || uid > known).sort((a, b) => a - b)
    },
    read: async uid => {
      const size = await client.fetchOne(String(uid), { size: true }, { uid: true })
      if (!size || (size.size ?? 0) > largestMail) return null
      const mail = await client.fetchOne(String(uid), { source: true }, { uid: true })
      return (mail ? mail.source : null) ?? null
    },
    markRead: async uid => void (await client.messageFlagsAdd(String(uid), ['\\Seen'], { uid: true })),
    close: async () => client.logout().catch(() => client.close()),
  }
}
