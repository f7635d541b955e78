import { createPractice } from '#src/features/training/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { answering, now } from '#test/features/conversation/world.ts'
import { addDays, addStore } from '#test/support/talk.ts'

/** Answers of a service with practice, whose clock goes on by a second with every look. */
export function practising(db: Db): ReturnType<typeof answering> {
  let clock = now.getTime()
  const tick = () => {
    clock += 1000
    return new Date(clock)
  }
  return answering(db, { practice: createPractice(db), now: tick })
}

/** A real store with figures, which practice must not touch. */
export async function addRealStore(db: Db): Promise<void> {
  const store = await addStore(db, 'west')
  await addDays(db, store.id, ['2026-10-01', '2026-11-20'], { net_sales: 100_00, orders: 5, ad_spend: 10_00 })
}
