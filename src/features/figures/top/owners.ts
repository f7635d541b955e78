import type { PersonName } from '#src/domain/targets/target.ts'
import { UserError } from '#src/errors.ts'
import { mainKpi } from '#src/features/figures/requested-place.ts'
import { verbatim } from '#src/i18n/locale.ts'
import type { Look } from './find-top.ts'
import type { Part } from './parts.ts'
import { topTexts } from './texts.ts'

/**
 * The stores of a place by who owns their target: the one for the KPI in the period, else the one for the leading KPI.
 * Stores of which nobody owns a target make up one part of their own.
 * @throws UserError where no store has an owner.
 */
export async function ownerParts({ place, reader, period, kpi, context }: Look): Promise<readonly Part[]> {
  const lead = mainKpi(context)
  const kpis = lead.id === kpi.id ? [kpi] : [kpi, lead]
  const owned = await Promise.all(
    place.stores.map(async store => {
      const request = { kpis, place: { kind: 'store', slug: store.slug }, period, now: context.now } as const
      const figures = await context.figures.read(reader, request)
      return { store, owner: figures.map(({ target }) => target?.owner ?? null).find(one => one !== null) ?? null }
    }),
  )
  const owners = new Map(owned.flatMap(({ owner }) => (owner ? [[owner.id, owner] as const] : [])))
  if (owners.size === 0) throw new UserError(topTexts.noOwners)
  const partOf = (person: PersonName | null): Part => ({
    place: { kind: 'all' },
    reader: {
      ...reader,
      stores: owned.filter(({ owner }) => (owner?.id ?? null) === (person?.id ?? null)).map(({ store }) => store),
    },
    owner: person
      ? { key: `owner/${person.id}`, label: verbatim(person.name) }
      : { key: 'owner/', label: topTexts.nobody },
  })
  return [...owners.values(), null].map(partOf).filter(part => part.reader.stores.length > 0)
}
