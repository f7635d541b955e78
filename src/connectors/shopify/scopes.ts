import { z } from 'zod'
import { type Feed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
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
  if (answer.status >= 400) throw new SourceFault('unavailable', 'The shop does not list permissions')
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
  why: `Orders older than ${openDays} days need the permission read_all_orders`,
} as const

/**
 * Orders without those days that the grant does not open: Shopify leaves them out without a word, so that "none" would be
 * taken for zero. Of days on both sides of the edge those that are open are read.
 */
export function openDaysOnly(pull: Feed<Keys>['pull']): Feed<Keys>['pull'] {
  return async (request, context) => {
    if (!isOld(request, context.now())) return pull(request, context)
    const scopes = await grantedScopes(context)
    if (scopes !== null && !scopes.has('read_all_orders')) return openPart(request, context, pull)
    const step = await pull(request, context)
    const isEmpty = scopes === null && step.next.kind === 'done' && (step.orders ?? []).length === 0
    return isEmpty ? { next: { kind: 'nothing', reason: 'no-data', zeros: false } } : step
  }
}

async function openPart(request: PullRequest, context: Context, pull: Feed<Keys>['pull']): Promise<PullStep> {
  const { window, store } = request
  const edge = localDay(new Date(context.now().getTime() - openDays * dayMs), store.timeZone)
  const from = shiftDays(edge, 1) // the day of the edge itself is open in part
  if (window.to < from) return { next: notOpen }
  const step = await pull({ ...request, window: { from, to: window.to } }, context)
  return step.next.kind === 'done' ? { ...step, next: notOpen } : step
}

function isOld({ window, store, kind }: PullRequest, now: Date): boolean {
  return kind !== 'tip' && startOfDay(window.from, store.timeZone).getTime() < now.getTime() - openDays * dayMs
}
