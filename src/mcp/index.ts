import rateLimit from '@fastify/rate-limit'
import { StreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/streamableHttp.js'
import type { Transport } from '@modelcontextprotocol/sdk/shared/transport.js'
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify'
import type { DispatchParts } from '#src/features/conversation/index.ts'
import { type Person, tokenOwner } from '#src/features/people/index.ts'
import { takePlace } from '#src/platform/database/quotas.ts'
import { isOurs } from './guard.ts'
import { createToolServer } from './server.ts'

/** What the machine interface is given. */
export interface McpParts extends DispatchParts {
  readonly publicUrl: string
}

/** Requests of one address a minute, so that guessing a token is slow (judgement). */
const addressPerMinute = 600

/** Requests of one person, over all replicas (judgement: an assistant that looks at many stores). */
const personWindow = { most: 120, seconds: 60 } as const

/**
 * `/mcp`: the Model Context Protocol over streamable HTTP, one request at a time without a session: any replica answers,
 * and nothing is kept. https://modelcontextprotocol.io/specification/2025-06-18/basic/transports
 */
export function mcpRoutes(parts: McpParts): (app: FastifyInstance) => Promise<void> {
  return async app => {
    await app.register(rateLimit, { max: addressPerMinute, timeWindow: 60_000 })
    // After the rate limit, which counts in `onRequest`.
    app.addHook('preParsing', async (request, reply) => {
      await admit(parts, request, reply)
    })
    app.post('/mcp', async (request, reply) => answer(parts, request, reply))
    app.route({
      method: ['GET', 'DELETE'],
      url: '/mcp',
      handler: async (_request, reply) =>
        reply
          .code(405)
          .header('allow', 'POST')
          .send(rpcError(-32_000, 'There are no sessions and no streams here: POST.')),
    })
  }
}

const askers = new WeakMap<FastifyRequest, Person>()

/** Lets in only requests for us with somebody's token. */
async function admit(parts: McpParts, request: FastifyRequest, reply: FastifyReply) {
  if (!isOurs(request, parts.publicUrl)) {
    return reply.code(403).send(rpcError(-32_000, 'This request came by a foreign page or name.'))
  }
  const [scheme = '', token = ''] = (request.headers.authorization ?? '').split(' ')
  const person = scheme.toLowerCase() === 'bearer' ? await tokenOwner(parts.db, token, parts.now()) : null
  if (!person) {
    const how = 'Send a token in the header Authorization: Bearer …; write “link mcp” to the bot to get one.'
    return reply.code(401).header('www-authenticate', 'Bearer').send(rpcError(-32_001, how))
  }
  const wait = await takePlace(parts.db, { key: `mcp/${person.id}`, ...personWindow }, parts.now())
  if (wait > 0) {
    const seconds = String(Math.ceil(wait))
    return reply
      .code(429)
      .header('retry-after', seconds)
      .send(rpcError(-32_002, `Too many questions: wait ${seconds} s.`))
  }
  askers.set(request, person)
}

async function answer(parts: McpParts, request: FastifyRequest, reply: FastifyReply): Promise<void> {
  const person = askers.get(request)
  if (!person) throw new Error('A request without an asker was let in')
  const server = createToolServer(parts, person)
  const transport = new StreamableHTTPServerTransport({ enableJsonResponse: true })
  reply.raw.on('close', () => {
    void transport.close()
    void server.close()
  })
  await server.connect(transport as Transport) // its own types do not know exact optional properties
  reply.hijack()
  await transport.handleRequest(request.raw, reply.raw, request.body)
}

function rpcError(code: number, message: string) {
  return { jsonrpc: '2.0', error: { code, message }, id: null }
}
