import type { Kpi } from '#src/domain/kpis/kpi.ts'
import type { Place } from '#src/domain/place.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import type { Reader } from '#src/features/figures/index.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** What a board may be about. `own`: what somebody put together. */
export const boardKinds = ['all', 'market', 'platform', 'store', 'person', 'team', 'own'] as const
export type BoardKind = (typeof boardKinds)[number]

/** Kinds of panels, in the order in which they stand where nobody chose another. */
export const panelKinds = ['tiles', 'trend', 'stores', 'heat', 'scorecard', 'notes'] as const
export type PanelKind = (typeof panelKinds)[number]

/** Which board: `market` `jp`, `store` `west`, `person` `7`, `team` `3`, `own` `12`, `all` `stores`. */
export interface BoardKey {
  readonly kind: BoardKind
  readonly id: string
}

/** A board for somebody: nothing on it speaks of a store that is not in its reader. */
export interface Board {
  readonly key: BoardKey
  readonly label: Localized
  /** Said under the label, such as whose board it is; `null`: nothing. */
  readonly about: Localized | null
  readonly reader: Reader
  /** What all of it is about, where no filter says less. */
  readonly place: Place
  /** `null`: those that matter there. */
  readonly kpis: readonly Kpi[] | null
  readonly panels: readonly PanelKind[]
  /** Whose score stands on it; `null`: nobody's. */
  readonly subject: Subject | null
  /** The one who looks may change it. */
  readonly mayChange: boolean
  /** Somebody outside looks: what the company wrote for itself stays away. */
  readonly outside?: true
}

/** Where a board is. */
export function boardPath({ kind, id }: BoardKey): string {
  return `/boards/${kind}/${encodeURIComponent(id)}`
}
