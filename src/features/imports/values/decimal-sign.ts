import type { DecimalSign } from './numbers.ts'

/** Markets that write `1.234,56`; all others write `1,234.56`. */
const commaMarkets = new Set(
  'id vn de at be fr es it nl pt pl br ar cl co uy py se no dk fi is cz sk si hr rs bg ro hu gr tr ru ua ee lv lt lu'.split(
    ' ',
  ),
)

/** What the numbers of a column tell about their decimal sign. */
export interface SignEvidence {
  /** Numbers that can only be read with a decimal comma, such as `1.234,56` and `12,5`. */
  readonly comma: number
  /** Numbers that can only be read with a decimal point. */
  readonly point: number
}

/** Collects what numbers tell. */
export function createSignEvidence(): { readonly add: (text: string) => void; readonly found: () => SignEvidence } {
  let comma = 0
  let point = 0
  return {
    add(text) {
      const plain = text.normalize('NFKC')
      if (!/[.,]/.test(plain)) return
      const digits = plain.replace(/^[^\d.,]+\.?(?=\d)/, '').replace(/[^\d.,]/g, '')
      if (/^(\d{1,3}(\.\d{3})+,\d+|\d+,(\d{1,2}|\d{4,})|0,\d+|\d{1,3}(\.\d{3}){2,}|\d{4,},\d+)$/.test(digits)) comma++
      if (
        /^(\d{1,3}(,\d{3})+\.\d+|\d*\.(\d{1,2}|\d{4,})|0\.\d+|\d{1,3}(,\d{3}){2,}|\d{1,2}(,\d{2})+,\d{3}(\.\d+)?|\d{4,}\.\d+)$/.test(
          digits,
        )
      )
        point++
    },
    found: () => ({ comma, point }),
  }
}

/** The sign of a column: what its numbers prove; else what the other columns prove; else what the market writes. */
export function decimalSign(column: SignEvidence, file: SignEvidence, market: string | undefined): DecimalSign {
  for (const { comma, point } of [column, file]) {
    if (comma !== point) return comma > point ? ',' : '.'
  }
  return market !== undefined && commaMarkets.has(market) ? ',' : '.'
}
