import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { amazon } from '#src/connectors/amazon/index.ts'
import { type OrderLine, type PullKind, type PullRequest, type PullStep, piecesOf } from '#src/contracts/connector.ts'
import { projectRoot } from '#src/paths.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

export const keys = { client_id: 'app', client_secret: 'secret', refresh_token: 'Atzr|one', region: 'na' as const }
export const us = {
  externalId: 'ATVPDKIKX0DER',
  name: 'US',
  market: 'us',
  timeZone: 'America/Los_Angeles',
  currency: 'USD',
}
export const jp = { externalId: 'A1VC38T7YXB528', name: 'JP', market: 'jp', timeZone: 'Asia/Tokyo', currency: 'JPY' }
export const token: Answer = { path: '/auth/o2/token', json: { access_token: 'Atza|t', expires_in: 3600 } }

/** A feed of the connector. */
export function feed(id: string) {
  const found = amazon.feeds.find(one => one.id === id)
  if (!found) throw new Error(`no feed ${id}`)
  return found
}

/** A pull of two days in March, the newest unless said otherwise. */
export function asked(over: Partial<PullRequest> = {}): PullRequest {
  const window = { from: '2026-03-01', to: '2026-03-02' }
  return { store: us, window, kind: 'tip' as PullKind, state: null, cursor: null, ...over }
}

/** Surroundings whose Amazon answers by a script, on the third of March. */
export function contextOf(answers: readonly Answer[], over: { readonly keys?: object; readonly now?: Date } = {}) {
  const now = over.now ?? new Date('2026-03-03T12:00:00Z')
  return scriptedContext({ keys: { ...keys, ...over.keys }, addresses: amazon.addresses(keys), answers, now })
}

/** All lines that a step tells. */
export async function ordersOf(step: Pick<PullStep, 'orders' | 'orderPieces'>): Promise<readonly OrderLine[]> {
  const found: OrderLine[] = []
  for await (const piece of piecesOf(step)) found.push(...piece)
  return found
}

/** Where the samples of Amazon's own answers and contracts lie; `null`: they are not there. */
export const samples =
  ['../shared', '../../shared']
    .map(path => join(projectRoot, path, 'fixtures'))
    .find(path => existsSync(join(path, 'amazon'))) ?? null

/** A sample. */
export function sample(name: string) {
  return JSON.parse(readFileSync(join(samples ?? '', name), 'utf8'))
}
