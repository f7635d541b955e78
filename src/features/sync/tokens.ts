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
  return {
    token: async (name, mint) =>
      (await find(vaultIn(db), name)) ??
      withAdvisoryLock(locks, `token ${connectionId}/${name}`, async tx => {
        const vault = vaultIn(tx)
        const meanwhile = await find(vault, name)
        if (meanwhile !== null) return meanwhile
        const refresh = (await vault.find(`${connectionId}/refresh/${name}`)) ?? first
        const token = await mintWith(mint, refresh)
        if (token.refreshToken !== undefined) await vault.put(`${connectionId}/refresh/${name}`, token.refreshToken)
        const sealed: Sealed = { value: token.value, expiresAt: token.expiresAt.toISOString() }
        await vault.put(`${connectionId}/token/${name}`, JSON.stringify(sealed))
        return token.value
      }),
    forgetToken: name => vaultIn(db).remove(`${connectionId}/token/${name}`),
  }
}

/** The refresh token among the keys of a connector; `null`: it has none. */
export function firstRefresh(connector: Connector, keys: unknown): string | null {
  if (connector.refreshKey === null) return null
  const value = (keys as Record<string, unknown>)[connector.refreshKey] // keys are an object by their schema
  return typeof value === 'string' ? value : null
}
