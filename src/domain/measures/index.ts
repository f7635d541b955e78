import type { Measure } from '#src/domain/measure.ts'
import { nameKey } from '#src/domain/names.ts'
import { accountMeasures } from './account.ts'
import { advertisingMeasures } from './advertising.ts'
import { fulfilmentMeasures } from './fulfilment.ts'
import { profitMeasures } from './profit.ts'
import { salesMeasures } from './sales.ts'
import { serviceMeasures } from './service.ts'
import { softMeasures } from './soft.ts'
import { stockMeasures } from './stock.ts'
import { trafficMeasures } from './traffic.ts'

/** All measures that sources may deliver. */
export const measures: readonly Measure[] = [
  ...salesMeasures,
  ...trafficMeasures,
  ...advertisingMeasures,
  ...serviceMeasures,
  ...accountMeasures,
  ...fulfilmentMeasures,
  ...stockMeasures,
  ...profitMeasures,
  ...softMeasures,
]

const byId = new Map(measures.map(measure => [measure.id, measure]))
const byName = new Map(measures.flatMap(measure => namesOf(measure).map(name => [nameKey(name), measure] as const)))

/** The measure with this id; `null` when there is none. */
export function findMeasure(id: string): Measure | null {
  return byId.get(id) ?? null
}

/** The measure that people call so, in any language: id, label or alias, however spaced. `null` when there is none. */
export function findMeasureByName(name: string): Measure | null {
  return byName.get(nameKey(name)) ?? null
}

/** Everything a measure is called: id, labels, aliases. */
export function namesOf(measure: Measure): readonly string[] {
  return [measure.id, ...Object.values(measure.label), ...measure.aliases]
}
