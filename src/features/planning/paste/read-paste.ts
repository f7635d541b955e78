import Papa from 'papaparse'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { nameKey } from '#src/domain/names.ts'
import type { Day } from '#src/domain/period/index.ts'
import type { Store } from '#src/domain/place.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { namesTotal } from './column-words.ts'
import { type Columns, columnsOf } from './columns.ts'
import { withUnit } from './merged-heads.ts'
import { monthIn } from './month-in.ts'
import { readCell } from './read-cell.ts'

/** A target that the table names. */
export interface PlanEntry {
  readonly kpi: Kpi
  readonly store: Store
  /** First day of the month. */
  readonly month: Day
  /** Minor units for money, 0–1 for ratios. */
  readonly value: number
}

/** A row, or a cell of it, that cannot be used, and why. */
export interface PasteProblem {
  /** Number of the row in what was pasted, from 1. */
  readonly row: number
  /** The row as it was pasted, to be put right. */
  readonly text: string
  readonly why: Localized
}

/** What a pasted table says. */
export interface ReadPaste {
  readonly entries: readonly PlanEntry[]
  readonly problems: readonly PasteProblem[]
  /** Rows that hold sums and are left out: the sheet adds up by itself. */
  readonly sums: readonly number[]
  /** The headings, to stand above rows that are put right. */
  readonly head: string
}

/** What a table is read for. `stores` are those in the reader's sight, `kpi` is meant where no column names one. */
export interface PasteParts {
  readonly kpis: readonly Kpi[]
  readonly stores: Catalog['stores']
  readonly kpi: Kpi
  readonly year: number
}

/** Rows of one table (judgement: a hundred stores with a dozen KPIs). */
const maxRows = 2_000

/**
 * Reads a table that was copied from a spreadsheet: columns in any order, headed in three languages, months across or down. No row
 * is lost: what cannot be used comes back with the reason, cell by cell.
 */
export function readPaste(text: string, parts: PasteParts): ReadPaste {
  const rows = tableOf(text)
  const columns = columnsOf(rows, parts.year)
  const nothing = { entries: [], sums: [], head: '' }
  if (rows.length === 0) return { ...nothing, problems: [] }
  if (!columns)
    return {
      ...nothing,
      problems: rows.slice(0, 1).map(cells => ({ row: 1, text: cells.join('\t'), why: texts.noHead })),
    }
  if (columns.twice !== null) {
    const why = fill(texts.twice, { month: columns.twice.slice(0, 7) })
    return { ...nothing, problems: [{ row: columns.head + 1, text: (rows[columns.head] ?? []).join('\t'), why }] }
  }
  const [entries, problems, sums]: [PlanEntry[], PasteProblem[], number[]] = [[], [], []]
  let above: Named = { store: '', kpi: '' }
  for (const [at, cells] of rows.entries()) {
    if (at <= columns.head || cells.every(cell => cell.trim() === '')) continue
    const named = namedIn(cells, columns, above)
    if (named.store !== '') above = named
    if (namesTotal(named.store) || namesTotal(cells[columns.kpi ?? -1] ?? '')) sums.push(at + 1)
    else
      for (const one of readRow(cells, { columns, named, parts })) {
        if ('why' in one) problems.push({ row: at + 1, text: cells.join('\t'), why: one.why })
        else entries.push(one)
      }
  }
  const extra =
    rows.length > maxRows ? [{ row: maxRows + 1, text: '', why: fill(texts.tooMany, { most: maxRows }) }] : []
  return {
    entries,
    problems: [...problems, ...extra],
    sums,
    head: rows
      .slice(0, columns.head + 1)
      .map(cells => cells.join('\t'))
      .join('\n'),
  }
}

/** Cells apart by tabs, else by semicolons or commas; quoted cells may hold them. */
function tableOf(text: string): readonly (readonly string[])[] {
  const delimiter = text.includes('\t') ? '\t' : text.includes(';') ? ';' : ','
  const { data } = Papa.parse<string[]>(text.replace(/^\uFEFF/, '').trimEnd(), { delimiter })
  const rows = data.map(cells => cells.map(cell => cell.trim()))
  while (rows.length > 0 && rows[0]?.every(cell => cell === '')) rows.shift()
  return rows.slice(0, maxRows + 1)
}

/** The names of a row as they stand. */
interface Named {
  readonly store: string
  readonly kpi: string
}

/** A merged cell is written once and holds for the rows below it. */
function namedIn(cells: readonly string[], columns: Columns, above: Named): Named {
  const { store, kpi } = columns
  const at = (column: number | null) => (column === null ? '' : (cells[column] ?? ''))
  const own = { store: at(store), kpi: at(kpi) }
  const isBare = own.store === '' && own.kpi === '' && (columns.months.length > 0 || at(columns.month) === '')
  if (isBare) return own // whose figures are these? nobody said
  if (own.store !== '') return { store: own.store, kpi: own.kpi || (kpi === null ? '' : above.kpi) }
  return { store: kpi === null ? '' : above.store, kpi: own.kpi || above.kpi }
}

