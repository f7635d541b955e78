const words: readonly (readonly [string, string])[] = [
  ['人民币', 'CNY'],
  ['人民元', 'CNY'],
  ['rmb', 'CNY'],
  ['美元', 'USD'],
  ['美金', 'USD'],
  ['米ドル', 'USD'],
  ['ドル', 'USD'],
  ['日元', 'JPY'],
  ['日圆', 'JPY'],
  ['日円', 'JPY'],
  ['欧元', 'EUR'],
  ['ユーロ', 'EUR'],
  ['英镑', 'GBP'],
  ['ポンド', 'GBP'],
  ['港币', 'HKD'],
  ['台币', 'TWD'],
  ['$', 'USD'],
  ['€', 'EUR'],
  ['£', 'GBP'],
  ['円', 'JPY'],
  ['元', 'CNY'],
]

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** The currencies that a text names, by ISO 4217 code or word, in order, each once. */
export function findCurrencies(text: string): readonly string[] {
  const found: string[] = []
  let rest = text.normalize('NFKC')
  while (rest !== '') {
    const code = /^[A-Za-z]+/.exec(rest)?.[0] ?? ''
    const word = words.find(([name]) => rest.toLowerCase().startsWith(name))
    const currency = codes.has(code.toUpperCase()) ? code.toUpperCase() : (word?.[1] ?? null)
    if (currency !== null && !found.includes(currency)) found.push(currency)
    rest = rest.slice(Math.max(1, code.length, currency !== null && code === '' ? (word?.[0].length ?? 1) : 1))
  }
  return found
}
