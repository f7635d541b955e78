import type { KeyField } from './key-fields.ts'

/** What marketplaces call the trouble, and the keys that it means (RFC 6749 section 5.2; others by their own words). */
const culprits: readonly (readonly [RegExp, readonly string[]])[] = [
  [/invalid_client|unauthorized_client/i, ['client_id', 'client_secret']],
  [/invalid_grant|refresh_?token/i, ['refresh_token']],
  [/sign(ature)?$/i, ['app_secret', 'partner_key']],
]

/** The fields of a form that a refusal means; empty: the marketplace did not say which. */
export function refusedFields(subject: string | null, fields: readonly KeyField[]): readonly KeyField[] {
  if (subject === null) return []
  const named = fields.filter(field => field.name === subject)
  if (named.length > 0) return named
  const names = culprits.find(([pattern]) => pattern.test(subject))?.[1] ?? []
  return fields.filter(field => names.includes(field.name))
}
