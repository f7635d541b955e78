import { sql } from 'drizzle-orm'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { isStorable, storable, storableJson } from '#src/platform/database/storable.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()

it.each([
  ['plain', true],
  ['楽天 😀 \\u0000 \\ud800 "quoted"\n', true],
  ['a\0', false],
  ['\ud800', false],
  ['\udc00\ud800', false],
])('%j can be kept: %s', (text, kept) => {
  expect(isStorable(text)).toBe(kept)
  expect(isStorable(storable(text))).toBe(true)
  expect(storable(text) === text).toBe(kept)
})

it('makes JSON that the database takes and gives back, whatever a text holds', async () => {
  const unit = fc.constantFrom('a', '\0', '\ud83d', '\ude00', '\\', 'u0000', 'ud800', '"', '\n', '楽')
  await fc.assert(
    fc.asyncProperty(fc.array(unit, { maxLength: 12 }), async parts => {
      const text = parts.join('')
      const [row] = await db.execute<{ back: { text: string } }>(sql`select ${storableJson({ text })}::jsonb as back`)
      expect(row?.back.text).toBe(storable(text))
    }),
    { numRuns: 200 },
  )
})
