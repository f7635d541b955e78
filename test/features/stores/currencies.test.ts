import { describe, expect, it } from 'vitest'
import { findCurrencies } from '#src/features/stores/currencies.ts'

describe('currencies of a line', () => {
  it.each([
    ['usd jpy', ['USD', 'JPY']],
    ['米ドル 円', ['USD', 'JPY']],
    ['美元兑人民币', ['USD', 'CNY']],
    ['RMB to ＥＵＲ', ['CNY', 'EUR']],
    ['1 HK$ in £', ['HKD', 'GBP']],
    ['ポンド 港币 台币', ['GBP', 'HKD', 'TWD']],
    ['usd usd', ['USD']],
    ['¥', []],
    ['rmx dollarsign', []],
  ])('are found in %s', (line, found) => {
    expect(findCurrencies(line)).toEqual(found)
  })
})
