import { expect, it } from 'vitest'
import { connectors } from '#src/connectors/index.ts'
import { keyIssues } from '#src/features/sync/index.ts'
import { texts } from '#src/features/sync/texts.ts'

function said(id: string, keys: unknown) {
  const parsed = connectors.find(one => one.id === id)?.keys.safeParse(keys)
  if (!parsed?.error) throw new Error(`${id} takes these keys`)
  return texts.keys(keyIssues(parsed.error, keys))
}

it.each(connectors.map(one => one.id))('%s says by name which keys are missing, without words of the parser', id => {
  const text = Object.values(said(id, {}))

  expect(text[0]).toMatch(/missing: [a-z_]+/)
  expect(text.join()).not.toMatch(/Invalid|expected|undefined/)
})

it('names missing and unusable keys apart, in three languages', () => {
  const text = said('shopee', { partner_id: 'letters' })

  expect(text.en).toMatch(/missing: partner_key.*; not usable: partner_id \(must be digits\)/)
  expect(text.ja).toContain('未入力：partner_key')
  expect(text['zh-CN']).toContain('缺少：partner_key')
  expect(said('shopify', null).en).toContain('as a whole')
})
