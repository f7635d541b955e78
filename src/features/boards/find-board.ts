import type { CommandContext } from '#src/contracts/command.ts'
import { rowNumber } from '#src/contracts/row-number.ts'
import { localDay } from '#src/domain/days.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { monthOf, quarterOf, weekOf } from '#src/domain/period/index.ts'
import { holds, type Place, type PlaceKey, parsePlaceKey, placeKey, type Store } from '#src/domain/place.ts'
import { allNames, placeLabel } from '#src/domain/place-names.ts'
import { ownStores } from '#src/features/figures/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { standingTargets } from '#src/features/targets/index.ts'
import { ledBy, listTeams, teamsSeenBy } from '#src/features/teams/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type Board, type BoardKey, type PanelKind, panelKinds } from './board.ts'
import { findOwnBoard, type OwnBoard } from './store/own-boards.ts'

/** A board for a caller; `null`: there is none of the key, or it is not theirs to see. Nobody learns which of the two. */
export function findBoard({ kind, id }: BoardKey, context: CommandContext): Promise<Board | null> {
  switch (kind) {
    case 'all':
      return Promise.resolve(id === 'stores' ? placeBoard({ kind: 'all' }, context) : null)
    case 'market':
    case 'platform':
      return Promise.resolve(placeBoard({ kind, id }, context))
    case 'store':
      return Promise.resolve(placeBoard({ kind, slug: id }, context))
    case 'person':
      return personBoard(rowNumber(id) ?? 0, context)
    case 'team':
      return teamBoard(rowNumber(id) ?? 0, context)
    case 'own':
      return ownBoard(rowNumber(id) ?? 0, context)
    default:
      return kind satisfies never
  }
}

/** What stands on boards that nobody put together. */
const usualPanels: readonly PanelKind[] = panelKinds

function placeBoard(place: Place, { caller }: CommandContext): Board | null {
  // a store that is named itself is shown whichever it is, real or demo
  const stores = place.kind === 'store' ? caller.stores : ownStores(caller)
  const held = stores.filter(store => holds(place, store))
  if (held.length === 0) return null
  const id = place.kind === 'store' ? place.slug : place.kind === 'all' ? 'stores' : place.id
  return {
    key: { kind: place.kind, id },
    label: place.kind === 'all' ? allNames.label : placeLabel(placeKey(place), held),
    about: null,
    reader: { stores: held, demo: caller.demo },
    place,
    kpis: null,
    panels: usualPanels,
    subject: null,
    mayChange: false,
  }
}

async function personBoard(id: number, context: CommandContext): Promise<Board | null> {
  const { db, caller } = context
  const person = Number.isInteger(id) ? await findPerson(db, { id }) : null
  if (!person?.active || person.demo !== caller.demo || !(await maySeePerson(id, context))) return null
  const stores = ownStores(caller).filter(store => sees(person.scope, store))
  const kpis = await ownedKpis(id, context)
  const board = severalStores({ kind: 'person', id: String(id) }, verbatim(person.name), stores, context)
  return board && { ...board, kpis: kpis.length > 0 ? kpis : null, subject: { kind: 'person', id } }
}

/** They themselves, whoever leads them now, and administrators. */
async function maySeePerson(id: number, { db, caller, now, teamTimeZone }: CommandContext): Promise<boolean> {
  if (caller.role === 'administrator' || caller.personId === id) return true
  const today = localDay(now, teamTimeZone)
  return caller.personId !== null && ledBy(db, caller.personId, id, today, today)
}

/** The KPIs of the targets that somebody answers for. */
async function ownedKpis(id: number, { db, catalog, now, teamTimeZone }: CommandContext): Promise<readonly Kpi[]> {
  const today = localDay(now, teamTimeZone)
  const first = { day: today, week: weekOf(today).from, month: monthOf(today).from, quarter: quarterOf(today).from }
  const targets = await standingTargets(db, kind => first[kind])
  const ids = targets.filter(({ owner }) => owner?.id === id).map(({ kpiId }) => kpiId)
  return [...new Set(ids)].flatMap(kpiId => catalog.findKpi(kpiId) ?? [])
}

async function teamBoard(id: number, context: CommandContext): Promise<Board | null> {
  const { db, caller, now, teamTimeZone } = context
  const teams = await listTeams(db, localDay(now, teamTimeZone), caller.demo)
  const team = teamsSeenBy(teams, caller).find(one => one.id === id)
  if (!team) return null
  const stores = ownStores(caller).filter(store => sees(team.places, store))
  const board = severalStores({ kind: 'team', id: String(id) }, verbatim(team.name), stores, context)
  return board && { ...board, subject: { kind: 'team', id } }
}

async function ownBoard(id: number, context: CommandContext): Promise<Board | null> {
  const { db, caller } = context
  const found = Number.isInteger(id) ? await findOwnBoard(db, id, caller) : null
  return found && boardOf(found, context)
}

/** What somebody put together, for whoever looks: with the stores that both may speak of. */
function boardOf(own: OwnBoard, context: CommandContext): Board | null {
  const { caller, catalog } = context
  const mine = own.ownerId === caller.personId
  const stores = ownStores(caller).filter(store => own.places.length === 0 || sees(own.places, store))
  const [only] = own.places.length === 1 ? own.places : []
  const place = only === undefined ? null : parsePlaceKey(only)
  const board = severalStores({ kind: 'own', id: String(own.id) }, verbatim(own.name), stores, context)
  return (
    board && {
      ...board,
      place: place ?? board.place,
      about: mine ? null : fill(texts.by, { name: verbatim(own.ownerName ?? '–') }),
      kpis: own.kpis.length > 0 ? own.kpis.flatMap(kpiId => catalog.findKpi(kpiId) ?? []) : null,
      panels: own.panels,
      mayChange: mine,
    }
  )
}

function severalStores(
  key: BoardKey,
  label: Localized,
  stores: readonly Store[],
  { caller }: CommandContext,
): Board | null {
  const [only] = stores
  if (!only) return null
  const place: Place = stores.length === 1 ? { kind: 'store', slug: only.slug } : { kind: 'all' }
  const reader = { stores, demo: caller.demo }
  const rest = { about: null, kpis: null, panels: usualPanels, subject: null, mayChange: false }
  return { key, label, reader, place, ...rest }
}

/** Whether a place has a store that a board may speak of. */
export function isOnBoard(place: Place, { reader }: Board): boolean {
  return reader.stores.some(store => holds(place, store))
}

/** The keys of all places that a caller may put on a board. */
export function placesOf({ caller }: Pick<CommandContext, 'caller'>): readonly PlaceKey[] {
  const stores = ownStores(caller)
  const markets = [...new Set(stores.map(store => store.market))].sort()
  const platforms = [...new Set(stores.map(store => store.platform))].sort()
  return [
    ...markets.map(id => placeKey({ kind: 'market', id })),
    ...platforms.map(id => placeKey({ kind: 'platform', id })),
    ...stores.map(({ slug }) => placeKey({ kind: 'store', slug })),
  ]
}

const texts = {
  by: { en: 'Shared by {name}', ja: '{name}さんが共有', 'zh-CN': '由{name}共享' },
} satisfies Record<string, Localized>
