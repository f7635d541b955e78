import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { toMajor } from '#src/domain/money.ts'
import type { BonusBand } from '#src/domain/scoring/bonus.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import type { BonusRow } from '#src/features/scoring/bonus.ts'
import { bonusTexts } from '#src/features/scoring/cards/bonus-card.ts'
import type { BonusTable } from '#src/features/scoring/store/bonus.ts'

/** What closed scores are worth, a row for each person; no band pays nothing that is known. */
export function bonusTable(rows: readonly BonusRow[]): DataTable {
  return listTable('bonus', bonusTexts.title, rows, {
    who: ({ name }) => name,
    email: ({ email }) => email,
    template: ({ template }) => template,
    score: ({ score }) => score,
    complete: ({ complete }) => complete,
    objected: ({ open }) => open,
    pays: ({ band, currency }) => (band === null ? null : paidBy(band, currency)),
    paysUnit: ({ band, currency }) => (band === null ? null : unitOf(band, currency)),
  })
}

/** What scores are worth, a row for each band of each template. */
export function bonusBandTable(
  tables: readonly BonusTable[],
  templates: readonly Pick<ScoreTemplate, 'code' | 'name'>[],
): DataTable {
  const bands = tables.flatMap(({ template, currency, bands: all }) => all.map(band => ({ template, currency, band })))
  return listTable('bonus_bands', bonusTexts.tables, bands, {
    template: ({ template }) => template,
    title: ({ template }) => templates.find(({ code }) => code === template)?.name ?? template,
    fromPoints: ({ band }) => band.from,
    pays: ({ band, currency }) => paidBy(band, currency),
    paysUnit: ({ band, currency }) => unitOf(band, currency),
  })
}

/** In percent or in major units of the currency. */
function paidBy({ percent, amount }: BonusBand, currency: string | null): number {
  return Number(percent ?? toMajor(amount ?? '0', currency ?? ''))
}

function unitOf({ percent }: BonusBand, currency: string | null): string {
  return percent === null ? (currency ?? '') : '%'
}
