import type { Catalog } from '#src/domain/catalog.ts'
import { localDay, shiftDays, weekday } from '#src/domain/days.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { tellPeople } from '#src/features/delivery/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { reminderCard } from './cards/improvement-card.ts'
import { type Improvement, listImprovements, markReminded } from './store/improvements.ts'

/**
 * Asks owners about improvements whose day has come: on the day after it, and every Monday until each is done or dropped
 * with a reason. Told once per person and day. Returns how many people were asked.
 */
export async function remindOwners(
  db: Db,
  {
    demo,
    catalog,
    now,
    timeZone,
  }: { readonly demo: boolean; readonly catalog: Catalog; readonly now: Date; readonly timeZone: string },
): Promise<number> {
  const today = localDay(now, timeZone)
  const open = await listImprovements(db, { demo, open: true })
  const due = open.filter(({ dueDay }) => dueDay === shiftDays(today, -1) || (dueDay < today && weekday(today) === 1))
  const byOwner = new Map<number, Improvement[]>()
  for (const one of due) if (one.owner) byOwner.set(one.owner.id, [...(byOwner.get(one.owner.id) ?? []), one])
  for (const [ownerId, own] of byOwner) {
    const shown = own.flatMap(one => {
      const kpi = catalog.findKpi(one.kpiId)
      return kpi ? [{ one, kpi, place: placeLabel(one.place, catalog.stores), overdue: true, effect: null }] : []
    })
    await db.transaction(async tx => {
      await tellPeople(tx, [ownerId], `action/${ownerId}/${today}`, reminderCard(shown, demo), now)
      await markReminded(
        tx,
        own.map(({ id }) => id),
        now,
      )
    })
  }
  return byOwner.size
}
