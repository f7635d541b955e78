import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { AccessToken } from '#src/features/people/store/access-tokens.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Tokens of a person as rows; the token itself is kept nowhere. */
export function tokenTable(tokens: readonly AccessToken[]): DataTable {
  return listTable('tokens', title, tokens, {
    id: ({ id }) => id,
    createdAt: ({ createdAt }) => createdAt,
    untilAt: ({ expiresAt }) => expiresAt,
    lastAt: ({ lastUsedAt }) => lastUsedAt,
  })
}

const title: Localized = { en: 'Your tokens', ja: 'トークン一覧', 'zh-CN': '您的令牌' }
