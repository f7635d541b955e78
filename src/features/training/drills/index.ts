export { type Drill, type Step, type TrackId, trackIds } from './drill.ts'

import { administratorDrills } from './administrator.ts'
import { adsDrills } from './ads.ts'
import type { Drill } from './drill.ts'
import { leaderDrills } from './leader.ts'
import { operatorDrills } from './operator.ts'
import { serviceDrills } from './service.ts'
import { storeManagerDrills } from './store-manager.ts'
import { warehouseDrills } from './warehouse.ts'

/** All drills, by the lines of work. */
export const drills: readonly Drill[] = [
  ...operatorDrills,
  ...adsDrills,
  ...serviceDrills,
  ...warehouseDrills,
  ...storeManagerDrills,
  ...leaderDrills,
  ...administratorDrills,
]

/** The drill with a name; `null`: there is none (any more). */
export function findDrill(id: string): Drill | null {
  return drills.find(drill => drill.id === id) ?? null
}
