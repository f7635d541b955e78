import Fastify, { type FastifyInstance, type FastifyPluginAsync } from 'fastify'
import type { Messenger } from '#src/chat/messenger.ts'

/** A console that really listens. */
export interface Served {
  readonly url: string
  readonly app: FastifyInstance
  close(): Promise<void>
}

/** Listens on a free port of this machine; `more` adds routes that another part of the service has. */
export async function serve(messenger: Messenger, more?: (app: FastifyInstance) => void, port = 0): Promise<Served> {
  const app = Fastify({ forceCloseConnections: true })
  more?.(app)
  const plugin: FastifyPluginAsync = async instance => messenger.routes?.(instance)
  await app.register(plugin)
  const url = await app.listen({ host: '127.0.0.1', port })
  return {
    url,
    app,
    close: async () => {
      await messenger.stop?.()
      await app.close()
    },
  }
}
