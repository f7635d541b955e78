import { beforeEach, describe, expect, it } from 'vitest'
import { knownFormats } from '#src/features/imports/formats/index.ts'
import type { ImportPreview } from '#src/features/imports/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { importing } from './importing.ts'

/** A small export in the header of the real one, and what it comes to. */
export interface ExportCase {
  /** Of the format that must recognise it. */
  readonly id: string
  /** What is special about it. */
  readonly about: string
  readonly market: string
  readonly fileName?: string
  readonly day?: string
  /** Lines above the header. */
  readonly above?: readonly string[]
  /** Names of the columns, parted by bars. */
  readonly header: string
  /** Cells by column; others are empty. */
  readonly rows: readonly Readonly<Record<string, string>>[]
  /** Lines below the rows. */
  readonly below?: readonly string[]
  readonly separator?: ',' | '\t' | ';'
  /** `2026-01-05` or `2026-01-05 SKU-1` → `net_sales 15, units 1`, in any order. */
  readonly gives: Readonly<Record<string, string>>
}

/** How a file may be written without meaning anything else. */
const variants = [
  'as it is',
  'columns turned round, one more',
  'with a byte order mark',
  'with CRLF, all quoted',
] as const

function textOf(one: ExportCase, variant: (typeof variants)[number]): string {
  const separator = one.separator ?? ','
  const header = one.header.split(' | ').map(name => name.trim())
  const columns = variant === 'columns turned round, one more' ? [...header].reverse().concat('Memo of ours') : header
  const quote = (cell: string) =>
    variant === 'with CRLF, all quoted' || /[",;\t\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell
  const line = (cells: readonly string[]) => cells.map(quote).join(separator)
  const rows = one.rows.map(row => line(columns.map(name => row[name] ?? '')))
  const lines = [...(one.above ?? []), line(columns), ...rows, ...(one.below ?? [])]
  const end = variant === 'with CRLF, all quoted' ? '\r\n' : '\n'
  return `${variant === 'with a byte order mark' ? '\uFEFF' : ''}${lines.join(end)}${end}`
}

function figuresOf({ days }: ImportPreview): Record<string, string> {
  return Object.fromEntries(days.map(row => [`${row.day} ${row.sku}`.trim(), sorted(Object.entries(row.figures))]))
}

function sorted(figures: readonly (readonly [string, string])[]): string {
  return figures
    .map(([id, value]) => `${id} ${value}`)
    .sort()
    .join(', ')
}

function wanted(gives: ExportCase['gives']): Record<string, string> {
  const split = (text: string) => text.split(', ').map(part => part.split(' ') as [string, string])
  return Object.fromEntries(Object.entries(gives).map(([key, text]) => [key, sorted(split(text))]))
}

/** Reads every case in all variants, on a database of its own. */
export async function describeExports(db: Db, cases: readonly ExportCase[]): Promise<void> {
  const { preview, clear } = await importing(db)
  beforeEach(clear)

  describe.each(cases)('$id: $about', one => {
    it.each(variants)('comes to the right figures %s', async variant => {
      const options = { market: one.market, store: 'Shop', ...(one.day ? { day: one.day } : {}) }
      const found = await preview(textOf(one, variant), options, one.fileName)

      expect(found.recognisedAs?.en).toBe(knownFormats.find(format => format.id === one.id)?.label.en)
      expect(found.skipped).toEqual([])
      expect(figuresOf(found)).toEqual(wanted(one.gives))
    })
  })
}
