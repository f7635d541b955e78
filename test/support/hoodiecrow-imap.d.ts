declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net'

  interface ImapServer extends Server {
    appendMessage(path: string, flags: readonly string[], date: string | false, raw: string): void
  }

  /** An IMAP server for tests, whose mails stand in memory. */
  export default function hoodiecrow(options: object): ImapServer
}
