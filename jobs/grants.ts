import { defineJob } from '#src/contracts/job.ts'

/** Keeps grants of marketplaces alive and tells what ends, once per grant and day. */
export const grants = defineJob({
  name: 'grants',
  schedule: '23 * * * *',
  expireSeconds: 600,
  async run(_data, context) {
    await context.keepGrants?.(context.signal)
  },
})
