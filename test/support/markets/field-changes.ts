/** How a field of an answer changes. */
export type FieldChange = 'removed' | 'retyped'

/**
 * Fields of an answer: paths of JSON (`.orders[].id`), elements of XML that hold a text (`<Id`), columns of a table
 * (`#sku`).
 */
export function fieldsOf(text: string): readonly string[] {
  const lines = linesOfJson(text)
  if (lines) return [...new Set(lines.flatMap(line => [...pathsOf(line, '')]))]
  if (isXml(text)) return [...new Set([...text.matchAll(/<([A-Za-z]\w*)>[^<]*<\//g)].map(([, name]) => `<${name}`))]
  return headOf(text).map(name => `#${name}`)
}

/** The answer with a field changed wherever it stands. */
export function withField(text: string, field: string, how: FieldChange): string {
  const lines = linesOfJson(text)
  if (lines) return lines.map(line => JSON.stringify(changed(line, field, how, ''))).join('\n')
  if (isXml(text)) return field.startsWith('<') ? ofXml(text, field.slice(1), how) : text
  return field.startsWith('#') ? ofTable(text, field.slice(1), how) : text
}

const isXml = (text: string) => /^\s*</.test(text)
const headOf = (text: string) => (text.split('\n', 1)[0] ?? '').trimEnd().split('\t')

/** The values of a JSON document, or of one that has a value on each line; `null`: it is neither. */
function linesOfJson(text: string): readonly unknown[] | null {
  try {
    return [JSON.parse(text)]
  } catch {
    try {
      return text.split('\n').flatMap(line => (line === '' ? [] : [JSON.parse(line) as unknown]))
    } catch {
      return null
    }
  }
}

function* pathsOf(value: unknown, at: string): Generator<string> {
  if (Array.isArray(value)) for (const one of value) yield* pathsOf(one, `${at}[]`)
  else if (typeof value === 'object' && value !== null) {
    for (const [name, member] of Object.entries(value)) {
      yield `${at}.${name}`
      yield* pathsOf(member, `${at}.${name}`)
    }
  }
}

function changed(value: unknown, field: string, how: FieldChange, at: string): unknown {
  if (Array.isArray(value)) return value.map(one => changed(one, field, how, `${at}[]`))
  if (typeof value !== 'object' || value === null) return value
  const members = Object.entries(value).flatMap(([name, member]): readonly (readonly [string, unknown])[] => {
    const here = `${at}.${name}`
    if (here !== field) return [[name, changed(member, field, how, here)]]
    return how === 'removed' ? [] : [[name, another(member)]]
  })
  return Object.fromEntries(members)
}

function another(value: unknown): unknown {
  if (Array.isArray(value)) return 'a text'
  return typeof value === 'object' && value !== null ? 7 : { of: ['another type'] }
}

function ofXml(text: string, name: string, how: FieldChange): string {
  const element = new RegExp(`<${name}>[^<]*</${name}>|<${name}/>`, 'g')
  return text.replace(element, how === 'removed' ? '' : `<${name}><Of>another type</Of></${name}>`)
}

function ofTable(text: string, name: string, how: FieldChange): string {
  const at = headOf(text).indexOf(name)
  if (at < 0) return text
  const [head = '', ...rows] = text.split('\n')
  const put = (line: string, cell: string) =>
    line === ''
      ? ''
      : line
          .split('\t')
          .map((own, column) => (column === at ? cell : own))
          .join('\t')
  return [
    how === 'removed' ? put(head, 'gone') : head,
    ...rows.map(row => (how === 'removed' ? row : put(row, '{}'))),
  ].join('\n')
}
