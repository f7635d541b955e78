import { ebay } from '#src/connectors/ebay/index.ts'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { type Answer, scriptedContext } from '#test/support/scripted-context.ts'

export const keys = { client_id: 'app', client_secret: 'cert', refresh_token: 'grant' }
export const storeAt = (marketplace: string, timeZone: string, currency: string) => ({
  externalId: `${marketplace}/x`,
  name: 'Lamps',
  market: 'us',
  timeZone,
  currency,
  extra: { marketplace },
})
export const us = storeAt('EBAY_US', 'America/Los_Angeles', 'USD')
export const now = new Date('2026-03-10T12:00:00Z')
export const token: Answer = { path: '/identity/v1/oauth2/token', json: { access_token: 't1', expires_in: 7200 } }

export const contextOf = (answers: readonly Answer[]) =>
  scriptedContext({ keys, addresses: ebay.addresses(keys), answers: [token, ...answers], now })
export const asked = (over: Partial<PullRequest> = {}): PullRequest => ({
  store: us,
  window: { from: '2026-03-01', to: '2026-03-03' },
  kind: 'backfill',
  state: null,
  cursor: null,
  ...over,
})
export async function pullAll(id: string, request: PullRequest, context: ReturnType<typeof contextOf>) {
  const feed = ebay.feeds.find(one => one.id === id)
  const steps: PullStep[] = []
  for (let state: unknown = null; feed && steps.length < 50; ) {
    const step = await feed.pull({ ...request, state }, context)
    steps.push(step)
    const { next } = step
    const [days, orders] = [steps.flatMap(one => one.days ?? []), steps.flatMap(one => one.orders ?? [])]
    if (next.kind !== 'again') return { days, orders, next, steps }
    state = JSON.parse(JSON.stringify(next.state))
  }
  throw new Error('never done')
}
export const queryOf = (context: ReturnType<typeof contextOf>, index: number) =>
  Object.fromEntries(new URL(context.requests[index]?.url ?? '').searchParams)
