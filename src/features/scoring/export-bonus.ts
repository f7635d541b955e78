import type { Catalog } from '#src/domain/catalog.ts'
import { localDay } from '#src/domain/days.ts'
import { toMajor } from '#src/domain/money.ts'
import { parsePeriod } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { tableFile } from '#src/features/tables/index.ts'
import { verbatim } from '#src/i18n/locale.ts'
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
  const table = {
    id: 'bonus',
    title: verbatim('bonus'),
    columns: columns.map(id => ({ id, label: verbatim(id) })),
    rows: rows.map(row => cells(row, period.from)),
  }
  const { content } = tableFile([table], asked.file.endsWith('.xlsx') ? 'xlsx' : 'csv', 'en')
  return { bytes: content, rows: rows.length }
}

function cells(row: BonusRow, from: string): readonly (string | number)[] {
  const amount = row.band?.amount ? toMajor(row.band.amount, row.currency ?? 'USD') : ''
  return [
    ...[row.name, row.email, row.template, from],
    ...[row.score ?? '', row.open ? 'open' : '', row.band?.percent ?? '', amount],
    row.band?.amount ? (row.currency ?? '') : '',
  ]
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
