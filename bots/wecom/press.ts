import type { Action } from '#src/chat/card.ts'

/** What a press means: a line at once, or a question first. */
export type Press = { readonly kind: 'line'; readonly line: string } | { readonly kind: 'ask'; readonly line: string }

/**
 * The key of a button. A line is carried in it, so that a press works however old the card is; what is asked before
 * (`ask`) is looked up by the card's task and the whole key.
 */
export function keyOf(action: Action, at: number): string {
  return action.form || action.confirm ? `ask|${at}|${action.line}` : `do|${action.line}`
}

/** Reads a key of ours; `null` for anything else. */
export function pressOf(key: string): Press | null {
  if (key.startsWith('do|')) return { kind: 'line', line: key.slice(3) }
  const ask = /^ask\|\d+\|([\s\S]*)$/.exec(key)
  return ask ? { kind: 'ask', line: ask[1] ?? '' } : null
}
