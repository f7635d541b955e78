import { defineJob } from '#src/contracts/job.ts'

/** Compares the last month with the marketplaces' own totals, once a month and store. */
export const reconcile = defineJob({
  name: 'reconcile',
  schedule: '47 4 * * *',
  expireSeconds: 900,
  async run(_data, context) {
    await context.reconcile?.(context.signal)
  },
})
