import { defineJob } from '#src/contracts/job.ts'

/** Keeps the tables that people edit together on the platforms: figures out, proposed targets in. */
export const sheets = defineJob({
  name: 'sheets',
  schedule: '*/15 * * * *',
  expireSeconds: 600,
  async run(_data, { keepSheets, signal }) {
    await keepSheets?.(signal)
  },
})
