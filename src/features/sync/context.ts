import { createHmac } from 'node:crypto'
import {
  type Connector,
  type ConnectorContext,
  type HttpRequest,
  SourceFault,
  type Token,
} from '#src/contracts/connector.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Db } from '#src/platform/database/db.ts'
import { exclusively } from '#src/platform/database/library-sql.ts'
import { politeFetch } from './http.ts'
import { keepable } from './redact.ts'
import { blockCalls, takeCall } from './store/budgets.ts'
import type { RawAnswer } from './store/raw-answers.ts'

/** What the engine is built from. */
export interface SyncParts {
  readonly db: Db
  readonly connectors: readonly Connector[]
  /** The environment: addresses of marketplaces. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly secretKey: string
  readonly now: () => Date
  readonly log: { info(fields: object, sentence: string): void; error(fields: object, sentence: string): void }
}

/** A context and what its requests brought. */
export interface Session {
  readonly context: ConnectorContext<unknown>
  readonly answers: readonly RawAnswer[]
}

/** Seconds before its end at which a token is not used any more (judgement: longer than a step). */
const spareMs = 60_000
const mostAnswers = 20

/** What a connector may use for a grant. @throws SourceFault `authorisation` where the keys are gone or do not fit. */
export async function openSession(
  parts: SyncParts,
  connector: Connector,
  of: { readonly connectionId: number; readonly storeId?: number },
  signal: AbortSignal,
): Promise<Session> {
  const { db, now, secretKey } = parts
  const vault = createVault(db, `connector/${connector.id}`, secretKey)
  const stored = await vault.find(`${of.connectionId}/keys`)
  const parsed = connector.keys.safeParse(stored === null ? null : JSON.parse(stored))
  if (!parsed.success) throw new SourceFault('authorisation', 'The keys of this connection are not there or do not fit')
  const answers: RawAnswer[] = []
  const minting = { now: false }
  const http = async (request: HttpRequest) => {
    await spendBudgets(parts, connector, of, request)
    const answer = await rememberBlock(parts, connector, of, request, () => politeFetch(request, signal, now))
    const kept = minting.now || answers.length >= mostAnswers ? null : keepable(request.url, answer, connector.personal)
    if (kept) answers.push(kept)
    return answer
  }
  const mintWith = async (mint: (refresh: string | null) => Promise<Token>, refresh: string | null) => {
    minting.now = true
    try {
      return await mint(refresh)
    } finally {
      minting.now = false
    }
  }
  const tokens = createTokens(parts, vault, of.connectionId, firstRefresh(connector, parsed.data), mintWith)
  const context: ConnectorContext<unknown> = {
    keys: parsed.data,
    addresses: addressesOf(connector, parsed.data, parts.env),
    http,
    ...tokens,
    pseudonym: id =>
      createHmac('sha256', secretKey).update(`buyer/${connector.id}/${id}`).digest('base64url').slice(0, 22),
    now,
    signal,
  }
  return { context, answers }
}

function firstRefresh(connector: Connector, keys: unknown): string | null {
  if (connector.refreshKey === null) return null
  const value = (keys as Record<string, unknown>)[connector.refreshKey] // keys are an object by their schema
  return typeof value === 'string' ? value : null
}

function addressesOf(connector: Connector, keys: unknown, env: SyncParts['env']): Readonly<Record<string, string>> {
  const own = Object.entries(connector.addresses(keys))
  return Object.fromEntries(own.map(([name, address]) => [name, (env[name]?.trim() || address).replace(/\/+$/, '')]))
}

type Of = { readonly connectionId: number; readonly storeId?: number }

function budgetsOf(connector: Connector, of: Of, request: HttpRequest) {
  return (request.budgets ?? []).map(id => {
    const budget = connector.budgets.find(one => one.id === id)
    if (!budget) throw new Error(`The connector ${connector.id} has no budget ${id}`)
    const whose = {
      application: '',
      connection: `/${of.connectionId}`,
      store: `/${of.connectionId}/${of.storeId ?? 0}`,
    }
    return { budget, key: `${connector.id}/${id}${whose[budget.per]}` }
  })
}

async function spendBudgets({ db, now }: SyncParts, connector: Connector, of: Of, request: HttpRequest): Promise<void> {
  for (const { budget, key } of budgetsOf(connector, of, request)) {
    const until = await takeCall(db, key, budget, now())
    if (until)
      throw new SourceFault('throttled', `The allowance ${budget.id} is used up`, { until, subject: budget.id })
  }
}

async function rememberBlock<T>(
  parts: SyncParts,
  connector: Connector,
  of: Of,
  request: HttpRequest,
  call: () => Promise<T>,
) {
  try {
    return await call()
  } catch (error) {
    if (error instanceof SourceFault && error.kind === 'throttled' && error.until) {
      for (const { budget, key } of budgetsOf(connector, of, request)) {
        await blockCalls(parts.db, key, budget.perSecond, error.until)
      }
    }
    throw error
  }
}

interface Sealed {
  readonly value: string
  readonly expiresAt: string
}

/** Tokens of a grant: minted by one of all replicas, sealed together with the refresh token before they are used. */
function createTokens(
  { db, now }: SyncParts,
  vault: ReturnType<typeof createVault>,
  connectionId: number,
  first: string | null,
  mintWith: (mint: (refresh: string | null) => Promise<Token>, refresh: string | null) => Promise<Token>,
): Pick<ConnectorContext<unknown>, 'token' | 'forgetToken'> {
  const find = async (name: string) => {
    const sealed = await vault.find(`${connectionId}/token/${name}`)
    const token = sealed === null ? null : (JSON.parse(sealed) as Sealed) // written below
    return token && Date.parse(token.expiresAt) - spareMs > now().getTime() ? token.value : null
  }
  return {
    token: async (name, mint) =>
      (await find(name)) ??
      exclusively(db, `token ${connectionId}/${name}`, async () => {
        const meanwhile = await find(name)
        if (meanwhile !== null) return meanwhile
        const refresh = (await vault.find(`${connectionId}/refresh/${name}`)) ?? first
        const token = await mintWith(mint, refresh)
        if (token.refreshToken !== undefined) await vault.put(`${connectionId}/refresh/${name}`, token.refreshToken)
        const sealed: Sealed = { value: token.value, expiresAt: token.expiresAt.toISOString() }
        await vault.put(`${connectionId}/token/${name}`, JSON.stringify(sealed))
        return token.value
      }),
    forgetToken: name => vault.remove(`${connectionId}/token/${name}`),
  }
}

/** Forgets all tokens of a grant: the next step mints. A refused token may only have ended early. */
export async function forgetTokens({ db, secretKey }: SyncParts, connector: Connector, id: number): Promise<void> {
  const vault = createVault(db, `connector/${connector.id}`, secretKey)
  for (const name of await vault.list()) if (name.startsWith(`${id}/token/`)) await vault.remove(name)
}
