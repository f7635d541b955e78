const dollars = ['USD', 'CAD', 'AUD', 'SGD', 'HKD', 'TWD', 'NZD', 'MXN', 'BRL', 'CLP', 'COP', 'ARS']

/** Codes of ISO 4217 that exports write beside amounts; others are words more often than currencies (`ALL`, `TOP`). */
const codes =
  'USD JPY CNY EUR GBP AUD CAD SGD HKD TWD KRW INR IDR MYR THB VND PHP MXN BRL AED SAR TRY PLN SEK NOK DKK CHF CZK HUF RON NZD ILS ZAR EGP CLP COP PEN ARS'.split(
    ' ',
  )

/** Which currencies a sign, code or word may stand for, in small letters. `元` alone is any, so it is none of these. */
const named: ReadonlyMap<string, readonly string[]> = new Map<string, readonly string[]>([
  ...codes.map(code => [code.toLowerCase(), [code]] as const),
  ['rmb', ['CNY']],
  ['$', dollars],
  ['us$', ['USD']],
  ['hk$', ['HKD']],
  ['nt$', ['TWD']],
  ['s$', ['SGD']],
  ['sg$', ['SGD']],
  ['a$', ['AUD']],
  ['au$', ['AUD']],
  ['c$', ['CAD']],
  ['ca$', ['CAD']],
  ['cad$', ['CAD']],
  ['nz$', ['NZD']],
  ['mx$', ['MXN']],
  ['mex$', ['MXN']],
  ['r$', ['BRL']],
  ['¥', ['JPY', 'CNY']],
  ['jp¥', ['JPY']],
  ['cn¥', ['CNY']],
  ['€', ['EUR']],
  ['£', ['GBP', 'EGP']],
  ['₩', ['KRW']],
  ['₹', ['INR']],
  ['฿', ['THB']],
  ['₫', ['VND']],
  ['₱', ['PHP']],
  ['₺', ['TRY']],
  ['₪', ['ILS']],
  ['rp', ['IDR']],
  ['rp.', ['IDR']],
  ['rm', ['MYR']],
  ['tl', ['TRY']],
  ['zł', ['PLN']],
  ['kč', ['CZK']],
  ['円', ['JPY']],
  ['日元', ['JPY']],
  ['日圆', ['JPY']],
  ['日圓', ['JPY']],
  ['美元', ['USD']],
  ['美金', ['USD']],
  ['米ドル', ['USD']],
  ['人民币', ['CNY']],
  ['人民幣', ['CNY']],
  ['人民元', ['CNY']],
  ['欧元', ['EUR']],
  ['歐元', ['EUR']],
  ['ユーロ', ['EUR']],
  ['英镑', ['GBP']],
  ['英鎊', ['GBP']],
  ['ポンド', ['GBP']],
  ['港币', ['HKD']],
  ['港幣', ['HKD']],
  ['台币', ['TWD']],
  ['台幣', ['TWD']],
  ['新台币', ['TWD']],
  ['新台幣', ['TWD']],
  ['원', ['KRW']],
  ['บาท', ['THB']],
  ['đồng', ['VND']],
  ['đ', ['VND']],
  ['vnđ', ['VND']],
])

/**
 * The currencies that an amount may be in, by the sign or code it is written with: `¥1,000` is in JPY or CNY,
 * `JPY 1,000` in JPY. ISO 4217; `null` where it says none.
 */
export function currenciesOfAmount(text: string): readonly string[] | null {
  if (endsInDigits(text)) return null // almost always
  const rest = text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/(?<=\d)\s*(?:百万|千|万|萬|億|亿|k|m)(?![a-z])/g, '')
    .replace(/[\d,\s()+\-−–▲△%'"*]|\.(?=\d)|(?<=\d)\./g, '')
  return rest === '' ? null : (named.get(rest) ?? codeAtEnd(rest))
}

function endsInDigits(text: string): boolean {
  const [first, last] = [text.charCodeAt(0), text.charCodeAt(text.length - 1)]
  return first >= 0x30 && first <= 0x39 && last >= 0x30 && last <= 0x39
}

/** `$12.00 USD` */
function codeAtEnd(text: string): readonly string[] | null {
  return text.length > 3 ? (named.get(text.slice(-3)) ?? null) : null
}

/** The currencies that the brackets of a column's name say: `Sales (USD)`, `销售额（万美元）`; `null` where they say none. */
export function currenciesOfColumn(name: string): readonly string[] | null {
  for (const word of wordsInBrackets(name)) {
    const found = named.get(word) ?? named.get(word.replace(/^(?:百万|千|万|萬|億|亿)/, ''))
    if (found) return found
  }
  return null
}

/** Whether the brackets of a name say in which unit its amounts are: `広告費（円）`, `销售额(元)`, `Sales (USD)`. */
export function saysUnit(name: string): boolean {
  return currenciesOfColumn(name) !== null || wordsInBrackets(name).some(word => /^[元圆圓]$/.test(word))
}

function wordsInBrackets(name: string): readonly string[] {
  const plain = name.normalize('NFKC').toLowerCase()
  return [...plain.matchAll(/[([【〔「『]([^)\]】〕」』]*)[)\]】〕」』]/g)].flatMap(([, inner = '']) =>
    inner.split(/[\s,、・/:]+/).filter(Boolean),
  )
}
