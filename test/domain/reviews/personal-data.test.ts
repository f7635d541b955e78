import { describe, expect, it } from 'vitest'
import { cutPersonalData } from '#src/domain/reviews/personal-data.ts'

describe('personal data in what customers write', () => {
  it.each([
    ['Write to joe.doe+x@mail.example.com now', 'Write to [e-mail] now'],
    ['連絡先：yama＠example.co.jp です', '連絡先：[e-mail] です'],
    ['Call +44 20 7946 0018 or (415) 555-0100', 'Call [phone] or [phone]'],
    ['電話03-1234-5678、携帯09012345678', '電話[phone]、携帯[phone]'],
    ['我的手机13800138000，备用139 1234 5678', '我的手机[phone]，备用[phone]'],
    ['身份证11010519491231002X', '身份证[number]'],
    ['Card 4111 1111 1111 1111 was charged twice', 'Card [number] was charged twice'],
    ['order 111-2223334-5556667 late', 'order [number] late'],
    ['注文番号 123456-20261110-0000000001 です', '注文番号 [number] です'],
    ['〒150-0001 東京都渋谷区神宮前1-2-3 に送って', '[postcode] [address] に送って'],
    ['请寄到浙江省杭州市西湖区文三路100号2单元301室', '请寄到[address]'],
    ['Send it to 12 Oak Tree Lane please', 'Send it to [address] please'],
    ['微信号：abc_12345 联系', '微信号：[account] 联系'],
  ])('cuts “%s”', (text, cut) => {
    expect(cutPersonalData(text).text).toBe(cut)
  })

  it.each([
    'Size 38, 2 pieces, arrived after 14 days (2026-11-18), paid 1,299.00',
    '星3つ。サイズ24.5cm、重さ1.2kg、3,980円でした',
    '第2次购买，2026年11月18日收到，质量不如上次，差评',
    'Model X1-2000 is 30% heavier than the 2024 one',
    'Annual plan, anything goes',
  ])('leaves “%s” as it is', text => {
    expect(cutPersonalData(text, ['Ann']).text).toBe(text)
  })

  it('cuts names that a column told, Latin ones only as whole words', () => {
    expect(cutPersonalData('Ann from Annapolis: ann was late', ['Ann'])).toEqual({
      text: '[name] from Annapolis: [name] was late',
      cuts: 2,
    })
    expect(cutPersonalData('山田太郎です', ['山田太郎']).text).toBe('[name]です')
  })
})
