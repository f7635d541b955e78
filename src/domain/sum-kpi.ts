import { verbatim } from '#src/i18n/locale.ts'
import type { Kpi, Unit } from './kpis/kpi.ts'

/** A sum over measures as a KPI, so that the engine that counts everything else counts it, too. */
export function sumKpi(formula: string, unit: Unit = 'count'): Kpi {
  const label = verbatim(formula)
  return { id: `sum ${formula}`, label, aliases: [], formula, unit, better: 'band', meaning: label, theme: 'custom' }
}
