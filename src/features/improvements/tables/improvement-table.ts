import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import { isAmount, numberOf, unitOf } from '#src/features/figures/index.ts'
import type { ShownImprovement } from '#src/features/improvements/cards/improvement-card.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Actions with who does them until when, and what the figure was before and after; amounts are those of a day. */
export function improvementTable(shown: readonly ShownImprovement[]): DataTable {
  return dataTable('actions', text('Actions', '改善アクション', '改善措施'), columns, shown)
}

function text(en: string, ja: string, zh: string): Localized {
  return { en, ja, 'zh-CN': zh }
}

const states = {
  open: text('open', '未完了', '未完成'),
  done: text('done', '完了', '完成'),
  dropped: text('dropped', '中止', '放弃'),
}

const perDay = text('per day', '1日あたり', '每天')

/** Before and after are told together, where an effect is known. */
function amountOf({ kpi, effect }: ShownImprovement, side: 'before' | 'after') {
  return effect ? numberOf(kpi, effect.currency, effect[side]) : null
}

const columns: readonly CellOf<ShownImprovement>[] = [
  ['number', text('Number', '番号', '编号'), ({ one }) => one.id],
  ['what', text('What', '内容', '内容'), ({ one }) => one.what],
  ['kpi', columnTexts.kpi, ({ kpi }) => kpi.id],
  ['name', columnTexts.name, ({ kpi }) => kpi.label],
  ['place', columnTexts.place, ({ place }) => place],
  ['owner', text('Owner', '担当者', '负责人'), ({ one }) => one.owner?.name ?? null],
  ['due', text('Due', '期限', '期限'), ({ one }) => one.dueDay],
  ['state', text('State', '状態', '状态'), ({ one }) => states[one.state]],
  ['overdue', text('Overdue', '期限超過', '已逾期'), ({ overdue }) => overdue],
  ['outcome', text('Outcome', '結果', '结果'), ({ one }) => one.outcome],
  ['before', text('Before', '対策前', '措施前'), shown => amountOf(shown, 'before')],
  ['after', text('After', '対策後', '措施后'), shown => amountOf(shown, 'after')],
  ['unit', columnTexts.unit, ({ kpi, effect }) => (effect ? unitOf(kpi, effect.currency) : null)],
  ['per', text('Counted', '集計', '统计口径'), ({ kpi, effect }) => (effect && isAmount(kpi) ? perDay : null)],
  ['days', text('Days after', '対策後の日数', '措施后天数'), ({ effect }) => effect?.days ?? null],
]
