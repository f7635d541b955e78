import { describe, expect, it } from 'vitest'
import { amountAt } from '#src/language/amounts.ts'
import { lower, normalisePlain } from '#src/language/text.ts'

const at = (text: string) => amountAt(lower(normalisePlain(text)), 0)

describe('a number', () => {
  it.each([
    ['42', '42', 'plain', null],
    ['负5万', '-50000', 'plain', null],
    ['マイナス5000円', '-5000', 'money', 'JPY'],
    ['minus 500.25', '-500.25', 'plain', null],
    ['3.5 percent', '0.035', 'percent', null],
    ['3.5パーセント', '0.035', 'percent', null],
    ['120件', '120', 'plain', null],
    ['１２３单', '123', 'plain', null],
    ['100件以下', '100', 'plain', null],
    ['1,234,567', '1234567', 'plain', null],
    ['0.5', '0.5', 'plain', null],
    ['.5', '0.5', 'plain', null],
    ['5万', '50000', 'plain', null],
    ['5.25萬', '52500', 'plain', null],
    ['1億', '100000000', 'plain', null],
    ['1.5亿', '150000000', 'plain', null],
    ['1億2000万', '120000000', 'plain', null],
    ['3千', '3000', 'plain', null],
    ['500千万', '5000000000', 'plain', null],
    ['3k', '3000', 'plain', null],
    ['1.2M', '1200000', 'plain', null],
    ['1.2 million', '1200000', 'plain', null],
    ['2bn', '2000000000', 'plain', null],
    ['8%', '0.08', 'percent', null],
    ['８．５％', '0.085', 'percent', null],
    ['-3.2%', '-0.032', 'percent', null],
    ['▲3.2%', '-0.032', 'percent', null],
    ['−5', '-5', 'plain', null],
    ['+5', '5', 'plain', null],
    ['¥5,000,000', '5000000', 'money', null],
    ['￥5万', '50000', 'money', null],
    ['$1,200.50', '1200.5', 'money', 'USD'],
    ['US$1200', '1200', 'money', 'USD'],
    ['€9.99', '9.99', 'money', 'EUR'],
    ['80万円', '800000', 'money', 'JPY'],
    ['80万日元', '800000', 'money', 'JPY'],
    ['500元', '500', 'money', 'CNY'],
    ['500美元', '500', 'money', 'USD'],
    ['500 usd', '500', 'money', 'USD'],
    ['jpy 500', '500', 'money', 'JPY'],
    ['五万', '50000', 'plain', null],
    ['五万円', '50000', 'money', 'JPY'],
    ['三千五百', '3500', 'plain', null],
    ['一億二千万円', '120000000', 'money', 'JPY'],
    ['十二万元', '120000', 'money', 'CNY'],
    ['兩百萬', '2000000', 'plain', null],
    ['百万円', '1000000', 'money', 'JPY'],
    ['一千零五', '1005', 'plain', null],
    ['５万円', '50000', 'money', 'JPY'],
    ['￥５，０００', '5000', 'money', null],
    ['(15)', '-15', 'plain', null],
    ['（1,200）', '-1200', 'plain', null],
    ['($15.50)', '-15.5', 'money', 'USD'],
    ['( 8% )', '-0.08', 'percent', null],
  ])('%s is %s %s %s', (text, decimal, kind, currency) => {
    expect(at(text)?.amount).toEqual({ value: Number(decimal), decimal, kind, currency })
  })

  it.each([
    'abc',
    '7d',
    '2026-10',
    '7/1',
    '1-5',
    '1.2.3',
    '10:30',
    '5x',
    '12345678901234567890',
    '',
    '¥',
    '%',
    'k',
    '三百天',
    '五',
    '十二',
    '百货',
    '万圣节',
    '千百',
    '()',
    '(x)',
    '(-5)',
    '((5))',
  ])('is not found in “%s”', text => {
    expect(at(text)).toBeNull()
  })

  it('keeps decimals exact', () => {
    expect(at('0.1234567890123')?.amount.decimal).toBe('0.1234567890123')
    expect(at('7.7%')?.amount.decimal).toBe('0.077')
  })

  it('ends where another word begins', () => {
    expect(at('5万销售额')?.end).toBe(2)
    expect(at('500 sales')?.end).toBe(3)
  })
})
