import { createHmac } from 'node:crypto'
import Fastify from 'fastify'
import { faultsOf } from './card-lint.ts'

/** How a message is answered: as it deserves, with a code, or not at all although it was taken. */
export type Fault = 'fine' | 'silent' | number

/** What a group robot said. */
export interface Said {
  readonly token: string
  readonly card: Record<string, unknown>
}

/** A strict platform of custom group robots: signatures, ages, sizes, paces, and what a robot cannot show. */
export interface FakeRobots {
  /** The address that the group's settings show. */
  address(token: string): string
  readonly secret: string
  readonly said: Said[]
  readonly refused: string[]
  /** How the next messages are answered. */
  readonly faults: Fault[]
  /** Robots take no pictures of the app. */
  refusePictures: boolean
  close(): Promise<void>
}

/** Opens it on loopback. `now` is the platform's clock, in milliseconds. */
export async function createFakeRobots(now: () => number): Promise<FakeRobots> {
  const state = { secret: 'robot-secret-1', said: [] as Said[], refused: [] as string[], refusePictures: false }
  const faults: Fault[] = []
  const times = new Map<string, number[]>()
  const app = Fastify({ bodyLimit: 1_048_576 })
  app.post('/open-apis/bot/v2/hook/:token', async (request, reply) => {
    const { token } = request.params as { token: string }
    const body = request.body as Record<string, unknown>
    const fault = faults.shift()
    const code = typeof fault === 'number' ? fault : codeOf(state, body, paced(times, token, now()), now())
    if (code === 0) state.said.push({ token, card: body.card as Record<string, unknown> })
    else state.refused.push(`${code}`)
    if (fault !== 'silent') return { code, msg: code === 0 ? 'success' : 'refused', data: {} }
    reply.hijack()
    return request.raw.socket.destroy()
  })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  return Object.assign(state, {
    faults,
    address: (token: string) => `${url}/open-apis/bot/v2/hook/${token}`,
    close: async () => {
      app.server.closeAllConnections()
      await app.close()
    },
  })
}

/** 100 a minute and 5 a second. */
function paced(times: Map<string, number[]>, token: string, now: number): boolean {
  const recent = (times.get(token) ?? []).filter(at => now - at < 60_000)
  times.set(token, [...recent, now])
  return recent.length < 100
}

function codeOf(
  state: { readonly secret: string; readonly refusePictures: boolean },
  body: Record<string, unknown>,
  inPace: boolean,
  now: number,
): number {
  const { timestamp, sign, msg_type: type, card } = body
  const age = Math.abs(now / 1_000 - Number(timestamp))
  const expected = createHmac('sha256', `${timestamp}\n${state.secret}`).digest('base64')
  if (sign !== expected || !(age <= 3_600)) return 19021
  if (Buffer.byteLength(JSON.stringify(body)) > 20 * 1_024) return 9499
  if (type !== 'interactive' || Object.keys(body).length !== 4) return 9499
  if (!inPace) return 11232
  const text = JSON.stringify(card)
  if (text.includes('"callback"') || text.includes('<at')) return 9499
  if (state.refusePictures && text.includes('"img"')) return 9499
  const faults = faultsOf(card, { person: () => false, image: () => true })
  return faults.length === 0 ? 0 : 9499
}
