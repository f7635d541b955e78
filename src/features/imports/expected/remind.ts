import { localHour, shiftDays } from '#src/domain/days.ts'
import { tellAdministrators } from '#src/features/delivery/index.ts'
import { tellPerson } from '#src/features/imports/arrivals/tell.ts'
import { missingFileCard } from '#src/features/imports/cards/expected-card.ts'
import { findStoreOwner, takeReminder } from '#src/features/imports/store/expected-files.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type ExpectedFile, expectedFiles } from './expected.ts'

/** Between these hours of the store's day somebody is reminded (judgement: working time). */
const hours = { from: 9, to: 18 } as const

/** Reminds of downloads that have not come: once for each gap, the store's owner, else who brought the last one. */
export async function remindOfFiles(db: Db, now: Date): Promise<readonly ExpectedFile[]> {
  const late = (await expectedFiles(db, now)).filter(one => one.late && !one.off && isWorkingHour(one, now))
  const reminded: ExpectedFile[] = []
  for (const one of late) {
    const { storeId, slug, format, by } = one.imported
    const after = shiftDays(one.from, -1)
    await db.transaction(async tx => {
      if (!(await takeReminder(tx, { storeId, format, everyDays: one.everyDays }, after))) return
      const person = (await findStoreOwner(tx, slug)) ?? by
      const key = `expected/${slug}/${format}/${after}`
      const card = missingFileCard(one)
      await (person === null ? tellAdministrators(tx, key, card, now) : tellPerson(tx, person, key, card, now))
      reminded.push(one)
    })
  }
  return reminded
}

function isWorkingHour({ imported: { timeZone } }: ExpectedFile, now: Date): boolean {
  const hour = localHour(now, timeZone)
  return hour >= hours.from && hour < hours.to
}
