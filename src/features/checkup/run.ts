import { setTimeout as pause } from 'node:timers/promises'
import type { Check, CheckState, Found } from '#src/chat/checkup.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'

/** Milliseconds for one check (judgement: a person waits for all of them). */
const usualLimitMs = 20_000

/** How checks are run. */
export interface RunParts {
  /** Values that stand in no answer, such as tokens and passwords. */
  readonly secrets: readonly string[]
  readonly limitMs?: number
}

/** Runs checks side by side and tells what they found in their order. What one throws is its finding; none stops another. */
export async function runChecks(checks: readonly Check[], { secrets, limitMs }: RunParts): Promise<readonly Found[]> {
  const all = await Promise.all(checks.map(check => runOne(check, limitMs ?? usualLimitMs)))
  return all.flat().map(found => withoutSecrets(found, secrets))
}

async function runOne({ label, run }: Check, limitMs: number): Promise<readonly Found[]> {
  const limit = new AbortController()
  const late = pause(limitMs, 'late' as const, { signal: limit.signal, ref: false }).catch(() => 'late' as const)
  const own = new AbortController()
  try {
    const found = await Promise.race([Promise.resolve().then(() => run(own.signal)), late])
    if (found !== 'late') return found.map(finding => ({ label, ...finding }))
    return [{ label, state: 'error', said: fill(texts.late, { seconds: Math.round(limitMs / 1000) }) }]
  } catch (error) {
    return [{ label, state: 'error', said: fill(texts.failed, { why: verbatim(reasonOf(error)) }) }]
  } finally {
    limit.abort()
    own.abort()
  }
}

/** Why something failed, in the words of whoever refused, without addresses that carry passwords. */
export function reasonOf(error: unknown): string {
  if (error instanceof AggregateError && error.errors.length > 0) return reasonOf(error.errors[0])
  if (!(error instanceof Error)) return 'unknown'
  const { cause } = error
  if (cause instanceof Error && /fetch failed|Failed query/.test(error.message)) return reasonOf(cause)
  const code =
    'code' in error && typeof error.code === 'string' && !error.message.includes(error.code) ? error.code : ''
  const text = error.message.replace(/:\/\/[^@\s/]*@/g, '://…@').split('\n')[0] ?? ''
  return [text.slice(0, 300), code && `(${code})`].filter(Boolean).join(' ')
}

/** Shorter values are no secrets: they would make holes into ordinary words. */
const shortestSecret = 6

function withoutSecrets(found: Found, secrets: readonly string[]): Found {
  const hide = (text: Localized): Localized =>
    localized(locale =>
      secrets
        .filter(secret => secret.length >= shortestSecret)
        .sort((a, b) => b.length - a.length)
        .reduce((said, secret) => said.replaceAll(secret, '…'), text[locale]),
    )
  const { advice } = found
  return { ...found, said: hide(found.said), ...(advice && { advice: hide(advice) }) }
}

/** The worst state of all. */
export function worst(found: readonly { readonly state: CheckState }[]): CheckState {
  for (const state of ['error', 'warning'] as const) if (found.some(one => one.state === state)) return state
  return 'ok'
}

const texts = {
  late: {
    en: 'No result within {seconds} seconds.',
    ja: '{seconds}秒以内に結果が得られませんでした。',
    'zh-CN': '{seconds}秒内没有结果。',
  },
  failed: {
    en: 'The check itself failed: {why}',
    ja: '確認できませんでした：{why}',
    'zh-CN': '检查未能完成：{why}',
  },
} satisfies Record<string, Localized>
