import { type App, type ReceiverEvent, SocketModeReceiver } from '@slack/bolt'
import { clientOptions, quietLogger, redact } from '#bots/slack/client.ts'
import type { BotLog } from '#src/chat/messenger.ts'
import type { Accepted } from './accept.ts'
import type { Body } from './body.ts'

/** What Socket Mode needs. */
export interface SocketParts {
  readonly appToken: string
  readonly apiUrl: string
  readonly accept: (body: Body) => Promise<Accepted>
  readonly log: BotLog
}

/** Pings that were found to survive busy proxies: slackapi/bolt-js#2496. */
const pings = { clientPingTimeout: 20_000, serverPingTimeout: 60_000 }

/** Pause before a connection that was refused for good is tried again; judgement: somebody has to mend a token. */
const retryMs = 60_000

/** Slack's requests over a websocket that we open. Claims like HTTP does: envelopes are repeated after reconnects. */
export class ClaimingSocketReceiver extends SocketModeReceiver {
  private readonly parts: SocketParts
  private readonly running = new Set<Promise<void>>()
  private retry: NodeJS.Timeout | null = null
  private stopped = false
  private bolt: App | null = null

  constructor(parts: SocketParts) {
    const { appToken, apiUrl, log } = parts
    super({
      appToken,
      logger: quietLogger(log),
      ...pings,
      installerOptions: { clientOptions: clientOptions(apiUrl, log) },
    })
    this.parts = parts
  }

  /** Bolt's receiver only ever calls `processEvent`. */
  override init(app: App): void {
    this.bolt = app
    const claiming = { processEvent: (event: ReceiverEvent) => this.track(this.take(app, event)) }
    super.init(claiming as App) // see above
  }

  /** Connects, and keeps trying: the rest of the service works without Slack. */
  async connect(): Promise<void> {
    try {
      await this.start()
    } catch (error) {
      const reason = redact(error instanceof Error ? error.message : 'unknown')
      this.parts.log.error({ reason }, 'Socket Mode could not connect to Slack. It is tried again in a minute.')
      if (!this.stopped) this.retry = setTimeout(() => void this.connect(), retryMs).unref()
    }
  }

  /** Closes the connection and waits for what still works. */
  async disconnect(): Promise<void> {
    this.stopped = true
    if (this.retry) clearTimeout(this.retry)
    await this.stop()
    await Promise.allSettled([...this.running])
  }

  private async take(app: App, event: ReceiverEvent): Promise<void> {
    const accepted = await this.parts.accept(event.body)
    if (accepted === 'seen' || accepted === 'foreign') return event.ack()
    await accepted.work(() => app.processEvent(event))
  }

  /** Works on an event that another process had taken and was lost; there is nobody to answer. */
  async again(body: Body): Promise<void> {
    await this.bolt?.processEvent({ body: { ...body }, ack: async () => {} })
  }

  private track(work: Promise<void>): Promise<void> {
    const tracked = work
      .catch(error => this.parts.log.error({ err: error }, 'A request of Slack could not be worked on.'))
      .finally(() => this.running.delete(tracked))
    this.running.add(tracked)
    return tracked
  }
}
