import type { Action } from '#src/chat/card.ts'

/** What a press means: a line at once, a question first, the answer to “are you sure”, or what was chosen on a form. */
export interface Press {
  readonly kind: 'line' | 'ask' | 'yes' | 'no' | 'submit' | 'cancel'
  readonly line: string
}

/**
 * The key of a button. A line is carried in it, so that a press works however old the card is; what is asked before
 * (`ask`) is looked up by the card's task and the whole key.
 */
export function keyOf(action: Action, at: number): string {
  return action.form || action.confirm ? `ask|${at}|${action.line}` : `do|${action.line}`
}

const kinds: Readonly<Record<string, Press['kind']>> = { do: 'line', yes: 'yes', no: 'no' }

/** Reads a key of ours; `null` for anything else. */
export function pressOf(key: string): Press | null {
  if (key === 'form|ok') return { kind: 'submit', line: '' }
  if (key === 'form|no') return { kind: 'cancel', line: '' }
  const ask = /^ask\|\d+\|([\s\S]*)$/.exec(key)
  if (ask) return { kind: 'ask', line: ask[1] ?? '' }
  const [, name = '', line = ''] = /^(do|yes|no)\|([\s\S]*)$/.exec(key) ?? []
  const kind = kinds[name]
  return kind ? { kind, line } : null
}
