// @ts-check

/**
 * Puts what a person entered into the gaps of a form's line; the same as the service does for other messengers.
 * @param {{line: string, form?: {fields: readonly {name: string, kind: string}[]}}} action
 * @param {Readonly<Record<string, string>>} values
 * @returns {string}
 */
export function fillLine(action, values) {
  const kinds = new Map((action.form?.fields ?? []).map(field => [field.name, field.kind]))
  const line = action.line.replace(/\{(\w+)\}/g, (_gap, /** @type {string} */ name) => {
    const value = (values[name] ?? '').trim()
    if (value === '') return ''
    return kinds.get(name) === 'text' ? `"${value.replaceAll('"', '”').replace(/\s+/g, ' ')}"` : value
  })
  return line.replace(/ {2,}/g, ' ').trim()
}

/** @type {readonly [Intl.RelativeTimeFormatUnit, number][]} */
const steps = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
]

/**
 * How long ago: "now", "5 minutes ago"; beyond a week the date.
 * @param {Date} at
 * @param {Date} now
 * @param {string} locale
 */
export function ago(at, now, locale) {
  const seconds = Math.round((at.getTime() - now.getTime()) / 1000)
  if (Math.abs(seconds) > 7 * 86_400) return at.toLocaleDateString(locale, { dateStyle: 'medium' })
  const format = new Intl.RelativeTimeFormat(locale, { numeric: 'auto', style: 'short' })
  for (const [unit, size] of steps) {
    if (Math.abs(seconds) >= size) return format.format(Math.trunc(seconds / size), unit)
  }
  return format.format(0, 'second')
}

/**
 * What could be typed next, best first.
 * @param {string} typed
 * @param {readonly {name: string, aliases: Record<string, readonly string[]>, summary: Record<string, string>, examples: Record<string, readonly string[]>}[]} verbs
 * @param {readonly string[]} recent newest first
 * @param {string} locale
 * @returns {{line: string, about: string, kind: 'verb' | 'example' | 'recent'}[]}
 */
export function suggest(typed, verbs, recent, locale) {
  const text = typed.replace(/^[/／](kpi\s*)?/i, '').toLowerCase()
  if (typed.trim() === '') return []
  const [first = ''] = text.split(/\s/)
  const found = []
  for (const verb of verbs) {
    const names = [verb.name, ...Object.values(verb.aliases).flat()]
    const known = names.some(name => name.toLowerCase() === first)
    const about = verb.summary[locale] ?? ''
    if (!known && names.some(name => name.toLowerCase().startsWith(first))) {
      found.push({ line: verb.aliases[locale]?.[0] ?? verb.name, about, kind: /** @type {const} */ ('verb') })
    }
    for (const line of known ? (verb.examples[locale] ?? []) : []) {
      if (line.toLowerCase() !== text.trim()) found.push({ line, about, kind: /** @type {const} */ ('example') })
    }
  }
  const old =
    text === '' ? [] : recent.filter(line => line.toLowerCase().startsWith(text) && line.toLowerCase() !== text)
  const lines = old.slice(0, 3).map(line => ({ line, about: '', kind: /** @type {const} */ ('recent') }))
  return [...lines, ...found].filter(unique).slice(0, 8)
}

/**
 * @param {{line: string}} one
 * @param {number} index
 * @param {readonly {line: string}[]} all
 */
function unique(one, index, all) {
  return all.findIndex(other => other.line === one.line) === index
}
