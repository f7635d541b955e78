import { defineJob } from '#src/contracts/job.ts'
import { exportKind } from '#src/features/exports/index.ts'

/** Makes the files that people ordered for this time, and brings them. */
export const exports = defineJob({
  name: exportKind,
  schedule: '* * * * *', // asks what is due; each schedule has its own time and zone
  expireSeconds: 300,
  async run(_data, { makeExports, signal }) {
    await makeExports?.(signal)
  },
})
