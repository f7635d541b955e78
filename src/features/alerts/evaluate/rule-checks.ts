import type { Day } from '#src/domain/period/index.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, placeKey, type Store } from '#src/domain/place.ts'
import { defaultRules } from '#src/domain/rules/default-rules.ts'
import type { AlertRule } from '#src/domain/rules/rule.ts'
import { addDefaultRules, listRules } from '#src/features/alerts/store/rules.ts'
import type { DirtyDay } from '#src/features/ingest/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { firstDirty } from './checks.ts'

/** A place whose figures changed, with the rules that watch it. */
export interface RuleCheck {
  readonly place: Place
  readonly key: PlaceKey
  readonly rules: readonly AlertRule[]
  /** The earliest day that changed at one of its stores. */
  readonly from: Day
}

/** The rules of a world. Defaults that are new since the last version are added first. */
export async function rulesOf(db: Db, demo: boolean): Promise<readonly AlertRule[]> {
  const rules = await listRules(db)
  const mine = rules.filter(rule => rule.demo === demo)
  const known = new Set(mine.map(rule => rule.origin))
  const missing = defaultRules.filter(rule => !known.has(rule.origin))
  if (missing.length === 0) return mine
  await addDefaultRules(
    db,
    missing.map(rule => ({ ...rule, by: null, demo })),
  )
  return (await listRules(db)).filter(rule => rule.demo === demo)
}

/** The places that rules watch and whose figures changed: a store by itself, or several as a whole. */
export function ruleChecks(
  rules: readonly AlertRule[],
  stores: readonly Store[],
  dirty: readonly DirtyDay[],
): readonly RuleCheck[] {
  const checks = new Map<PlaceKey, { place: Place; key: PlaceKey; rules: AlertRule[]; from: Day }>()
  for (const rule of rules) {
    for (const place of placesOf(rule, stores)) {
      const key = placeKey(place)
      const check = checks.get(key)
      if (check) {
        check.rules.push(rule)
        continue
      }
      const from = firstDirty(place, stores, dirty)
      if (from) checks.set(key, { place, key, rules: [rule], from })
    }
  }
  return [...checks.values()]
}

/** Where a rule looks: at its place, or at each store of it. */
export function placesOf(rule: Pick<AlertRule, 'place' | 'eachStore'>, stores: readonly Store[]): readonly Place[] {
  const place = parsePlaceKey(rule.place)
  if (!place) return []
  if (!rule.eachStore) return [place]
  return stores.filter(store => holds(place, store)).map(store => ({ kind: 'store', slug: store.slug }))
}
