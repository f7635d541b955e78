import { type Field, fillLine } from '#src/chat/card.ts'

/** A form as it was sent. */
export interface SentLine {
  /** The line with its gaps. */
  readonly template: string
  /** The whole line; `null` while something is missing. */
  readonly line: string | null
  readonly where: number | null
  readonly values: Readonly<Record<string, string>>
  /** The first field that must be filled in and is not. */
  readonly empty: string | null
}

/** Longest line that a page sends: as long as the longest that chat takes, and longer than any form here. */
const longest = 4_000

/**
 * Reads what a form sent: `t.name` is a text and is quoted, `v.name` stands as it is, several values of one name stand side
 * by side, `need` names what must be there. `null`: no line, or one that no form makes.
 */
export function readLine(body: URLSearchParams): SentLine | null {
  const template = body.get('line')?.trim() ?? ''
  const where = Number(body.get('where') || Number.NaN)
  if (template === '' || template.length > longest || /[\r\n]/.test(template)) return null
  const fields = new Map<string, Field['kind']>()
  const values: Record<string, string> = {}
  for (const key of new Set(body.keys())) {
    const found = /^([tv])\.(\w{1,40})$/.exec(key)
    if (!found?.[2]) continue
    fields.set(found[2], found[1] === 't' ? 'text' : 'select')
    values[found[2]] = oneLine(body.getAll(key))
  }
  const need = (body.get('need') ?? '').split(',').filter(name => name !== '')
  const empty = need.find(name => (values[name] ?? '') === '') ?? null
  const asFields = [...fields].map(([name, kind]) => ({ name, kind, label: { en: '', ja: '', 'zh-CN': '' } }))
  const title = { en: '', ja: '', 'zh-CN': '' }
  const line = fillLine({ label: title, line: template, form: { title, submit: title, fields: asFields } }, values)
  const sent = { template, where: Number.isInteger(where) ? where : null, values, empty }
  return { ...sent, line: empty === null && line.length <= longest ? line : null }
}

/** What people paste may hold lines of its own; a command is one line. */
function oneLine(values: readonly string[]): string {
  return values
    .map(value => value.replace(/\s+/g, ' ').trim())
    .filter(value => value !== '')
    .join(' ')
}
