/** NUL, and halves of characters: no database and no file keeps them. */
const unstorable = /[\0\p{Cs}]/u
const allUnstorable = /[\0\p{Cs}]/gu

/** Whether a text can be kept as it is. */
export function isStorable(text: string): boolean {
  return !unstorable.test(text)
}

/** The text with a replacement mark for what cannot be kept. */
export function storable(text: string): string {
  return isStorable(text) ? text : text.replace(allUnstorable, '\ufffd')
}

/** One escape of a JSON text at a time, so that an escaped backslash does not make an escape of what follows it. */
const escapes = /\\(?:u0000|u[dD][89a-fA-F][0-9a-fA-F]{2}|[\s\S])/g

/** A value as JSON that a database takes: JavaScript writes halves of characters as escapes, which none accepts. */
export function storableJson(value: unknown): string {
  const json = JSON.stringify(value) ?? 'null'
  return json.includes('\\u') ? json.replace(escapes, one => (/^\\u(?:0000|d)/i.test(one) ? '\ufffd' : one)) : json
}
