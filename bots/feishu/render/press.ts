import { type Field, fillLine } from '#src/chat/card.ts'

/**
 * What a button carries. It comes back through a verified channel, yet is only a pointer: permissions and state are
 * looked up when it is pressed. Exactly one of `line`, `open` and `fill` is there.
 */
export interface Press {
  readonly v: 1
  /** The card stands in a direct chat: the platform does not tell when it is pressed. */
  readonly direct: boolean
  readonly subject?: string
  /** A form of its own: once submitted it makes room for what came of it. */
  readonly dialog?: true
  /** The group that a form in a direct chat belongs to. */
  readonly chat?: string
  /** Pressing types this. */
  readonly line?: string
  /** Pressing opens this action's form: see `packAction`. */
  readonly open?: unknown
  /** Submitting fills this template. */
  readonly fill?: { readonly line: string; readonly fields: readonly Pick<Field, 'name' | 'kind'>[] }
}

/** Reads what came back; `null` for anything that this version did not write. */
export function readPress(value: unknown): Press | null {
  const parsed = typeof value === 'string' ? parse(value) : value
  if (!isRecord(parsed) || parsed.v !== 1 || typeof parsed.direct !== 'boolean') return null
  const known = [typeof parsed.line === 'string', isRecord(parsed.open), isTemplate(parsed.fill)]
  if (known.filter(Boolean).length !== 1) return null
  if (![parsed.subject, parsed.chat].every(one => one === undefined || typeof one === 'string')) return null
  return parsed as unknown as Press // checked above
}

/** The platform's id of a person, which its own picker gives. */
export function isOpenId(value: string): boolean {
  return /^ou_[A-Za-z0-9_-]+$/.test(value)
}

/** The line that a submitted form types. Dates come with a zone behind them, which the line does not want. */
export function lineOfForm(fill: NonNullable<Press['fill']>, values: Readonly<Record<string, unknown>>): string {
  const entered = fill.fields.map(({ name, kind }) => {
    const value = values[name]
    const text = typeof value === 'string' ? value.trim() : ''
    return [name, kind === 'date' ? text.slice(0, 10) : text] as const
  })
  const fields = fill.fields.map(field => ({ ...field, label: { en: '', ja: '', 'zh-CN': '' } }))
  const form = { title: noText, submit: noText, fields }
  return fillLine({ label: noText, line: fill.line, form }, Object.fromEntries(entered))
}

const noText = { en: '', ja: '', 'zh-CN': '' }

function isTemplate(fill: unknown): boolean {
  return isRecord(fill) && typeof fill.line === 'string' && Array.isArray(fill.fields) && fill.fields.every(isRecord)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
