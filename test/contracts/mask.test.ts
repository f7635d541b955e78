import { expect, it } from 'vitest'
import { mask } from '#src/contracts/mask.ts'

it.each([
  ['Refused for ada.wren@shop.example: no access', 'Refused for …@…: no access'],
  ['call +81 90-1234-5678 first', 'call +… first'],
  ['Authorization: Bearer abc.def', 'Authorization: Bearer …'],
  ['token Atzr|IwEBIOq9Kd7Lm2Nn4Pp expired', 'token … expired'],
  ['sign 0123456789abcdef0123456789abcdef differs', 'sign … differs'],
])('%s becomes %s', (said, kept) => expect(mask(said)).toBe(kept))

it.each([
  'ORDER_EXT_API_SEARCH_ORDER_ERROR_011',
  'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA',
  'orders.0.lineItems.12.itemPrice',
  '2026-11-20..2026-11-27',
  '250-1234567-1234567',
  '403 shopee.order.get_escrow_detail',
  'https://api.ebay.com/oauth/api_scope/sell.fulfillment.readonly',
])('%s is a code, a path or a day and stays', word => expect(mask(`refused (${word})`)).toBe(`refused (${word})`))