interface RowParts {
  readonly columns: Columns
  readonly named: Named
  readonly parts: PasteParts
}

type Found = PlanEntry | { readonly why: Localized }

function readRow(cells: readonly string[], { columns, named, parts }: RowParts): readonly Found[] {
  const store = parts.stores.find(one =>
    [one.slug, one.name, ...one.aliases].some(name => nameKey(name) === nameKey(named.store)),
  )
  if (!store)
    return [{ why: named.store === '' ? texts.whichStore : fill(texts.store, { name: verbatim(named.store) }) }]
  const kpi = named.kpi === '' ? parts.kpi : kpiNamed(parts.kpis, named.kpi)
  if (!kpi) return [{ why: fill(texts.kpi, { name: verbatim(named.kpi) }) }]
  if (kpi.better === 'band') return [{ why: fill(texts.band, { kpi: kpi.label }) }]
  const currency = columns.currency === null ? '' : (cells[columns.currency] ?? '').toUpperCase()
  if (currency !== '' && kpi.unit === 'money' && currency !== store.currency)
    return [
      {
        why: fill(texts.currency, { store: verbatim(store.name), currency: store.currency, typed: verbatim(currency) }),
      },
    ]
  const found = monthCells(cells, columns, parts.year)
  if (!Array.isArray(found)) return [found]
  return found.flatMap(({ month, text }): readonly Found[] => {
    const read = readCell(kpi.unit === 'money' ? withUnit(text, columns.unit) : text, kpi, store)
    if (read === null) return []
    return 'why' in read
      ? [{ why: fill(texts.cell, { month: month.slice(0, 7), why: read.why }) }]
      : [{ kpi, store, month, value: read.value }]
  })
}

function kpiNamed(kpis: readonly Kpi[], name: string): Kpi | undefined {
  const key = nameKey(name.replace(/[(（].*[)）]\s*$/, ''))
  const of = (kpi: Kpi) => [kpi.id, ...Object.values(kpi.label), ...kpi.aliases].map(nameKey)
  return kpis.find(kpi => of(kpi).includes(nameKey(name))) ?? kpis.find(kpi => of(kpi).includes(key))
}

/** The months of a row: across, or one that a column names. */
function monthCells(
  cells: readonly string[],
  columns: Columns,
  year: number,
): { month: Day; text: string }[] | { readonly why: Localized } {
  if (columns.months.length > 0) return columns.months.map(({ month, at }) => ({ month, text: cells[at] ?? '' }))
  const named = cells[columns.month ?? -1] ?? ''
  const bare = /^\d{1,2}$/.test(named) ? `${named}月` : named
  const month = monthIn(bare, year)
  if (month === null) return { why: fill(texts.month, { name: verbatim(named) }) }
  return [{ month, text: cells[columns.value ?? -1] ?? '' }]
}

const texts = {
  twice: {
    en: '{month} stands over two columns, and nothing says which holds the targets. Write “Target” above it.',
    ja: '{month}の列が2つあり、どちらが目標か分かりません。目標の列の上に「目標」と書いてください。',
    'zh-CN': '{month}对应两列，无法判断哪一列是目标。请在目标列上方写“目标”。',
  },
  noHead: {
    en: 'Copy the row of headings along: a column for the store and one for each month (Store, Jan, Feb …), or Store, Month, Target.',
    ja: '見出し行も一緒にコピーしてください。店舗の列と月ごとの列（店舗・1月・2月…）、または店舗・月・目標が必要です。',
    'zh-CN': '请连表头一起复制：需要店铺列和各月份列（店铺、1月、2月…），或店铺、月份、目标三列。',
  },
  whichStore: { en: 'The row names no store.', ja: '店舗名がありません。', 'zh-CN': '此行没有店铺名。' },
  store: {
    en: '“{name}” is no store that you see.',
    ja: '「{name}」は閲覧できる店舗にありません。',
    'zh-CN': '“{name}”不是您可见的店铺。',
  },
  kpi: { en: '“{name}” is no KPI.', ja: '「{name}」という指標はありません。', 'zh-CN': '没有“{name}”这个指标。' },
  band: {
    en: '{kpi} is kept in a band of two values: set it in chat.',
    ja: '{kpi}は上下限で管理するため、チャットで設定してください。',
    'zh-CN': '{kpi}按上下限管理，请在聊天中设置。',
  },
  currency: {
    en: 'Targets of {store} are in {currency}, not in {typed}.',
    ja: '{store}の目標は{typed}ではなく{currency}です。',
    'zh-CN': '{store}的目标使用{currency}，不是{typed}。',
  },
  month: { en: '“{name}” is no month.', ja: '「{name}」は月として読み取れません。', 'zh-CN': '“{name}”不是月份。' },
  cell: { en: '{month}: {why}', ja: '{month}：{why}', 'zh-CN': '{month}：{why}' },
  tooMany: {
    en: 'A table may have {most} rows; those below were not read.',
    ja: '表は{most}行までです。以降の行は読み込んでいません。',
    'zh-CN': '表格最多{most}行，其后的行未读取。',
  },
} satisfies Record<string, Localized>
