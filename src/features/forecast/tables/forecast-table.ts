import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { Outlook } from '#src/features/forecast/look-ahead.ts'
import type { RunOut } from '#src/features/forecast/run-outs.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Landings as rows; where none is told the row says why. */
export function forecastTable(outlooks: readonly Outlook[]): DataTable {
  return dataTable('forecast', texts.title, columns, outlooks)
}

/** Products that run out, the soonest first. */
export function runOutTable(runOuts: readonly RunOut[]): DataTable {
  return dataTable('run_outs', texts.runOuts, runOutColumns, runOuts)
}

const texts = {
  title: { en: 'Forecast', ja: '予測', 'zh-CN': '预测' },
  runOuts: { en: 'Sold out soon', ja: '欠品が近い商品', 'zh-CN': '即将断货' },
  soFar: { en: 'So far', ja: '現在まで', 'zh-CN': '截至目前' },
  landing: { en: 'Landing', ja: '着地見込み', 'zh-CN': '期末预测' },
  low: { en: 'Range, lower end (80%)', ja: '範囲の下限（80%）', 'zh-CN': '区间下限（80%）' },
  high: { en: 'Range, upper end (80%)', ja: '範囲の上限（80%）', 'zh-CN': '区间上限（80%）' },
  error: {
    en: 'Mean error of past forecasts (1 = 100%)',
    ja: '過去の平均誤差（1＝100%）',
    'zh-CN': '历史平均误差（1=100%）',
  },
  chance: {
    en: 'Chance to keep the target, about (1 = 100%, in steps of 5%)',
    ja: '目標達成の見込み（概算、1＝100%、5%刻み）',
    'zh-CN': '达标概率（约，1=100%，按5%取整）',
  },
  outcome: { en: 'Outcome', ja: '結果', 'zh-CN': '结果' },
  sku: { en: 'Product', ja: '商品', 'zh-CN': '商品' },
  stock: { en: 'Stock', ja: '在庫', 'zh-CN': '库存' },
  perDay: { en: 'Sold per day', ja: '1日の販売数', 'zh-CN': '日均销量' },
  day: { en: 'Sold out on', ja: '欠品予定日', 'zh-CN': '断货日' },
} satisfies Record<string, Localized>

const landing = ({ forecast }: Outlook) => (forecast.kind === 'told' ? forecast : null)

const columns: readonly CellOf<Outlook>[] = [
  ['kpi', columnTexts.kpi, ({ kpi }) => kpi.id],
  ['name', columnTexts.name, ({ kpi }) => kpi.label],
  ['place', columnTexts.place, ({ place }) => place.label],
  ['from', columnTexts.from, ({ period }) => period.from],
  ['to', columnTexts.to, ({ period }) => period.end],
  ['so_far', texts.soFar, one => money(one, one.figure.value, one.figure.exact)],
  ['landing', texts.landing, one => money(one, landing(one)?.landing)],
  ['low', texts.low, one => money(one, landing(one)?.low)],
  ['high', texts.high, one => money(one, landing(one)?.high)],
  ['target', columnTexts.target, one => money(one, one.target)],
  ['unit', columnTexts.unit, ({ kpi, figure }) => unitOf(kpi, figure.currency)],
  ['error', texts.error, one => landing(one)?.error.error ?? null],
  ['chance', texts.chance, ({ chance }) => chance],
  ['outcome', texts.outcome, ({ forecast }) => forecast.kind],
]

const runOutColumns: readonly CellOf<RunOut>[] = [
  ['sku', texts.sku, ({ name }) => name],
  ['key', columnTexts.key, ({ place }) => place.key],
  ['stock', texts.stock, ({ stock }) => stock],
  ['per_day', texts.perDay, ({ perDay }) => perDay],
  ['day', texts.day, ({ day }) => day],
]

function money({ kpi, figure }: Outlook, value: number | null | undefined, exact?: string) {
  return numberOf(kpi, figure.currency, value, exact)
}
