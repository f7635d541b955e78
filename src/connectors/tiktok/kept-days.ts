import type { Feed } from '#src/contracts/connector.ts'
import { isTooOld } from './envelope.ts'
import type { Keys } from './keys.ts'

/** Days that the analytics do not keep any more are days without figures, no fault of the feed. */
export function keptDays(pull: Feed<Keys>['pull']): Feed<Keys>['pull'] {
  return async (request, context) => {
    try {
      return await pull(request, context)
    } catch (fault) {
      if (request.kind !== 'backfill' || !isTooOld(fault)) throw fault
      return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
    }
  }
}
