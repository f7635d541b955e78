import { createHash } from 'node:crypto'
import { brotliDecompressSync, gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Browser } from '#test/http/browser.ts'
import { testDatabase } from '#test/support/database.ts'
import { type BoardCompany, boardCompany } from './company.ts'

const { db } = await testDatabase()

describe('pages of boards', () => {
  let company: BoardCompany
  let owner: Browser

  beforeAll(async () => {
    company = await boardCompany(db)
    owner = await company.as('Owner')
  })
  afterAll(() => company.app.close())

  it.each([
    ['gzip', gunzipSync],
    ['gzip, deflate, br', brotliDecompressSync],
    ['br;q=0, gzip;q=0.5', gunzipSync],
  ])('come packed for who takes %s, and say the same', async (accepted, unpack) => {
    const plain = await owner.get('/boards/all/stores')
    owner.headers['accept-encoding'] = accepted
    const packed = await owner.get('/boards/all/stores')
    delete owner.headers['accept-encoding']

    expect(unpack(packed.rawPayload).toString('utf8')).toBe(plain.body)
    expect(packed.headers.vary).toBe('accept-encoding')
    expect(packed.rawPayload.length).toBeLessThan(plain.rawPayload.length / 2)
  })

  it('bring their look with them: the policy allows that one style and no other', async () => {
    const page = await owner.get('/boards/store/east')
    const style = /<style>([\s\S]*?)<\/style>/.exec(page.body)?.[1] ?? ''
    const hash = createHash('sha256').update(style).digest('base64')

    expect(style).toContain('.tiles')
    expect(page.body).not.toContain('rel="stylesheet"')
    expect(page.headers['content-security-policy']).toContain(`'sha256-${hash}'`)
    expect(page.headers['content-security-policy']).not.toContain('unsafe-inline')
  })
})
