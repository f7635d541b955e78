import type { Vault } from '#src/chat/messenger.ts'
import type { Connector, ConnectorContext, Token } from '#src/contracts/connector.ts'
import type { Db } from '#src/platform/database/db.ts'
import { withAdvisoryLock } from '#src/platform/database/library-sql.ts'

interface Sealed {
  readonly value: string
  readonly expiresAt: string
}

/** Seconds before its end at which a token is not used any more (judgement: longer than a step). */
const spareMs = 60_000

/** Judgement: a database that restarts is back within half a minute. */
const [maxTries, pauseMs] = [30, 1_000]

/** What tokens are made of. */
export interface TokenParts {
  readonly db: Db
  /** Where they are locked meanwhile. */
  readonly locks: Db
  readonly now: () => Date
  /** The vault of the connector, read and written in a transaction or outside of one. */
  readonly vaultIn: (db: Db) => Vault
  readonly connectionId: number
  /** The refresh token of the keys, used until the marketplace gave another. */
  readonly first: string | null
  /** Surrounds minting: what is answered then is never kept. */
  readonly mintWith: (mint: (refresh: string | null) => Promise<Token>, refresh: string | null) => Promise<Token>
}

/** Tokens of a grant: minted by one of all replicas, sealed together with the refresh token before they are used. */
export function createTokens(parts: TokenParts): Pick<ConnectorContext<unknown>, 'token' | 'forgetToken'> {
  const { db, locks, now, vaultIn, connectionId, first, mintWith } = parts
  const find = async (vault: Vault, name: string) => {
    const sealed = await vault.find(`${connectionId}/token/${name}`)
    const token = sealed === null ? null : (JSON.parse(sealed) as Sealed) // written below
    return token && Date.parse(token.expiresAt) - spareMs > now().getTime() ? token.value : null
  }
  const put = async (vault: Vault, name: string, token: Token) => {
    if (token.refreshToken !== undefined) await vault.put(`${connectionId}/refresh/${name}`, token.refreshToken)
    const sealed: Sealed = { value: token.value, expiresAt: token.expiresAt.toISOString() }
    await vault.put(`${connectionId}/token/${name}`, JSON.stringify(sealed))
  }
  /** One of all replicas at a time, so that no refresh token is used twice. */
  const exchange = async (name: string, mint: Parameters<TokenParts['mintWith']>[0]) => {
    const got: { token?: Token } = {}
    try {
      return await withAdvisoryLock(locks, `token ${connectionId}/${name}`, async tx => {
        const vault = vaultIn(tx)
        const meanwhile = await find(vault, name)
        if (meanwhile !== null) return meanwhile
        const refresh = (await vault.find(`${connectionId}/refresh/${name}`)) ?? first
        got.token = await mintWith(mint, refresh)
        await put(vault, name, got.token)
        return got.token.value
      })
    } catch (error) {
      const { token } = got
      if (token?.refreshToken === undefined) throw error
      // The database went away in between, and the refresh token before is used up: this one alone goes on
      await later(() => db.transaction(tx => put(vaultIn(tx), name, token)))
      return token.value
    }
  }
  return {
    token: async (name, mint) => (await find(vaultIn(db), name)) ?? exchange(name, mint),
    forgetToken: name => vaultIn(db).remove(`${connectionId}/token/${name}`),
  }
}

/** Tries to write until the database is back, or for long enough. @throws what the last try threw */
async function later(write: () => Promise<void>): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await write()
    } catch (error) {
      if (tries >= maxTries) throw error
      await new Promise(resolve => setTimeout(resolve, pauseMs))
    }
  }
}

/** The refresh token among the keys of a connector; `null`: it has none. */
export function firstRefresh(connector: Connector, keys: unknown): string | null {
  if (connector.refreshKey === null) return null
  const value = (keys as Record<string, unknown>)[connector.refreshKey] // keys are an object by their schema
  return typeof value === 'string' ? value : null
}
