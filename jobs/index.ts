import type { Job } from '#src/contracts/job.ts'
import { alertLife } from './alert-life.ts'
import { closeScores } from './close-scores.ts'
import { collect } from './collect.ts'
import { digest } from './digest.ts'
import { evaluate } from './evaluate.ts'
import { exports } from './exports.ts'
import { grants } from './grants.ts'
import { lateData } from './late-data.ts'
import { proposals } from './proposals.ts'
import { prune } from './prune.ts'
import { ratings } from './ratings.ts'
import { readFiles } from './read-files.ts'
import { reconcile } from './reconcile.ts'
import { remindActions } from './remind-actions.ts'
import { remindFiles } from './remind-files.ts'
import { sheets } from './sheets.ts'
import { takeFiles } from './take-files.ts'
import { watchdog } from './watchdog.ts'

/** Everything that the clock, or another part of the service, starts. */
export const jobs: readonly Job[] = [
  evaluate,
  lateData,
  alertLife,
  digest,
  exports,
  collect,
  grants,
  readFiles,
  takeFiles,
  remindFiles,
  prune,
  reconcile,
  closeScores,
  proposals,
  remindActions,
  ratings,
  sheets,
  watchdog,
]
