import { describe, expect, it } from 'vitest'
import { looksSecret } from '#src/language/secret-words.ts'

describe('lines that hold a key', () => {
  it.each([
    'connect amazon Atzr|IwEBIexampleexample',
    'here it is: Atzr|IwEBIexample',
    'Atza|abc',
    'connect rakuten SP123456_abcdefghijkl SL123456_mnopqrstuv',
    'note rakuten "SL123456_mnopqrstuv"',
    'shpat_0123456789abcdef0123456789abcdef',
    'client_secret: 9f8e7d6c5b4a',
    'the refresh token = 1a2b3c4d5e6f',
    '密钥：a1b2c3d4e5f6',
    'ライセンスキー a1b2c3d4e5',
    '{"client_id":"x","client_secret":"abc12345"}',
    'connect ebay v^1.1#i^1#p^3#I^3',
    'connect tiktok 6a7b8c9d0e1f2a3b4c5d',
    '接続 shopee 6a7b8c9d0e1f2a3b4c5d',
    '/kpi connect lazada 50000601c30atpedfgu3LVvik87Ixlsvle3mSoB7701ceb156fPunYZ43GBg',
    'try 0123456789abcdef0123456789abcdef',
    'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.x',
    '-----BEGIN PRIVATE KEY-----',
    'xoxb-1234567890-abcdefghijk',
  ])('are known: %s', line => {
    expect(looksSecret(line)).toBe(true)
  })

  it.each([
    'connect amazon',
    '接続 楽天',
    '连接 亚马逊',
    'connect',
    'status sales amazon yesterday',
    'trend SKU Widget-Pro-2024-Limited-Edition-Blue-XL 30d',
    'note amazon-us "The password policy of Seller Central changed on 2026-11-05"',
    'note "Order 113-1234567-1234567 refunded, tracking 1Z999AA10123456784"',
    'note "see https://docs.example.com/d/1AbCdEfGhIjKlMnOpQrStUvWxYz0123456789/edit"',
    'record orders rakuten 2026-11-05 1200',
    'link K7Q2-9XMB',
    'people add "Mei Lin" mei.lin.of.the.long.name.2026@example.com',
    'define unit_price = net_sales / units "Average price 2026"',
    'status AB-1234-XXL-BLACK-2024-EDITION-LIMITED',
    'note "トークンの更新は11月5日です"',
  ])('are told from others: %s', line => {
    expect(looksSecret(line)).toBe(false)
  })
})
