import type { Alert } from '#src/domain/alerts/alert.ts'
import { holds, parsePlaceKey, type Store } from '#src/domain/place.ts'
import type { Mute } from '#src/features/alerts/store/mutes.ts'
import { isDemoAlert, storesOf } from './demo-or-real.ts'

/** Whether a mute covers an alert: its KPI, and all stores that the alert is about; a SKU only that SKU. */
export function isMuted(
  alert: Pick<Alert, 'rule' | 'place' | 'kpiId'>,
  mute: Pick<Mute, 'kpiId' | 'place' | 'demo'>,
  stores: readonly Store[],
): boolean {
  if (mute.kpiId !== null && mute.kpiId !== alert.kpiId) return false
  if (mute.demo !== isDemoAlert(alert, stores)) return false
  if (mute.place === alert.place) return true
  const place = parsePlaceKey(mute.place)
  if (!place || (place.kind === 'store' && place.sku !== undefined)) return false
  const about = storesOf(alert, stores)
  return about.length > 0 && about.every(store => holds(place, store))
}
