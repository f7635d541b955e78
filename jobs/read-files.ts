import { defineJob } from '#src/contracts/job.ts'
import { readKeptFiles } from '#src/features/imports/index.ts'

/** Reads large files to their end after their beginning was shown, and applies those that somebody wants. */
export const readFiles = defineJob({
  name: 'read-files',
  schedule: '* * * * *',
  expireSeconds: 3_600,
  async run(_data, { db, now, signal, enqueue, log }) {
    await readKeptFiles({ db, now, signal, log, onObservations: tx => enqueue(tx, 'evaluate', null) })
  },
})
