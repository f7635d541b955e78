import type { Shape, Text } from '#src/charts/picture/picture.ts'

/** Texts and shapes of a part of the picture. */
export interface Part {
  readonly texts: readonly Text[]
  readonly shapes: readonly Shape[]
}

/** A part that tells where the next one may start. */
export interface TopPart extends Part {
  readonly bottom: number
}

/** All parts as one. */
export function joinParts(parts: readonly Part[]): Part {
  return { texts: parts.flatMap(part => part.texts), shapes: parts.flatMap(part => part.shapes) }
}
