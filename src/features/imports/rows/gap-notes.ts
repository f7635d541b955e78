import type { Plan } from '#src/features/imports/columns/plan.ts'
import type { CellGap, Table } from '#src/features/imports/parse/table.ts'
import { columnLetters } from '#src/features/imports/parse/workbook/cell.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  formula: {
    en: 'Formulas without a value, read as empty: {cells}. Open the file in Excel, let it calculate, and save it.',
    ja: '値のない数式があります（空として扱います）：{cells}。Excelで開いて再計算し、保存し直してください。',
    'zh-CN': '公式没有计算结果，按空值处理：{cells}。请在Excel中打开、重新计算并保存。',
  },
  error: {
    en: 'Cells with an error, read as empty: {cells}.',
    ja: 'エラーのセルがあります（空として扱います）：{cells}',
    'zh-CN': '单元格有错误值，按空值处理：{cells}。',
  },
} satisfies Record<string, Localized>

/** Cells that are named; judgement. */
const maxNamed = 10

/** Names the cells that should have had a value, in the columns that count. */
export function gapNotes(table: Table, plan: Plan): readonly Localized[] {
  const counting = new Set(plan.uses.map(use => use.column))
  const gaps = (table.gaps?.() ?? []).filter(gap => counting.has(gap.column))
  return [
    ...noteOn(
      texts.formula,
      gaps.filter(gap => gap.error === null),
    ),
    ...noteOn(
      texts.error,
      gaps.filter(gap => gap.error !== null),
    ),
  ]
}

function noteOn(text: Localized, gaps: readonly CellGap[]): readonly Localized[] {
  if (gaps.length === 0) return []
  const names = gaps.slice(0, maxNamed).map(nameOf)
  return [fill(text, { cells: join(gaps.length > maxNamed ? [...names, verbatim('…')] : names) })]
}

function nameOf({ row, column, error }: CellGap): Localized {
  return verbatim(`${columnLetters(column)}${row}${error === null ? '' : ` (${error})`}`)
}
