import { defineJob } from '#src/contracts/job.ts'
import { localDay, localHour } from '#src/domain/days.ts'
import { keepTasks, remindOwners } from '#src/features/improvements/index.ts'

/** Asks owners about actions whose day has come, in the morning of the team's zone. */
export const remindActions = defineJob({
  name: 'remind-actions',
  schedule: '11 * * * *',
  expireSeconds: 120,
  async run(_data, { db, catalog, now, teamTimeZone = 'UTC', log }) {
    const at = now()
    if (localHour(at, teamTimeZone) !== 9) return
    const tasks = await keepTasks(db, { catalog: await catalog(), now: at, timeZone: teamTimeZone })
    if (tasks > 0) log.info({ tasks }, 'actions were compared with the tasks of their owners')
    for (const demo of [false, true]) {
      const asked = await remindOwners(db, { demo, catalog: await catalog(), now: at, timeZone: teamTimeZone })
      if (asked > 0) log.info({ asked, day: localDay(at, teamTimeZone) }, 'owners were asked about their actions')
    }
  },
})
