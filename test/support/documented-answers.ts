import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import type { ConnectorContext, HttpRequest, PullStep } from '#src/contracts/connector.ts'
import { fixtureFolder } from './fixtures.ts'
import { scriptedContext } from './scripted-context.ts'

/** The moment of all answers. */
export const now = new Date('2026-07-10T03:00:00Z')
/** A shop in Japan. */
export const jp = { externalId: '1', name: 'Shop', market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' }
const sg = { ...jp, market: 'sg', timeZone: 'Asia/Singapore', currency: 'SGD' }
const keysOf: Readonly<Record<string, object>> = {
  rakuten: { service_secret: 's', license_key: 'l' },
  yahoo: { client_id: 'c', client_secret: 's', refresh_token: 'r', seller_id: 'examplestore' },
  shopee: { partner_id: '1', partner_key: 'k', shop_id: '2', refresh_token: 'r' },
  lazada: { app_key: '1', app_secret: 's', refresh_token: 'r', country: 'sg' },
}
/** Token answers of those that mint. */
const tokens: Readonly<Record<string, object>> = {
  yahoo: { access_token: 'a', expires_in: 3_600 },
  shopee: { access_token: 'a', refresh_token: 'b', expire_in: 14_400, error: '' },
  lazada: { code: '0', access_token: 'a', refresh_token: 'b', expires_in: 604_800, refresh_expires_in: 900_000 },
}
/** Whether an address gives tokens. */
export const isToken = (url: string) => /\/token\b|access_token\/get/.test(url.split('?')[0] ?? '')

/** Answers of a test: by a part of the address a documented file, or something of our own. */
export type Answers = readonly (readonly [part: string, answer: string | object, status?: number])[]

/** The text of a documented file. */
export function read(platform: string, file: string): string {
  return readFileSync(join(fixtureFolder(platform) ?? '', file), 'utf8')
}

/** A connector's surroundings in which every address has one answer. */
export function contextOf(
  platform: string,
  answers: Answers,
): ConnectorContext<unknown> & { readonly asked: HttpRequest[] } {
  const connector = connectorOf(platform)
  const keys = connector.keys.parse(keysOf[platform])
  const asked: HttpRequest[] = []
  const tokenOf = new Map<string, string>()
  const http = async (request: HttpRequest) => {
    asked.push(request)
    const found = answers.find(([part]) => request.url.includes(part))
    if (!found && !isToken(request.url)) throw new Error(`nobody asks for ${request.url}`)
    const [, answer, status = 200] = found ?? ['', tokens[platform] ?? {}]
    const bytes = Buffer.from(typeof answer === 'string' ? read(platform, answer) : JSON.stringify(answer))
    const one = scriptedContext({ keys, addresses: {}, answers: [{ path: '/', status, bytes }], now })
    return one.http({ ...request, accept: [...(request.accept ?? []), status] }).then(response => ({
      ...response,
      exactJson: () => JSON.parse(quoted(bytes.toString())) as unknown,
    }))
  }
  return {
    ...scriptedContext({ keys, addresses: connector.addresses(keys), answers: [], now }),
    asked,
    http,
    token: async (name, mint) => {
      const token = tokenOf.get(name) ?? (await mint(null)).value
      tokenOf.set(name, token)
      return token
    },
    forgetToken: async name => void tokenOf.delete(name),
  }
}

/** Numbers as texts, as the engine gives exact answers. */
function quoted(source: string): string {
  return source.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, found =>
    found.startsWith('"') ? found : `"${found}"`,
  )
}

/** A connector by its id. @throws Error */
export function connectorOf(platform: string) {
  const found = connectors.find(one => one.id === platform)
  if (!found) throw new Error(`no connector ${platform}`)
  return found
}

/** All that a feed says of some days. */
export async function pulled(
  platform: string,
  feed: string,
  answers: Answers,
  window = { from: '2026-07-01', to: '2026-07-03' },
) {
  const context = contextOf(platform, answers)
  const store = platform === 'rakuten' || platform === 'yahoo' ? jp : sg
  const found = connectorOf(platform).feeds.find(one => one.id === feed)
  const steps: PullStep[] = []
  for (let state: unknown = null; found && steps.length < 60; ) {
    const step = await found.pull({ store, window, kind: 'backfill', state, cursor: null }, context)
    steps.push(step)
    if (step.next.kind !== 'again') break
    state = step.next.state
  }
  const days = steps.flatMap(step => step.days ?? [])
  return {
    orders: steps.flatMap(step => step.orders ?? []),
    day: (day: string, sku = '') => days.find(row => row.day === day && row.sku === sku)?.measures,
    last: steps.at(-1)?.next,
  }
}

/** A sample of Shopee as the last page of its list: that there are more would go on for ever. */
export function lastPage(file: string): object {
  const sample = JSON.parse(read('shopee', file)) as { response: object }
  return { ...sample, response: { ...sample.response, more: false } }
}

/** The day of that moment. */
export const today = '2026-07-10'
/** A window of that day. */
export const todayOnly = { from: today, to: today }
/** A fault of a kind, and of what. */
export const fault = (kind: string, subject?: string) =>
  expect.objectContaining({ name: 'SourceFault', kind, ...(subject !== undefined && { subject }) })
