import { z } from 'zod'

/** Rakuten counts in Japan's time everywhere; Japan has no summer time. */
export const timeZone = 'Asia/Tokyo'
const offsetMs = 9 * 3_600_000

/** An instant as the order API wants it: `2026-07-01T10:15:30+0900`. */
export function jst(at: Date): string {
  return `${localTime(at)}+0900`
}

/** An instant as the inquiry API wants it: without an offset. */
export function localTime(at: Date): string {
  return new Date(at.getTime() + offsetMs).toISOString().slice(0, 19)
}

/** Reads `…+0900`, `…+09:00` and times without an offset; what is read is ISO 8601 with `+09:00`. */
export const Instant = z.string().transform((text, context) => {
  const iso = text.replace(' ', 'T').replace(/(?:\+09:?00)?$/, '+09:00')
  if (!Number.isNaN(Date.parse(iso))) return iso
  context.addIssue({ code: 'custom', message: 'is no time' })
  return z.NEVER
})

/** The latest of some instants; `null`: none is known. */
export function latest(instants: readonly (string | null | undefined)[]): string | null {
  const known = instants.filter(at => at !== null && at !== undefined)
  return known.sort((a, b) => Date.parse(a) - Date.parse(b)).at(-1) ?? null
}
