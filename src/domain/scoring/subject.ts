import type { PlaceKey } from '#src/domain/place.ts'
import { parsePlaceKey } from '#src/domain/place.ts'

/** Who or what a score is of. */
export type Subject =
  | { readonly kind: 'person'; readonly id: number }
  | { readonly kind: 'team'; readonly id: number }
  | { readonly kind: 'place'; readonly key: PlaceKey }

/** A subject as it is stored: `person:7`, `team:2`, or the key of a place. */
export function subjectKey(subject: Subject): string {
  return subject.kind === 'place' ? subject.key : `${subject.kind}:${subject.id}`
}

/** Reads a key; `null` when it is none. */
export function parseSubject(key: string): Subject | null {
  const [, kind, id] = /^(person|team):(\d+)$/.exec(key) ?? []
  if (kind === 'person' || kind === 'team') return { kind, id: Number(id) }
  return parsePlaceKey(key) === null ? null : { kind: 'place', key }
}
