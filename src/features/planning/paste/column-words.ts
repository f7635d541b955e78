import { nameKey } from '#src/domain/names.ts'

/** What a column of a pasted table holds, besides months. */
export type ColumnRole = 'store' | 'kpi' | 'month' | 'value' | 'currency' | 'total'

const words: Readonly<Record<ColumnRole, readonly string[]>> = {
  store: [
    'store',
    'stores',
    'shop',
    'shops',
    'store name',
    'shop name',
    'place',
    '店舗',
    '店舗名',
    'ショップ',
    '店名',
    '店铺',
    '店铺名称',
    '店铺名',
    '网店',
    '门店',
    '店',
  ],
  kpi: ['kpi', 'kpis', 'metric', 'indicator', 'measure', '指標', '指標名', '項目', '指标', '指标名称', '考核指标'],
  month: ['month', 'period', 'date', '月', '月份', '年月', '対象月', '期間', '周期', '月度', '日期'],
  value: [
    'target',
    'targets',
    'value',
    'goal',
    'amount',
    'plan',
    'budget',
    '目標',
    '目標値',
    '値',
    '計画',
    '予算',
    '金額',
    '目标',
    '目标值',
    '数值',
    '值',
    '计划',
    '预算',
    '金额',
  ],
  currency: ['currency', 'ccy', '通貨', '币种', '货币'],
  total: [
    'total',
    'sum',
    'year',
    'full year',
    'fy',
    'ytd',
    'year total',
    'grand total',
    'subtotal',
    '合計',
    '総計',
    '小計',
    '計',
    '年間',
    '通年',
    '年計',
    '年間合計',
    '合计',
    '总计',
    '小计',
    '全年',
    '年度',
    '年合计',
    '年度合计',
    '累计',
  ],
}

const roleByWord = new Map(
  Object.entries(words).flatMap(([role, names]) => names.map(name => [nameKey(name), role as ColumnRole] as const)),
)

/** What a heading says of its column; `null`: nothing that is known. */
export function roleOfColumn(heading: string): ColumnRole | null {
  return roleByWord.get(nameKey(heading.replace(/[(（].*[)）]\s*$/, ''))) ?? null
}

/** Whether a cell names a sum instead of a store, such as 合计, `Japan total` or 日本小計. */
export function namesTotal(cell: string): boolean {
  return roleOfColumn(cell) === 'total' || /(?:\btotal|\bsum|合計|合计|总计|総計|小計|小计)\s*$/iu.test(cell.trim())
}
