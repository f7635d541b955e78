import { z } from 'zod'
import { type Feed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { localDay, shiftDays, startOfDay } from '#src/domain/days.ts'
import { ask, type Context, read, tokenOf } from './api.ts'
import type { Keys } from './keys.ts'
import { scopesQuery } from './queries.ts'

const Handles = z.array(z.object({ handle: z.string() }))
const Installed = z.object({ currentAppInstallation: z.object({ accessScopes: Handles }) })
const Listed = z.object({ access_scopes: Handles })

/** Orders older than this need `read_all_orders` (access scopes, orders permissions). */
export const openDays = 60

/** What the token may do; `null`: the shop does not tell. */
export async function grantedScopes(context: Context): Promise<ReadonlySet<string> | null> {
  try {
    const { data } = await ask(context, scopesQuery, Installed)
    return new Set(data.currentAppInstallation.accessScopes.map(({ handle }) => handle))
  } catch (fault) {
    if (!isUnknown(fault)) throw fault
  }
  try {
    return await listedScopes(context)
  } catch (fault) {
    if (!isUnknown(fault)) throw fault
    return null
  }
}

/** https://shopify.dev/docs/api/admin-rest/latest/resources/accessscope: the older way to ask. */
async function listedScopes(context: Context): Promise<ReadonlySet<string>> {
  const answer = await context.http({
    url: `${context.addresses.SHOPIFY_API_URL}/admin/oauth/access_scopes.json`,
    headers: { 'x-shopify-access-token': await tokenOf(context), accept: 'application/json' },
    accept: [400, 401, 403, 404, 406],
  })
  if (answer.status >= 400) throw new SourceFault('unavailable', says('shopifyNoScopes'))
  return new Set(read(Listed, answer.json()).access_scopes.map(({ handle }) => handle))
}

/** It cannot be asked like that: no fault of the grant and none that passes. */
function isUnknown(fault: unknown): boolean {
  return fault instanceof SourceFault && ['permanent', 'drift', 'scope', 'unavailable'].includes(fault.kind)
}

const dayMs = 86_400_000
const notOpen = {
  kind: 'nothing',
  reason: 'not-entitled',
  zeros: false,
  why: says('shopifyOldOrders', { count: openDays }),
} as const

/** What the first step of an old pull found out, for those that follow it; `unknown`: the shop does not tell. */
const Opened = z.object({ open: z.enum(['all', 'part', 'unknown']), found: z.boolean(), inner: z.unknown() })
type Opened = z.infer<typeof Opened>

/**
 * Orders without those days that the grant does not open: Shopify leaves them out without a word, so that "none" would be
 * taken for zero. Of days on both sides of the edge those that are open are read.
 */
export function openDaysOnly(pull: Feed<Keys>['pull']): Feed<Keys>['pull'] {
  return async (request, context) => {
    const known = Opened.safeParse(request.state)
    const isBegun = request.state !== null && !known.success
    if (isBegun || (!known.success && !isOld(request, context.now()))) return pull(request, context)
    const { open, found, inner } = known.success ? known.data : await begun(context)
    const from = open === 'part' ? firstOpenDay(request, context.now()) : request.window.from
    if (request.window.to < from) return { next: notOpen }
    const own = { ...request, state: inner ?? null, window: { from, to: request.window.to } }
    const keep = (state: unknown) => context.keep({ open, found, inner: state } satisfies Opened)
    return stepOf(await pull(own, { ...context, keep }), open, found)
  }
}

async function begun(context: Context): Promise<Opened> {
  const scopes = await grantedScopes(context)
  const open = scopes === null ? 'unknown' : scopes.has('read_all_orders') ? 'all' : 'part'
  return { open, found: false, inner: null }
}

/** Where the shop does not tell what is open, days without any order may be closed ones. */
function stepOf(step: PullStep, open: Opened['open'], before: boolean): PullStep {
  const found = before || (step.orders ?? []).length > 0 || step.orderPieces !== undefined
  const { next } = step
  if (next.kind === 'again') {
    return { ...step, next: { ...next, state: { open, found, inner: next.state } satisfies Opened } }
  }
  if (next.kind !== 'done' || open === 'all') return step
  if (open === 'part') return { ...step, next: notOpen }
  return found ? step : { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
}

/** The day of the edge itself is open in part. */
function firstOpenDay({ store, window }: PullRequest, now: Date): string {
  const from = shiftDays(localDay(new Date(now.getTime() - openDays * dayMs), store.timeZone), 1)
  return window.from < from ? from : window.from
}

function isOld({ window, store, kind }: PullRequest, now: Date): boolean {
  return kind !== 'tip' && startOfDay(window.from, store.timeZone).getTime() < now.getTime() - openDays * dayMs
}
