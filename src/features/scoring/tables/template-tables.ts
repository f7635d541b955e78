import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import { lineWords } from '#src/features/scoring/cards/line-words.ts'
import { goalText } from '#src/features/scoring/cards/template-card.ts'
import { templateTexts } from '#src/features/scoring/cards/template-texts.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** All templates as rows. */
export function templatesTable(
  templates: readonly ScoreTemplate[],
  used: ReadonlyMap<string, readonly Localized[]>,
): DataTable {
  return listTable('templates', templateTexts.title, templates, {
    template: ({ code }) => code,
    title: ({ name }) => name,
    kind: ({ kind }) => kind,
    version: ({ version }) => version,
    kpis: ({ lines }) => lines.length,
    usedBy: ({ code }) => used.get(code) ?? [],
  })
}

/** What a template measures, a row for each KPI. */
export function templateTable({ code, name, lines }: ScoreTemplate, catalog: Pick<Catalog, 'findKpi'>): DataTable {
  return listTable('template', name, lines, {
    template: () => code,
    kpi: ({ kpiId }) => kpiId,
    name: ({ kpiId }) => lineWords(kpiId, catalog.findKpi(kpiId), null).label,
    instead: ({ instead }) => instead ?? null,
    weight: ({ weight }) => weight,
    goal: ({ goal, kpiId }) => goalText(goal, kpiId, catalog),
  })
}
