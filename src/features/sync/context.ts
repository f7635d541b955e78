import { createHmac } from 'node:crypto'
import {
  type Connector,
  type ConnectorContext,
  type HttpRequest,
  type HttpResponse,
  SourceFault,
  type Token,
} from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Db } from '#src/platform/database/db.ts'
import { buyerSalt } from './buyer-salt.ts'
import { type CallsOf, createCaller } from './calls.ts'
import { keepable, keepableDocument } from './redact.ts'
import type { RawAnswer } from './store/raw-answers.ts'
import { createTokens, firstRefresh } from './tokens.ts'

/** What the engine is built from. */
export interface SyncParts {
  readonly db: Db
  readonly connectors: readonly Connector[]
  /** The environment: addresses of marketplaces. */
  readonly env: Readonly<Record<string, string | undefined>>
  readonly secretKey: string
  readonly now: () => Date
  readonly log: { info(fields: object, sentence: string): void; error(fields: object, sentence: string): void }
  /** How a short pause between calls is made; absent: by waiting. */
  readonly pause?: (ms: number) => Promise<void>
  /** How long an answer of a marketplace may take; absent: 15 s. */
  readonly answerMs?: number
  /** How long raw answers are kept, in days; 0: not at all. Absent: they are kept. */
  readonly answerDays?: number
  /**
   * Where tokens are locked while they are minted: a pool of its own, because minting asks `db` for budgets. Absent: `db`,
   * which then must be wider than what is minted at the same time.
   */
  readonly locks?: Db
}

/** A context and what its requests brought. */
export interface Session {
  readonly context: ConnectorContext<unknown>
  /** The latest answers, the oldest first. */
  readonly answers: readonly RawAnswer[]
}

/** Judgement: so many answers of a step are kept, its latest. */
const maxAnswers = 20

/**
 * What a connector may use for a grant. `keep` notes how far a step got.
 * @throws SourceFault `authorisation` where the keys are gone or do not fit.
 */
export async function openSession(
  parts: SyncParts,
  connector: Connector,
  of: CallsOf,
  signal: AbortSignal,
  keep: ConnectorContext<unknown>['keep'] = async () => {},
): Promise<Session> {
  const { db, now, secretKey } = parts
  const vaultIn = (where: Db) => createVault(where, `connector/${connector.id}`, secretKey)
  const stored = await vaultIn(db).find(`${of.connectionId}/keys`)
  const parsed = connector.keys.safeParse(stored === null ? null : JSON.parse(stored))
  if (!parsed.success) throw new SourceFault('authorisation', says('noKeys'))
  const answers: RawAnswer[] = []
  const minting = { now: false }
  const call = createCaller(parts, connector, of, signal)
  // An exchange uses a refresh token up: once begun it ends by its own time-out, whatever stops the step meanwhile.
  const exchange = createCaller(parts, connector, of, new AbortController().signal)
  const http = async (request: HttpRequest) => {
    const answer = await (minting.now && !signal.aborted ? exchange : call)(request)
    if (!minting.now && !request.streamed && parts.answerDays !== 0) await keepAnswer(request, answer)
    return answer
  }
  const keepAnswer = async (request: HttpRequest, answer: HttpResponse) => {
    const kept = request.packed
      ? await keepableDocument(request.url, answer)
      : keepable(request.url, answer, connector.personal)
    if (kept && answers.push(kept) > maxAnswers) answers.shift()
  }
  const mintWith = async (mint: (refresh: string | null) => Promise<Token>, refresh: string | null) => {
    minting.now = true
    try {
      return await mint(refresh)
    } finally {
      minting.now = false
    }
  }
  const first = firstRefresh(connector, parsed.data)
  const salt = await buyerSalt(parts)
  const context: ConnectorContext<unknown> = {
    keys: parsed.data,
    addresses: addressesOf(connector, parsed.data, parts.env),
    http,
    ...createTokens({ db, locks: parts.locks ?? db, now, vaultIn, connectionId: of.connectionId, first, mintWith }),
    pseudonym: id => createHmac('sha256', salt).update(`buyer/${connector.id}/${id}`).digest('base64url').slice(0, 22),
    keep,
    now,
    signal,
  }
  return { context, answers }
}

/** Addresses of a marketplace, those of the environment before its own. */
export function addressesOf(
  connector: Connector,
  keys: unknown,
  env: SyncParts['env'],
): Readonly<Record<string, string>> {
  const own = Object.entries(connector.addresses(keys))
  return Object.fromEntries(own.map(([name, address]) => [name, (env[name]?.trim() || address).replace(/\/+$/, '')]))
}

/** Forgets all tokens of a grant: the next step mints. A refused token may only have ended early. */
export async function forgetTokens({ db, secretKey }: SyncParts, connector: Connector, id: number): Promise<void> {
  const vault = createVault(db, `connector/${connector.id}`, secretKey)
  for (const name of await vault.list()) if (name.startsWith(`${id}/token/`)) await vault.remove(name)
}
