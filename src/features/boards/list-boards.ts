import type { CommandContext } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { marketLabel, platformLabel } from '#src/domain/place-names.ts'
import { ownStores } from '#src/features/figures/index.ts'
import { listPeople } from '#src/features/people/index.ts'
import { isLedBy, listTeams, teamsSeenBy } from '#src/features/teams/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import type { BoardKey } from './board.ts'
import { listOwnBoards } from './store/own-boards.ts'

/** A board that somebody may open. */
export interface ListedBoard {
  readonly key: BoardKey
  readonly label: Localized
  /** Whose it is, where that is somebody else. */
  readonly of: string | null
}

/** Boards that somebody may open, by what they are about; an empty list where there is none of a kind. */
export interface BoardList {
  readonly own: readonly ListedBoard[]
  readonly markets: readonly ListedBoard[]
  readonly platforms: readonly ListedBoard[]
  readonly stores: readonly ListedBoard[]
  readonly teams: readonly ListedBoard[]
  readonly people: readonly ListedBoard[]
}

/** Everything that the caller may open: places of their stores, their teams, themselves and whom they lead. */
export async function listBoards(context: CommandContext): Promise<BoardList> {
  const { db, caller, catalog, now, teamTimeZone } = context
  const stores = ownStores(caller)
  const [own, teams] = await Promise.all([
    listOwnBoards(db, caller),
    listTeams(db, localDay(now, teamTimeZone), caller.demo),
  ])
  const seen = teamsSeenBy(teams, caller)
  const led = teams.filter(team => isLedBy(team, caller.personId)).flatMap(team => team.members.map(({ id }) => id))
  const isSeen = (id: number) => caller.role === 'administrator' || id === caller.personId || led.includes(id)
  const several = (ids: readonly string[]) => [...new Set(ids)].sort()
  const markets = several(stores.map(store => store.market))
  const platforms = several(stores.map(store => store.platform))
  const people = await peopleOf(context, isSeen)
  return {
    own: own.map(({ id, name, ownerId, ownerName }) => {
      return listed('own', String(id), verbatim(name), ownerId === caller.personId ? null : ownerName)
    }),
    markets: markets.map(id => listed('market', id, marketLabel(id))),
    platforms: platforms.map(id => listed('platform', id, platformLabel(id))),
    stores: stores
      .map(store => listed('store', store.slug, verbatim(store.name)))
      .sort((a, b) => a.label.en.localeCompare(b.label.en)),
    teams: seen.map(team => listed('team', String(team.id), verbatim(team.name))),
    people: catalog.people
      .filter(({ id }) => people.has(id))
      .map(({ id, name }) => listed('person', String(id), verbatim(name))),
  }
}

/** People of the caller's world, real or demo, whom they may look at. */
async function peopleOf({ db, caller }: CommandContext, isSeen: (id: number) => boolean): Promise<ReadonlySet<number>> {
  const all = await listPeople(db)
  return new Set(all.filter(({ id, demo }) => demo === caller.demo && isSeen(id)).map(({ id }) => id))
}

function listed(kind: BoardKey['kind'], id: string, label: Localized, of: string | null = null): ListedBoard {
  return { key: { kind, id }, label, of }
}
