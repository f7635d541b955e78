/** Reads keys as JSON, as JSON as people write it (commas at the end, single quotes, comments), or as lines `KEY=value`. `null`: neither. */
export function parseKeys(text: string): unknown {
  return (jsonOf(text) ?? jsonOf(strictly(text)) ?? linesOf(text)) || null
}

function jsonOf(text: string): object | null {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' ? value : null
  } catch {
    return null
  }
}

const token = /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|\/\/[^\n]*|\/\*[\s\S]*?\*\/|,(?=\s*[}\]])|[“”]/g

/** JSON with what its grammar does not have: comments and last commas are left out, quotes are made double. */
function strictly(text: string): string {
  return text.replace(token, found => {
    if (found.startsWith('"')) return found
    if (found === '“' || found === '”') return '"'
    if (!found.startsWith("'")) return ''
    return JSON.stringify(found.slice(1, -1).replace(/\\(.)/g, '$1'))
  })
}

const line = /^(?:export\s+|set\s+)?([A-Za-z][\w .-]*?)\s*[=:]\s*(.*)$/

/** As in `.env`: comments and blank lines do not count; anything else means that it is none. */
function linesOf(text: string): object | null {
  const lines = text.split(/\r\n?|\n/).map(one => one.trim())
  const found = lines.filter(one => one !== '' && !one.startsWith('#')).map(one => line.exec(one))
  if (found.length === 0 || found.some(one => one === null)) return null
  return Object.fromEntries(found.map(one => [one?.[1] ?? '', one?.[2] ?? '']))
}
