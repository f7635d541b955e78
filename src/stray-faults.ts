import { randomBytes } from 'node:crypto'
import type { BotLog } from '#src/chat/messenger.ts'

/** What a fault that nobody caught is judged with. */
export interface StrayParts {
  readonly log: BotLog
  /** Ends the process in order; called once. */
  readonly end: () => void
  /** A clock in milliseconds. */
  readonly now: () => number
}

/** More faults than this within the window mean that something is broken for good. Judgement. */
const maxFaults = 20
const windowMs = 60_000

/** After these nothing works any more: there is no memory, no file handle or no room left. */
const fatalCodes = new Set(['ENOMEM', 'EMFILE', 'ENFILE', 'ENOSPC', 'ERR_WORKER_OUT_OF_MEMORY'])

/**
 * Judges faults that nobody caught. One connection, file or message that failed outside of every guard is written down
 * with a reference and the service goes on for everybody else. What comes in a row, or leaves nothing to work with, ends
 * the process in order, so that whoever watches it starts it anew and the built-in database is not left behind.
 */
export function createStrayFaults({ log, end, now }: StrayParts): (fault: unknown, kind: string) => void {
  let recent: readonly number[] = []
  let ending = false
  return (fault, kind) => {
    const reference = randomBytes(4).toString('hex')
    const at = now()
    recent = [...recent.filter(one => at - one < windowMs), at]
    log.error({ err: fault, reference, kind }, 'A fault that nobody caught: the service goes on without that work')
    if (ending || (recent.length <= maxFaults && !fatalCodes.has(codeOf(fault)))) return
    ending = true
    log.error({ reference, faults: recent.length }, 'The service cannot go on and stops in order')
    end()
  }
}

function codeOf(fault: unknown): string {
  const code: unknown = typeof fault === 'object' && fault !== null ? Reflect.get(fault, 'code') : ''
  return typeof code === 'string' ? code : ''
}
