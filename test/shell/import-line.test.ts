import { describe, expect, it } from 'vitest'
import { importFiles } from '#commands/ingest/import.ts'
import { importLine } from '#src/shell/import-line.ts'

const nowhere = () => false
const everywhere = () => true

describe('import at the shell', () => {
  const names = Object.entries(importFiles.subverbs ?? {}).flatMap(([name, { aliases }]) => [name, ...aliases])

  it.each(names)('is the line of the conversation with its sub-verb: %s', name => {
    expect(importLine([name], nowhere)).toBe(`import ${name}`)
    expect(importLine([name, '12'], nowhere)).toBe(`import ${name} 12`)
    expect(importLine([name, '12'], everywhere)).toBe(`import ${name} 12`)
  })

  it.each([
    { words: [], line: 'import' },
    { words: ['UNDO', '2'], line: 'import UNDO 2' },
    { words: ['Umsatz=net_sales'], line: 'import Umsatz=net_sales' },
    { words: ['Sales heute=net_sales', 'Tag=day'], line: 'import Sales heute=net_sales; Tag=day' },
    { words: ['map', 'Sales heute=net_sales', 'Tag=day'], line: 'import map Sales heute=net_sales; Tag=day' },
    { words: ['expect', 'weekly', 'R-Karte', 'West Shop'], line: 'import expect weekly R-Karte West Shop' },
  ])('is a line of the conversation: $words', ({ words, line }) => {
    expect(importLine(words, nowhere)).toBe(line)
  })

  it.each([
    { words: ['orders.csv'] },
    { words: ['orders.csv', '--yes'] },
    { words: ['--yes', 'orders.csv'] },
    { words: ['a.csv', 'b.csv'] },
    { words: ['orders.csv', '--map', 'Tag=day'] },
    { words: ['--map', 'Tag=day', 'orders.csv'] },
  ])('is a file: $words', ({ words }) => {
    expect(importLine(words, nowhere)).toBeNull()
  })

  it.each([{ words: ['list'] }, { words: ['undo', '--yes', '--market', 'us'] }, { words: ['a=b.csv', '--yes'] }])(
    'is a file that is there, whatever it is called: $words',
    ({ words }) => {
      expect(importLine(words, everywhere)).toBeNull()
    },
  )
})
