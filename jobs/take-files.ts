import { defineJob } from '#src/contracts/job.ts'
import { mailboxAddress, readMailbox, watchFolder } from '#src/features/imports/index.ts'

/** Takes files out of the watched folder and out of the mailbox. */
export const takeFiles = defineJob({
  name: 'take-files',
  schedule: '* * * * *',
  expireSeconds: 1_800,
  async run(_data, { db, now, signal, enqueue, log, arrivals }) {
    const parts = { db, now, signal, log, onObservations: (tx: typeof db) => enqueue(tx, 'evaluate', null) }
    if (arrivals?.folder) await watchFolder({ path: arrivals.folder, tell: arrivals.tell }, parts)
    const mailbox = arrivals?.mailbox ? mailboxAddress(arrivals.mailbox) : null
    if (mailbox) await readMailbox(mailbox, parts)
  },
})
