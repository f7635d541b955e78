import { setImmediate } from 'node:timers/promises'

/** After so many milliseconds of arithmetic others get their turn (judgement: nobody notices a fiftieth of a second). */
const longestMilliseconds = 20

/** Lets whatever else waits in the process have its turn, once the work since the last turn has been long. */
export type Breathe = () => Promise<void>

/** One breath for all that is judged side by side: together they hold the process up no longer than one would. */
export function breathing(): Breathe {
  let since = performance.now()
  return async () => {
    if (performance.now() - since < longestMilliseconds) return
    await setImmediate()
    since = performance.now()
  }
}
