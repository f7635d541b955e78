import { sql } from 'drizzle-orm'
import type { Database } from '#src/platform/database/db.ts'

/** Whom a program pushes to, and how long it waits for the answer. */
export interface PushedTo {
  readonly port: number
  readonly token: string
  readonly answerMs: number
}

/** Pushes a row to a service of this machine. @returns whether it was accepted */
export async function pushOnce({ port, token, answerMs }: PushedTo, row: object): Promise<boolean> {
  const answer = await fetch(`http://127.0.0.1:${port}/api/v1/observations`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' },
    body: `${JSON.stringify(row)}\n`,
    signal: AbortSignal.timeout(answerMs),
  }).catch(() => null)
  if (!answer?.ok) return false
  const said = await answer.json().catch(() => null)
  return (said as { readonly accepted: number } | null)?.accepted === 1
}

/** How many of the numbers that were pushed, each for a SKU with this beginning, are not there. */
export async function countLost({ db }: Database, prefix: string, accepted: readonly number[]): Promise<number> {
  const rows = await db.execute<{ sku: string }>(sql`select sku from metric_day where starts_with(sku, ${prefix})`)
  const there = new Set([...rows].map(({ sku }) => sku))
  return accepted.filter(n => !there.has(`${prefix}${n}`)).length
}
