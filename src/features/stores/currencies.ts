import { currencyWords } from '#src/language/currency-words.ts'

const codes: ReadonlySet<string> = new Set(Intl.supportedValuesOf('currency'))

/** The currencies that a text names, by ISO 4217 code or word, in order, each once. */
export function findCurrencies(text: string): readonly string[] {
  const found: string[] = []
  let rest = text.normalize('NFKC').toLowerCase()
  while (rest !== '') {
    const letters = /^[a-z]+/.exec(rest)?.[0] ?? ''
    const word = currencyWords.find(([name]) => rest.startsWith(name) && endsAfter(rest, name))
    const code = letters.toUpperCase()
    const currency = word ? word[1] : codes.has(code) ? code : null
    if (currency !== null && !found.includes(currency)) found.push(currency)
    rest = rest.slice(word?.[0].length ?? Math.max(1, letters.length))
  }
  return found
}

/** A word of letters is none where more letters follow. */
function endsAfter(text: string, word: string): boolean {
  return !/[a-z]$/.test(word) || !/^[a-z]/.test(text.slice(word.length))
}

/** Whether a text is a currency code of ISO 4217, in capital letters. */
export function isCurrency(code: string): boolean {
  return codes.has(code)
}
