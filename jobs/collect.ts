import { defineJob } from '#src/contracts/job.ts'

/** Takes steps of pulls from connected marketplaces; what is due stands in the database. */
export const collect = defineJob({
  name: 'collect',
  schedule: '* * * * *',
  expireSeconds: 120,
  async run(_data, context) {
    await context.collect?.(context.signal)
  },
})
