import { columnTexts } from '#src/cards/column-texts.ts'
import { themeLabels } from '#src/cards/theme-labels.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** KPIs as rows, each with its formula over measures. */
export function kpiTable(kpis: readonly Kpi[]): DataTable {
  return dataTable('kpis', title, columns, kpis)
}

const title: Localized = { en: 'KPIs', ja: '指標', 'zh-CN': '指标' }

const ways: Readonly<Record<Kpi['better'], Localized>> = {
  higher: { en: 'higher is better', ja: '高いほど良い', 'zh-CN': '越高越好' },
  lower: { en: 'lower is better', ja: '低いほど良い', 'zh-CN': '越低越好' },
  band: { en: 'within a band', ja: '範囲内が良い', 'zh-CN': '在区间内为好' },
}

const columns: readonly CellOf<Kpi>[] = [
  ['kpi', columnTexts.kpi, ({ id }) => id],
  ['name', columnTexts.name, ({ label }) => label],
  ['meaning', { en: 'Meaning', ja: '意味', 'zh-CN': '含义' }, ({ meaning }) => meaning],
  ['theme', { en: 'Theme', ja: '分類', 'zh-CN': '主题' }, ({ theme }) => themeLabels[theme]],
  ['unit', columnTexts.unit, ({ unit }) => unit],
  ['better', { en: 'Direction', ja: '方向', 'zh-CN': '方向' }, ({ better }) => ways[better]],
  ['formula', { en: 'Formula', ja: '計算式', 'zh-CN': '公式' }, ({ formula }) => formula],
  ['aliases', { en: 'Also called', ja: '別名', 'zh-CN': '别名' }, ({ aliases }) => aliases.join(', ')],
]
