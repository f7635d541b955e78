import {
  type Connector,
  type Feed,
  type FoundStore,
  type HttpRequest,
  type HttpResponse,
  piecesOf,
  SourceFault,
} from '#src/contracts/connector.ts'
import { eachDay, shiftDays } from '#src/domain/days.ts'
import { foldDays } from '#src/domain/orders/fold-days.ts'
import type { OrderLine } from '#src/domain/orders/order-line.ts'
import { responseOf } from '#src/features/sync/answers/response.ts'
import { addressesOf, politeFetch } from '#src/features/sync/index.ts'
import type { EveryMarket } from './every-market.ts'

/** Changes the text of an answer; `path` is that of the call. */
export type Change = (text: string, path: string) => string

/** What a feed tells of some days, or why it stopped. */
export type Told = { readonly figures: string } | { readonly fault: string }

/** A connector without a database, with a marketplace on this machine. */
export interface InMemory {
  readonly stores: readonly FoundStore[]
  /** Pulls a feed of the first store over whole days up to today. */
  pull(feed: Feed<unknown>, days: number, change?: Change): Promise<Told>
}

const signal = new AbortController().signal

/** Asks for its stores; tokens and answers stay in memory. */
export async function inMemory(
  connector: Connector,
  market: EveryMarket,
  now: () => Date,
  mostSteps = 80,
): Promise<InMemory> {
  const tokens = new Map<string, string>()
  const keys = connector.keys.parse(market.keys)
  const contextOf = (change: Change) => {
    const minting = { now: false }
    const http = async (request: HttpRequest): Promise<HttpResponse> => {
      const { streamed: _, ...plain } = request
      const answer = await politeFetch(plain, signal, now, 5_000)
      return minting.now ? answer : changed(answer, change, new URL(request.url).pathname)
    }
    return {
      keys,
      addresses: addressesOf(connector, keys, market.env),
      http,
      token: async (
        name: string,
        mint: (refresh: string | null) => Promise<{ value: string; refreshToken?: string }>,
      ) => {
        const known = tokens.get(name)
        if (known !== undefined) return known
        minting.now = true
        const own = connector.refreshKey === null ? null : (keys as Record<string, string>)[connector.refreshKey]
        const made = await mint(tokens.get(`refresh ${name}`) ?? own ?? null).finally(() => {
          minting.now = false
        })
        if (made.refreshToken !== undefined) tokens.set(`refresh ${name}`, made.refreshToken)
        tokens.set(name, made.value)
        return made.value
      },
      forgetToken: async (name: string) => void tokens.delete(name),
      pseudonym: (id: string) => `buyer ${id}`,
      keep: async () => {},
      now,
      signal,
    }
  }
  const stores = await connector.listStores(contextOf(text => text))
  return {
    stores,
    pull: async (feed, days, change = text => text) => {
      const [store] = stores
      if (!store) throw new Error('no store')
      const to = now().toLocaleDateString('en-CA', { timeZone: store.timeZone })
      const window = { from: shiftDays(to, 1 - days), to }
      return told(mostSteps, feed, store, window, contextOf(change))
    },
  }
}

async function told(
  mostSteps: number,
  feed: Feed<unknown>,
  store: FoundStore,
  window: { readonly from: string; readonly to: string },
  context: Parameters<Feed<unknown>['pull']>[1],
): Promise<Told> {
  const lines = new Map<string, OrderLine>()
  const days: unknown[] = []
  let state: unknown = null
  try {
    for (let steps = 0; steps < mostSteps; steps += 1) {
      const step = await feed.pull({ store, window, kind: 'backfill', state, cursor: null }, context)
      for await (const piece of piecesOf(step)) {
        for (const line of piece) {
          const key = `${line.orderId} ${line.lineId}`
          if ((lines.get(key)?.changedAt ?? '') <= line.changedAt) lines.set(key, line)
        }
      }
      days.push(...(step.days ?? []))
      if (step.next.kind === 'nothing') return { fault: `nothing: ${step.next.reason}` }
      if (step.next.kind === 'done')
        return { figures: figuresOf(feed, store, window, [...lines.values()], days, step.next.through) }
      state = JSON.parse(JSON.stringify(step.next.state ?? null))
    }
    return { fault: 'endless' }
  } catch (error) {
    if (error instanceof SourceFault) return { fault: error.kind }
    return { fault: error instanceof Error && error.name === 'ZodError' ? 'drift' : `bug: ${String(error)}` }
  }
}

function figuresOf(
  feed: Feed<unknown>,
  store: FoundStore,
  { from, to }: { readonly from: string; readonly to: string },
  lines: readonly OrderLine[],
  days: readonly unknown[],
  through: string | null,
): string {
  const folded = foldDays(lines, {
    timeZone: store.timeZone,
    days: eachDay(from, to),
    tells: feed.tells,
    tellsWhereKnown: feed.tellsWhereKnown ?? [],
  })
  return JSON.stringify([feed.grain === 'ledger' ? folded : days, through])
}

/** The same answer with another text; documents are unpacked, so that their lines can be changed. */
async function changed(answer: HttpResponse, change: Change, path: string): Promise<HttpResponse> {
  const packed = answer.bytes[0] === 0x1f
  let text = packed ? '' : answer.text()
  if (packed) for await (const line of answer.lines?.() ?? []) text += `${line}\n`
  const bytes = Buffer.from(change(text, path))
  const headers = Object.fromEntries(Object.entries(answer.headers).filter(([name]) => name !== 'content-type'))
  const type = (answer.headers['content-type'] ?? '').replace(/charset=[\w-]+/i, 'charset=utf-8')
  const bare = new Response(null, {
    status: answer.status === 204 ? 204 : answer.status,
    headers: { ...headers, 'content-type': type },
  })
  return responseOf(bare, bytes, 64 * 1_048_576, signal)
}
