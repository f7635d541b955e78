import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { figuresOf, readExports, spellings, textOf } from '#test/support/exports.ts'
import { importing } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, clear } = await importing(db)

beforeEach(clear)

const folder = join(import.meta.dirname, 'exports')
const cases = readdirSync(folder).flatMap(file => readExports(readFileSync(join(folder, file), 'utf8')))

describe.each(cases)('$id: $about', one => {
  it.each(spellings)('comes to the right figures %s', async spelling => {
    const options = { market: one.market, store: 'Shop', ...(one.day ? { day: one.day } : {}) }
    const found = await preview(textOf(one, spelling), options, one.fileName)

    expect(found.recognisedAs?.en).toBe(knownFormats.find(format => format.id === one.id)?.label.en)
    expect(found.skipped).toEqual([])
    expect(figuresOf(found)).toEqual(one.gives)
  })
})

it('there is a case of every export that gives figures', () => {
  const tried = new Set(cases.map(one => one.id))

  expect(knownFormats.filter(format => !format.refuse && !tried.has(format.id)).map(format => format.id)).toEqual([])
})
