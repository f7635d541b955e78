import { defineJob } from '#src/contracts/job.ts'
import { remindOfFiles } from '#src/features/imports/index.ts'

/** Reminds of downloads that somebody brings again and again and that have not come. */
export const remindFiles = defineJob({
  name: 'remind-files',
  schedule: '23 * * * *',
  expireSeconds: 120,
  async run(_data, { db, now, log }) {
    const reminded = await remindOfFiles(db, now())
    if (reminded.length > 0)
      log.info({ files: reminded.length }, 'somebody was reminded of downloads that have not come')
  },
})
