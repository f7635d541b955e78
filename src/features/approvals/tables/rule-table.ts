import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { ApprovalRule } from '#src/domain/approvals/approval-rule.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { stepTexts } from '#src/features/approvals/cards/proposal-texts.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

/** Rules by which targets need approval, as rows; without a KPI: every KPI. */
export function approvalRuleTable(
  rules: readonly ApprovalRule[],
  { catalog, stores }: { readonly catalog: Pick<Catalog, 'findKpi'>; readonly stores: readonly Store[] },
): DataTable {
  return listTable('approval_rules', title, rules, {
    id: ({ id }) => id,
    key: ({ place }) => place,
    place: ({ place }) => placeLabel(place, stores),
    kpi: ({ kpiId }) => kpiId,
    name: ({ kpiId }) => (kpiId === null ? null : (catalog.findKpi(kpiId)?.label ?? kpiId)),
    fromChange: ({ fromChange }) => fromChange,
    steps: ({ steps }) => steps.map(step => stepTexts[step] ?? verbatim(step)),
  })
}

const title: Localized = { en: 'Approval of targets', ja: '目標の承認ルール', 'zh-CN': '目标审批规则' }
