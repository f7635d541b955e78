import { expect, it } from 'vitest'
import { commonOf, commonOnce } from '#src/features/figures/engine/reading/shared-reads.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { addTarget, type TargetFilter } from '#src/features/targets/store/targets.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()

it('chooses from what was read once the same targets as the database does, in the same order', async () => {
  const person = { role: 'manager', scope: ['all'], locale: 'en', timeZone: 'UTC' } as const
  const real = await createPerson(db, { ...person, name: 'Ann', email: 'ann@example.com' })
  const demo = await createPerson(db, { ...person, name: 'Demo', email: 'demo@example.com', demo: true })
  const at = (minute: number) => new Date(Date.UTC(2017, 10, 1, 0, minute))
  for (const [index, by] of [real?.id, demo?.id, null, real?.id, demo?.id, null].entries()) {
    for (const place of ['all', 'store:west', 'market:us']) {
      const kpiId = index % 2 === 0 ? 'sales' : 'orders'
      const set = { setBy: by ?? null, setAt: at(60 - index * 7 + place.length) } // not in the order of their numbers
      await addTarget(db, { kpiId, place, period: 'month', value: index, validFrom: '2017-11-01', ...set })
    }
  }
  const common = commonOf(db)
  const once = commonOnce(common)
  const kpis = [undefined, [], ['sales'], ['sales', 'orders'], ['profit']]
  const places = [undefined, [], ['all'], ['store:west', 'all'], ['market:us', 'store:east', 'market:us']]

  for (const kpiIds of kpis) {
    for (const asked of places) {
      for (const world of [undefined, true, false]) {
        const filter: TargetFilter = {
          ...(kpiIds && { kpiIds }),
          ...(asked && { places: asked }),
          ...(world !== undefined && { demo: world }),
        }
        expect(await once.targets(filter)).toEqual(await common.targets(filter))
      }
    }
  }
  expect(await once.targets({ kpiIds: ['sales'], places: ['all'] })).toHaveLength(3)
})

it('does not read again what it read', async () => {
  const once = commonOnce(commonOf(db))
  const before = await once.targets({ places: ['store:new'] })

  await addTarget(db, {
    ...{ kpiId: 'sales', place: 'store:new', period: 'day', value: 1 },
    ...{ validFrom: '2017-11-01', setBy: null },
  })

  expect(before).toEqual([])
  expect(await once.targets({ places: ['store:new'] })).toEqual([])
  expect(await commonOnce(commonOf(db)).targets({ places: ['store:new'] })).toHaveLength(1)
})
