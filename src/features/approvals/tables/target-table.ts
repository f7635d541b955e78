import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import { numberOf, unitOf } from '#src/features/figures/index.ts'
import type { ListedTarget } from '#src/features/targets/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Targets as rows, values in major units, ratios 0–1. */
export function targetTable(targets: readonly ListedTarget[]): DataTable {
  return dataTable('targets', texts.title, columns, targets)
}

const texts = {
  title: { en: 'Targets', ja: '目標', 'zh-CN': '目标' },
  period: { en: 'Per', ja: '期間の種類', 'zh-CN': '周期类型' },
  validFrom: { en: 'Valid from', ja: '適用開始日', 'zh-CN': '生效日' },
  lastDay: { en: 'Valid through', ja: '適用終了日', 'zh-CN': '失效日' },
  low: { en: 'Band, lower end', ja: '範囲の下限', 'zh-CN': '区间下限' },
  high: { en: 'Band, upper end', ja: '範囲の上限', 'zh-CN': '区间上限' },
  owner: { en: 'Owner', ja: '担当', 'zh-CN': '负责人' },
  weight: { en: 'Weight (%)', ja: 'ウェイト（%）', 'zh-CN': '权重（%）' },
  setBy: { en: 'Set by', ja: '設定者', 'zh-CN': '设定人' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<ListedTarget>[] = [
  ['kpi', columnTexts.kpi, ({ kpi }) => kpi.id],
  ['name', columnTexts.name, ({ kpi }) => kpi.label],
  ['key', columnTexts.key, ({ target }) => target.place],
  ['place', columnTexts.place, ({ place }) => place.label],
  ['period', texts.period, ({ target }) => target.period],
  ['valid_from', texts.validFrom, ({ target }) => target.validFrom],
  ['valid_to', texts.lastDay, ({ target }) => target.lastDay ?? null],
  ['value', columnTexts.target, ({ target, kpi }) => numberOf(kpi, target.currency, target.value)],
  ['low', texts.low, ({ target, kpi }) => numberOf(kpi, target.currency, target.low)],
  ['high', texts.high, ({ target, kpi }) => numberOf(kpi, target.currency, target.high)],
  ['unit', columnTexts.unit, ({ target, kpi }) => unitOf(kpi, target.currency)],
  ['owner', texts.owner, ({ target }) => target.owner?.name ?? null],
  ['weight', texts.weight, ({ target }) => target.weight],
  ['set_by', texts.setBy, ({ target }) => target.setBy?.name ?? null],
]
