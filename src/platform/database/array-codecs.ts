/**
 * Arrays as the driver sends and reads them. By itself it asks the database for the array types on every new
 * connection, and a connection that breaks at that moment ends the process; so we say which ones we use.
 */
export const arrayTypes = {
  texts: { to: 1009, from: [1009, 1015], serialize: arrayText, parse: (text: string) => arrayItems(text) },
  integers: {
    ...{ to: 1007, from: [1005, 1007], serialize: arrayText },
    parse: (text: string) => arrayItems(text).map(item => (item === null ? null : Number(item))),
  },
  others: { to: 1016, from: [1000, 1016, 1182, 1231], serialize: arrayText, parse: (text: string) => arrayItems(text) },
}

/** `{"a","b"}`; what is text already stays. */
function arrayText(items: unknown): string {
  if (!Array.isArray(items)) return String(items)
  return `{${items.map(item => (item === null ? 'null' : `"${String(item).replace(/[\\"]/g, '\\$&')}"`)).join(',')}}`
}

/** The items of a flat array. */
function arrayItems(text: string): (string | null)[] {
  const items = text.slice(1, -1).matchAll(/"((?:[^"\\]|\\.)*)"|([^,]+)/gs)
  return [...items].map(([, quoted, bare]) => {
    if (quoted !== undefined) return quoted.replace(/\\(.)/gs, '$1')
    return bare === undefined || bare.toUpperCase() === 'NULL' ? null : bare
  })
}
