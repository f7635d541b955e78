import { utils, write } from '@e965/xlsx'
import Papa from 'papaparse'
import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import { toMajor } from '#src/domain/money.ts'
import { parsePeriod } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type BonusRow, bonusRows } from './bonus.ts'

/** What payroll reads: one line a person. */
const columns = ['name', 'email', 'template', 'period', 'score', 'objection', 'percent', 'amount', 'currency']

/**
 * What closed scores of a period are worth, as CSV (UTF-8 with a mark, as spreadsheets want it) or XLSX by the name of the
 * file. Of real people; only an administrator has a shell. @throws UserError for a period that is none, or has nothing.
 */
export async function exportBonus(
  db: Db,
  catalog: Catalog,
  asked: { readonly period: string; readonly file: string; readonly now: Date; readonly timeZone: string },
): Promise<{ readonly bytes: Uint8Array; readonly rows: number }> {
  const today = localDay(asked.now, asked.timeZone)
  const period = parsePeriod(asked.period, today)
  if (!period || !['week', 'month', 'quarter'].includes(period.kind)) throw new UserError(texts.period)
  const reader = { personId: null, role: 'administrator', stores: catalog.stores, demo: false, today }
  const rows = await bonusRows(db, reader, catalog, period)
  if (rows.length === 0) throw new UserError(texts.none)
  const table = [columns, ...rows.map(row => cells(row, period.from))]
  return { bytes: asked.file.endsWith('.xlsx') ? workbook(table) : csv(table), rows: rows.length }
}

function cells(row: BonusRow, from: string): readonly (string | number)[] {
  const amount = row.band?.amount ? toMajor(row.band.amount, row.currency ?? 'USD') : ''
  return [
    ...[inert(row.name), inert(row.email), inert(row.template), from],
    ...[row.score ?? '', row.open ? 'open' : '', row.band?.percent ?? '', amount],
    row.band?.amount ? (row.currency ?? '') : '',
  ]
}

/** Text that a spreadsheet would take for a formula is only text. */
function inert(text: string): string {
  return /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
}

function csv(table: readonly (readonly (string | number)[])[]): Uint8Array {
  return new TextEncoder().encode(`\uFEFF${Papa.unparse(table.map(row => [...row]))}\r\n`)
}

function workbook(table: readonly (readonly (string | number)[])[]): Uint8Array {
  const book = utils.book_new()
  utils.book_append_sheet(book, utils.aoa_to_sheet(table.map(row => [...row])), 'bonus')
  return new Uint8Array(write(book, { type: 'buffer', bookType: 'xlsx' }))
}

const texts = {
  period: {
    en: 'Name a month, week or quarter, such as 2026-10.',
    ja: '月・週・四半期を指定してください（例：2026-10）。',
    'zh-CN': '请写明月、周或季度，例如2026-10。',
  },
  none: {
    en: 'No score of this period is closed.',
    ja: 'この期間に確定したスコアはありません。',
    'zh-CN': '本期没有已结算的评分。',
  },
}
