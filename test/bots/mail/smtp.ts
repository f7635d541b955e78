import { SMTPServer } from 'smtp-server'

/** A mail that arrived, decoded. */
export interface Received {
  readonly to: readonly string[]
  /** The return address of the envelope. */
  readonly from: string
  readonly headers: string
  /** Every part decoded: text, HTML, and the names of attachments. */
  readonly parts: readonly { readonly headers: string; readonly body: Buffer }[]
}

/** A real SMTP server in this process. */
export interface MailServer {
  readonly url: string
  readonly mails: Received[]
  /** Answers to `RCPT` or `DATA` from now on, by address; `null`: takes it. */
  refuse(reply: { readonly at: 'rcpt' | 'data'; readonly code: number; readonly text: string } | null): void
  close(): Promise<void>
}

/** Starts one on a free port, with the login `kpi:hunter2`. */
export async function mailServer(): Promise<MailServer> {
  const mails: Received[] = []
  let refusal: Parameters<MailServer['refuse']>[0] = null
  const refused = (at: 'rcpt' | 'data') => {
    if (refusal?.at !== at) return null
    return Object.assign(new Error(refusal.text), { responseCode: refusal.code })
  }
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    logger: false,
    onAuth: ({ username, password }, _session, done) => {
      if (username === 'kpi' && password === 'hunter2') done(null, { user: username })
      else done(Object.assign(new Error('no such login'), { responseCode: 535 }))
    },
    onRcptTo: (_address, _session, done) => done(refused('rcpt')),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = []
      stream.on('data', (chunk: Buffer) => chunks.push(chunk))
      stream.on('end', () => {
        const error = refused('data')
        if (!error) {
          mails.push({
            ...read(Buffer.concat(chunks).toString('utf8')),
            to: session.envelope.rcptTo.map(it => it.address),
            from: session.envelope.mailFrom ? session.envelope.mailFrom.address : '',
          })
        }
        done(error)
      })
    },
  })
  server.on('error', () => {})
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = server.server.address()
  const port = typeof address === 'object' && address ? address.port : 0
  return {
    url: `smtp://kpi:hunter2@127.0.0.1:${port}`,
    mails,
    refuse: reply => {
      refusal = reply
    },
    close: () => new Promise(resolve => server.close(() => resolve())),
  }
}

function read(source: string): Omit<Received, 'to' | 'from'> {
  const [headers = ''] = source.split('\r\n\r\n', 1)
  const boundaries = [...source.matchAll(/boundary="([^"]+)"/g)].map(match => match[1] ?? '')
  const pieces = boundaries
    .reduce<string[]>((all, boundary) => all.flatMap(piece => piece.split(`--${boundary}`)), [source])
    .filter(piece => /content-transfer-encoding/i.test(piece))
  const parts = pieces.map(piece => {
    const at = piece.indexOf('\r\n\r\n')
    const head = piece.slice(0, at).trim()
    const body = piece.slice(at + 4)
    return { headers: head, body: Buffer.from(body, /base64/i.test(head) ? 'base64' : 'utf8') }
  })
  return { headers: headers.replace(/\r\n[ \t]+/g, ' '), parts }
}

/** The decoded text or HTML of a mail. */
export function partOf(mail: Received | undefined, type: 'text/plain' | 'text/html'): string {
  return mail?.parts.find(part => part.headers.includes(type))?.body.toString('utf8') ?? ''
}
