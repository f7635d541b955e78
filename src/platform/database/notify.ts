import postgres from 'postgres'
import { reconnectPause } from './reconnect.ts'

/** Tells all processes on the same database something, at once and at most once each. */
export interface Notifier {
  /** `payload` is JSON of at most 7 kB (PostgreSQL's limit for a notification is 8,000 bytes). */
  publish(topic: string, payload: unknown): Promise<void>
  /** Hears from now on; call the result to stop. Nothing said while a connection is being remade is heard. */
  subscribe(topic: string, listener: (payload: unknown) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}

/** Opens a notifier with a connection of its own, which is remade when it breaks. */
export function createNotifier(url: string): Notifier {
  const client = postgres(url, {
    max: 1,
    backoff: reconnectPause,
    onnotice: () => {},
    fetch_types: false, // a connection that breaks while it asks for them ends the process
    connection: { application_name: 'linkstar-kpi-bot notify' },
  })
  return {
    publish: async (topic, payload) => {
      await client`select pg_notify(${channelOf(topic)}, ${JSON.stringify(payload)})`
    },
    subscribe: async (topic, listener) => {
      const heard = await client.listen(channelOf(topic), text => listener(JSON.parse(text)))
      return () => heard.unlisten()
    },
    close: () => client.end({ timeout: 2 }),
  }
}

/** The name of the PostgreSQL channel of a topic; also used by SQL that notifies inside a transaction. */
export function channelOf(topic: string): string {
  return `kpi_${topic.replace(/\W/g, '_')}`
}
