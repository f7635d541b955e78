import { nameKey } from '#src/domain/names.ts'
import { UserError } from '#src/errors.ts'
import type { KnownFormat } from '#src/features/imports/formats/known-format.ts'
import { type Cell, isBlank, type Table, textOf } from '#src/features/imports/parse/table.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { knownNames, saysWhen } from './columns.ts'
import { recogniseFormat } from './recognise-format.ts'

/** Titles and remarks may stand above the names of the columns (judgement). */
const rowsToTry = 30

const noHeader: Localized = {
  en: 'No row names the columns. The first row should say, for example: Order ID, Order Date, SKU, Sales; or: Date, Store, Sales.',
  ja: '列名の行が見つかりません。先頭行に「注文番号, 注文日, 商品コード, 売上金額」や「日付, 店舗, 売上」などの列名が必要です。',
  'zh-CN': '没有找到列名所在的行。首行应为列名，例如：订单号、下单日期、SKU、销售额；或：日期、店铺、销售额。',
}

/** Longest name of a column, in characters; what is longer is cut (judgement: a name is a few words, and is shown and kept as a whole). */
const longestName = 200

/** What the column is called that is added for the names of sheets. */
export const sheetColumn = '(sheet)'

/** Where the names of the columns stand. */
export interface Header {
  readonly row: number
  readonly cells: readonly Cell[]
  /** The lines above, cells joined by a blank. */
  readonly above: readonly string[]
  /** The known export that has these columns; `null`: none, its columns are guessed. */
  readonly format: KnownFormat | null
  /** Names of the columns of another table beside this one, which is not read; absent: there is none. */
  readonly beside?: readonly Cell[]
  /** Set where no name is known: the row looks most like a header, and somebody must say what its columns mean. */
  readonly unknown?: Localized
}

/** What helps to find the header. */
export interface HeaderHints {
  readonly fileName?: string | undefined
  /** Columns that somebody has named: the header is the row that has them. */
  readonly named?: readonly string[] | undefined
}

interface Candidate {
  readonly row: number
  readonly cells: readonly Cell[]
  readonly above: readonly string[]
}

/**
 * The row of a known export, or with the columns that were named, or with most known names among the first rows.
 * Where no row has any, the one that looks most like names.
 * @throws UserError when there is no row at all
 */
export async function findHeader(table: Table, hints: HeaderHints = {}): Promise<Header> {
  return withoutBeside(await namesIn(table, hints))
}

async function namesIn(table: Table, hints: HeaderHints): Promise<Header> {
  const candidates = await firstRows(table)
  const format = ofKnownFormat(table, candidates, hints.fileName ?? '')
  if (format) return format
  const named = hints.named?.map(nameKey) ?? []
  const hits = ({ cells }: Candidate) => cells.filter(cell => named.includes(nameKey(textOf(cell)))).length
  const known = (candidate: Candidate) => hits(candidate) * 100 + knownNames(candidate.cells)
  const most = highest(
    candidates.map(candidate => withRowAbove(candidate, candidates)),
    known,
  )
  const best = most && named.length === 0 ? (tableAbove(most, candidates) ?? most) : most
  if (best && known(best) > 0) return { ...withRowBelow(best, candidates), format: null }
  const likely = highest(candidates, ({ cells }) => cells.filter(cell => /\p{L}/u.test(textOf(cell))).length)
  if (!likely) throw new UserError(noHeader)
  return { ...likely, format: null, unknown: noHeader }
}

/**
 * Names that are merged over two rows stand in the upper one: `日付` above nothing, beside groups of figures. They count
 * where they make more names known.
 */
function withRowAbove(best: Candidate, candidates: readonly Candidate[]): Candidate {
  const above = candidates.find(({ row }) => row === best.row - 1)
  if (!above) return best
  const cells = best.cells.map((cell, column) => (textOf(cell) === '' ? (above.cells[column] ?? null) : cell))
  return knownNames(cells) > knownNames(best.cells) ? { ...best, cells } : best
}

/**
 * Names over two rows of which the upper one has more known names: where it is empty, being merged sideways, the row
 * below says which part of the figure to its left a column holds. Such a part stands in brackets: `売上 (PC)`.
 */
function withRowBelow(best: Candidate, candidates: readonly Candidate[]): Candidate {
  const below = candidates.find(({ row }) => row === best.row + 1)
  if (!below || below.cells.some(cell => typeof cell === 'number' || cell instanceof Date)) return best
  const upper = (column: number) => textOf(best.cells[column])
  const parts = below.cells.map((cell, column) => (textOf(cell) === upper(column) ? '' : textOf(cell)))
  const isPart = (text: string) => text !== '' && !/^[\d.,%¥￥$€£+\-\s/:]+$/.test(text)
  if (!parts.every(text => text === '' || isPart(text)) || !parts.some((text, column) => text && !upper(column)))
    return best
  let group = ''
  const cells = parts.map((part, column) => {
    group = upper(column) || (part === '' ? '' : group)
    return part === '' ? (best.cells[column] ?? null) : group === '' ? part : `${group} (${part})`
  })
  return { ...best, row: below.row, cells }
}

/** A column without a name, and behind it once more the name that says when: there begins another table. */
function withoutBeside(header: Header): Header {
  const keys = header.cells.map(cell => nameKey(textOf(cell)))
  const gap = keys.findIndex(
    (key, column) => column > 0 && key === '' && keys.slice(column + 1).some(name => isRepeated(keys, column, name)),
  )
  if (gap < 0 || header.format) return header
  return { ...header, cells: header.cells.slice(0, gap), beside: header.cells.slice(gap + 1) }
}

function isRepeated(keys: readonly string[], before: number, name: string): boolean {
  return name !== '' && saysWhen(name) && keys.slice(0, before).includes(name)
}

/** Of several tables one below the other the first one is read, though a later one may have more names that are known. */
function tableAbove(best: Candidate, candidates: readonly Candidate[]): Candidate | undefined {
  return candidates.find(({ cells }, index) => {
    const next = candidates[index + 1]
    const names = cells.map(textOf).filter(Boolean)
    return (
      next !== undefined &&
      next.row < best.row &&
      names.some(saysWhen) &&
      knownNames(cells) > 1 &&
      next.cells.filter(cell => /\d/.test(textOf(cell))).length > 1
    )
  })
}

function highest(candidates: readonly Candidate[], score: (candidate: Candidate) => number): Candidate | null {
  let best: { candidate: Candidate; score: number } | null = null
  for (const candidate of candidates) {
    const own = score(candidate)
    if (own > (best?.score ?? -1)) best = { candidate, score: own }
  }
  return best?.candidate ?? null
}

/** The first rows that could be a header. */
export async function firstRows(table: Table): Promise<readonly Candidate[]> {
  const found: Candidate[] = []
  const above: string[] = []
  for await (const row of table.rows()) {
    if (row.broken || isBlank(row.cells)) continue
    const cells = row.cells.map(asName)
    found.push({ row: row.number, cells, above: [...above] })
    above.push(cells.map(textOf).filter(Boolean).join(' '))
    if (found.length >= rowsToTry) break
  }
  return found
}

function asName(cell: Cell): Cell {
  return typeof cell === 'string' && cell.length > longestName ? `${cell.slice(0, longestName - 1)}…` : cell
}

function ofKnownFormat(table: Table, candidates: readonly Candidate[], fileName: string): Header | null {
  for (const candidate of candidates) {
    const around = { fileName, sheet: table.sheet ?? null, above: candidate.above }
    const format = recogniseFormat(candidate.cells, around)
    if (format) return { ...candidate, format }
  }
  return null
}
