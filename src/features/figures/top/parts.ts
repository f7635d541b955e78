import type { Figure } from '#src/domain/figure.ts'
import type { Period } from '#src/domain/period/index.ts'
import type { Place } from '#src/domain/place.ts'
import { labelOfPlace } from '#src/domain/place-names.ts'
import type { Reader } from '#src/features/figures/figures.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Look } from './find-top.ts'
import { ownerParts } from './owners.ts'
import { otherKpis, rowOf, type TopRow } from './row.ts'

/** What becomes one line: a place, or the stores of a person, of which `place` is everything that the reader sees. */
export interface Part {
  readonly place: Place
  readonly reader: Reader
  readonly owner?: { readonly key: string; readonly label: Localized }
}

/** The stores, markets, platforms or owners of a place. */
export async function partsOf(look: Look): Promise<readonly Part[]> {
  const { query, place, reader } = look
  if (query.subject === 'owner') return ownerParts(look)
  if (query.subject === 'store') return place.stores.map(({ slug }) => ({ place: { kind: 'store', slug }, reader }))
  const key = query.subject === 'market' ? 'market' : 'platform'
  const ids = [...new Set(place.stores.map(store => store[key]))]
  return ids.map(id => ({ place: { kind: key, id }, reader }))
}

/** What a part came to in a period. */
export async function rowAt(part: Part, look: Look, period: Period, against: Period | undefined): Promise<TopRow> {
  const { query, kpi, context } = look
  const kpis = [kpi, ...otherKpis(query, kpi)]
  const request = { kpis, place: part.place, period, now: context.now, ...(against && { against }) }
  const [figure, ...more] = await context.figures.read(part.reader, request)
  if (!figure) throw new Error('A figure was asked for and none came')
  const row = rowOf(figure, part.owner?.label ?? labelled(figure), more)
  return part.owner ? { ...row, key: part.owner.key } : row
}

function labelled({ place }: Figure) {
  const [store] = place.stores
  return place.place.kind === 'store' && store ? verbatim(store.name) : labelOfPlace(place.place, place.key)
}
