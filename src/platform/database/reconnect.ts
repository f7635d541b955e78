/** The longest pause between two tries to reach the database again, in seconds (judgement: a restart takes as long). */
const longestSeconds = 1

/**
 * How long a connection waits before it tries to reach the database again, in seconds: 20 ms at first, then twice as
 * long each time. The driver's own pauses grow to twenty seconds, long after a database that restarted is back.
 */
export function reconnectPause(failures: number): number {
  return Math.min(0.02 * 2 ** failures, longestSeconds) * (0.75 + Math.random() / 4) // not all at the same instant
}
