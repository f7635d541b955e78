import type { RateUsed } from '#src/domain/figure.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { UserError } from '#src/errors.ts'
import { exchangeFor, type Figures, missingRate, uniqueRates } from '#src/features/figures/index.ts'
import { listRates } from '#src/features/stores/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'

/**
 * The rates at which a rule's line is held against the currencies of its place today; none where it is in the place's
 * own. @throws UserError where the table knows none: such a rule could never speak.
 */
export async function lineRates(
  { db, figures, now }: { readonly db: Db; readonly figures: Figures; readonly now: Date },
  { parameters, eachStore }: RuleDraft,
  place: ResolvedPlace,
): Promise<readonly RateUsed[]> {
  const currency = 'currency' in parameters ? parameters.currency : null
  if (currency === null || parameters.kind === 'late' || ('value' in parameters && parameters.value === null)) return []
  const [rates, base] = await Promise.all([listRates(db), baseCurrency(db)])
  const groups = eachStore ? place.stores.map(store => [store]) : [place.stores]
  const used = groups.flatMap(stores => {
    const exchange = exchangeFor(stores, rates, base)
    const day = figures.today(place, now)
    const conversion = exchange.on(currency, day)
    if (!conversion) throw new UserError(missingRate(currency, exchange.currency, day))
    return conversion.used
  })
  return uniqueRates(used)
}
