import { gzipSync } from 'node:zlib'
import { expect, it } from 'vitest'
import { responseOf } from '#src/features/sync/answers/response.ts'
import { asked, contextOf, feed, ordersOf, token } from '#test/support/amazon/scripted.ts'
import type { Answer } from '#test/support/scripted-context.ts'

const head = 'amazon-order-id\tpurchase-date\tlast-updated-date\torder-status\tsku\tquantity\titem-price'
const at = '2026-03-01T20:00:00+00:00'
const row = (order: number, sku: string) => `${order}\t${at}\t${at}\tShipped\t${sku}\t1\t1.99`

it('a report that is longer than a step may store goes on in the next, and no line is lost or named twice', async () => {
  const orders = 65_000
  const lines = Array.from({ length: orders }, (_, n) => row(n, `S${n % 9}`))
  lines.push(row(5, 'S5'), row(5, 'S5')) // the same product again, far from the first
  const bytes = Buffer.from([head, ...lines].join('\n'))
  const document: readonly Answer[] = [
    token,
    { path: '/reports/R1', json: { reportId: 'R1', processingStatus: 'DONE', reportDocumentId: 'D1' } },
    { path: '/documents/D1', json: { url: 'https://tortuga-prod-na.s3.amazonaws.com/report' } },
    { path: '/report', bytes },
  ]
  const request = asked({ kind: 'backfill', state: { phase: 'wait', reportId: 'R1', polls: 0, tries: 0 } })

  const first = await feed('orders').pull(request, contextOf(document))
  if (first.next.kind !== 'again') throw new Error('the report ended too soon')
  const some = await ordersOf(first)
  const second = await feed('orders').pull({ ...request, state: first.next.state }, contextOf(document))
  const rest = await ordersOf(second)

  expect(second.next).toEqual({ kind: 'done', through: '2026-03-02' })
  expect(some.length).toBeLessThan(orders)
  const names = [...some, ...rest].map(line => `${line.orderId} ${line.lineId}`)
  expect(new Set(names).size).toBe(orders + 2)
  expect(names).toHaveLength(orders + 2)
  expect(rest.slice(-2).map(({ lineId }) => lineId)).toEqual(['S5#2', 'S5#3'])
  expect(some[0]).toMatchObject({ sku: 'S0', amounts: { gross_sales: '199' } })
})

it.each([
  ['plain', (bytes: Buffer) => bytes],
  ['packed', gzipSync],
])('lines of a document are the same however it is cut into pieces: %s', async (_, pack) => {
  const wanted = Array.from({ length: 9_000 }, (_unused, n) => `${n}\t注文${'語'.repeat(n % 40)}`)
  const answer = new Response('')
  const document = responseOf(
    answer,
    pack(Buffer.from(`${wanted.join('\r\n')}\r\n`)),
    1_000,
    new AbortController().signal,
  )

  const found: string[] = []
  for await (const line of document.lines?.() ?? []) found.push(line)

  expect(found).toEqual(wanted)
})
