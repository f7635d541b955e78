/** Judgement: allowances of a day end within a day, and an hour where clocks change; nothing documented pauses longer. */
const longestMs = 25 * 3_600_000
/** Judgement: without a documented reason a feed goes on within an hour. */
const longestSaidMs = 3_600_000
/** Judgement: "at once", and moments that are over, are this much later, so that nobody asks in a circle. */
const shortestMs = 1_000
/** Judgement: a moment that is none is asked about again after this. */
const unknownMs = 60_000

/** The moment to go on that a connector worked out; one that is no moment or too far away is replaced. */
export function bounded(at: Date | null | undefined, now: Date): Date | null {
  if (!at) return null
  const ms = at.getTime()
  return new Date(Number.isNaN(ms) ? now.getTime() + unknownMs : Math.min(ms, now.getTime() + longestMs))
}

/** What an answer's header says of the next try. */
export interface SaidMoment {
  /** `null`: nothing that can be understood. */
  readonly until: Date | null
  /** It named a moment beyond an hour, which is not waited for. */
  readonly isFar: boolean
}

/** From so many on a number is no span in seconds but a moment: seconds, or milliseconds, since 1970. */
const [epochSeconds, epochMs] = [1e9, 1e11]

/**
 * `Retry-After` as seconds or a date (RFC 9110, 10.2.3), or a moment as marketplaces write it. Not before a second, and at
 * most an hour from now.
 */
export function saidMoment(header: string | null, now: Date): SaidMoment {
  const at = header === null || header.trim() === '' ? Number.NaN : momentOf(header.trim(), now)
  if (Number.isNaN(at)) return { until: null, isFar: false }
  const [soonest, latest] = [now.getTime() + shortestMs, now.getTime() + longestSaidMs]
  return { until: new Date(Math.min(latest, Math.max(soonest, at))), isFar: at > latest }
}

/** Milliseconds since 1970, also beyond what a date holds. */
function momentOf(header: string, now: Date): number {
  const seconds = Number(header)
  if (Number.isNaN(seconds)) return Date.parse(header)
  if (seconds >= epochMs) return seconds
  return seconds >= epochSeconds ? seconds * 1_000 : now.getTime() + seconds * 1_000
}
