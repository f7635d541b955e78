import { mail } from '#bots/mail/index.ts'
import type { Harness } from '#test/bots/harness.ts'
import { fakeService } from '#test/bots/web/fake-deps.ts'
import { mailServer, partOf } from './smtp.ts'

/** A mail server that takes everything, until it is gone. */
export async function createHarness(): Promise<Harness> {
  const server = await mailServer()
  const env = { SMTP_URL: server.url, MAIL_FROM: 'KPI bot <kpi@example.com>' }
  const messenger = await mail.create(mail.readConfig(env), fakeService(() => ({})).deps)
  return {
    messenger,
    address: { workspace: '', channel: 'mei@example.com', kind: 'direct' },
    sent: async () => server.mails.map(one => partOf(one, 'text/plain')),
    fail: () => server.refuse({ at: 'data', code: 451, text: 'hunter2 try later' }),
    secret: 'hunter2',
    env,
    close: async () => {
      await messenger.stop?.()
      await server.close()
    },
  }
}
