import { stat } from 'node:fs/promises'
import type { SkippedRow } from '#src/domain/import-line.ts'
import { nameKey } from '#src/domain/names.ts'
import type { Day } from '#src/domain/period/index.ts'
import { UserError } from '#src/errors.ts'
import { openTable } from '#src/features/imports/parse/open-table.ts'
import { type Cell, isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'
import { problem } from '#src/features/imports/rows/problems.ts'
import { parseDay } from '#src/features/imports/values/dates.ts'
import { parseDecimal } from '#src/features/imports/values/numbers.ts'
import { isCurrency, setRate } from '#src/features/stores/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { texts } from './texts.ts'

/** What reading a file of exchange rates did. */
export interface RatesResult {
  readonly rates: number
  readonly rowsSkipped: number
  readonly skipped: readonly SkippedRow[]
}

/** How the columns of a file of rates are called. */
const names = {
  date: ['date', 'day', 'since', 'valid from', '日付', '適用日', '基準日', '日期', '生效日期'],
  from: ['from', 'from currency', 'base', '換算元', '元通貨', '源币种', '原币种'],
  to: ['to', 'to currency', 'quote', '換算先', '先通貨', '目标币种', '目标货币'],
  rate: ['rate', 'exchange rate', 'レート', '為替レート', '换算率', '汇率'],
} as const

type Columns = Readonly<Record<keyof typeof names, number>>

const keptReasons = 100

/** Whether a file holds exchange rates instead of figures. */
export async function isRatesFile(path: string): Promise<boolean> {
  if ((await stat(path)).size > largestRates) return false // opening a large file takes seconds
  const { table } = await openTable(path, undefined, true)
  return (await findColumns(table)) !== null
}

/** Ten years of rates of some pairs are a tenth of this, in bytes (judgement). */
const largestRates = 10 * 1024 * 1024

/** For whom rates are stored, and whether they are stored at all or only counted. */
export interface RatesTaking {
  readonly by?: number | null
  readonly store?: boolean
}

/**
 * Takes exchange rates from a file with the columns date, from, to and rate: 1 `from` is `rate` `to` from that day on.
 * A rate of the same pair and day is replaced; a broken row is left out and named.
 * @throws UserError when the columns are not there
 */
export async function importRates(
  db: Db,
  path: string,
  { by = null, store = true }: RatesTaking = {},
): Promise<RatesResult> {
  return db.transaction(tx =>
    readRates(path, async rate => (store ? void (await setRate(tx, { ...rate, by })) : undefined)),
  )
}

async function readRates(path: string, take: (rate: ReadRate) => Promise<void>): Promise<RatesResult> {
  const { table } = await openTable(path)
  const found = await findColumns(table)
  if (!found) throw new UserError(texts.badRates)
  const skipped: SkippedRow[] = []
  let [rates, rowsSkipped] = [0, 0]
  for await (const row of table.rows()) {
    if (row.number <= found.row || (!row.broken && isBlank(row.cells))) continue
    const rate = row.broken ?? readRate(row.cells, found.columns)
    if ('since' in rate) {
      await take(rate)
      rates++
    } else if (++rowsSkipped <= keptReasons) skipped.push({ row: row.number, reason: rate })
  }
  return { rates, rowsSkipped, skipped }
}

async function findColumns(table: Table): Promise<{ readonly row: number; readonly columns: Columns } | null> {
  let tried = 0
  for await (const row of table.rows()) {
    const keys = row.cells.map(cell => nameKey(textOf(cell)))
    const at = (known: readonly string[]) => keys.findIndex(key => known.map(nameKey).includes(key))
    const columns = { date: at(names.date), from: at(names.from), to: at(names.to), rate: at(names.rate) }
    if (Object.values(columns).every(column => column >= 0)) return { row: row.number, columns }
    if (++tried >= 10) break
  }
  return null
}

interface ReadRate {
  readonly from: string
  readonly to: string
  readonly since: Day
  readonly rate: string
}

function readRate(cells: readonly Cell[], columns: Columns): ReadRate | Localized {
  const text = (column: number) => textOf(cells[column])
  const since = parseDay(cells[columns.date], { order: 'month-first', timeZone: 'UTC' })
  if (!since) return problem('notADate', { column: 'date', text: text(columns.date) })
  const rate = parseDecimal(text(columns.rate))
  if (!rate || Number(rate) <= 0) return problem('notANumber', { column: 'rate', text: text(columns.rate) })
  const [from, to] = [text(columns.from).toUpperCase(), text(columns.to).toUpperCase()]
  for (const currency of [from, to]) {
    if (!isCurrency(currency)) return problem('notACurrency', { text: currency })
  }
  return { from, to, since, rate }
}
