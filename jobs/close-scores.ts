import { defineJob } from '#src/contracts/job.ts'
import { closeDue, proposeNextStep } from '#src/features/scoring/index.ts'

/**
 * Closes the scores of months that are over, each as soon as its figures are final, and tells people their own. Proposes
 * the next store once a pilot's figures are whole.
 */
export const closeScores = defineJob({
  name: 'close-scores',
  schedule: '37 * * * *',
  expireSeconds: 1800,
  async run(_data, { db, figures, catalog, now, teamTimeZone = 'UTC', log }) {
    for (const demo of [false, true]) {
      const parts = { db, figures: figures.withSharedReads(), catalog: await catalog(), demo, now: now(), teamTimeZone }
      const closed = await closeDue(parts)
      await proposeNextStep(parts)
      if (closed > 0) log.info({ closed, demo }, 'scores of a period were closed')
    }
  },
})
