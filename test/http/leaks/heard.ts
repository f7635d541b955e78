import type { createServer } from '#src/http/server.ts'

/** Every route that was registered last, as `GET /boards`. */
export const heard: string[] = []

/** The server as it is, with an ear on the routes that are registered: for `vi.mock` in place of its module. */
export function listening(real: typeof createServer): typeof createServer {
  return (...parts) => {
    const app = real(...parts)
    app.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat()) if (one !== 'HEAD' && one !== 'OPTIONS') heard.push(`${one} ${url}`)
    })
    return app
  }
}
