import type { FamilyAdvances } from '#src/charts/fonts/advances.ts'

/** A text that the shipped faces can draw, and what had to be replaced in it. */
export interface CleanText {
  readonly text: string
  readonly missing: readonly string[]
}

/** Longer texts are cut before they are measured. Judgement: six times what the widest place can show. */
const longest = 600

// Control characters, directional overrides, joiners, variation selectors, skin tones: nothing that a face draws.
const invisible = /\p{Cc}|\p{Cf}|\p{Cs}|\p{Variation_Selector}|\p{Emoji_Modifier}/gu

const cluster = new Intl.Segmenter('en', { granularity: 'grapheme' })

/** The sign for a character that no face has: small and readable, unlike a box with hexadecimal digits. */
export const replacement = '?'

/** Makes one line of what a person wrote and replaces what no face can draw. */
export function clean(text: string, faces: readonly FamilyAdvances[]): CleanText {
  const missing = new Set<string>()
  const parts = [...cluster.segment(oneLine(text))].map(({ segment }) => {
    const drawn = segment.replace(invisible, '')
    if (isDrawable(drawn, faces)) return drawn
    const plain = drawn.normalize('NFKC') // fancy letters, ligatures and the like
    if (isDrawable(plain, faces)) return plain
    missing.add(segment)
    return replacement
  })
  return { text: parts.join('').trim(), missing: [...missing] }
}

function oneLine(text: string): string {
  return text.slice(0, longest).normalize('NFC').replace(/\s+/gu, ' ').trim()
}

function isDrawable(text: string, faces: readonly FamilyAdvances[]): boolean {
  return [...text].every(character => faces.some(face => face.has(character.codePointAt(0) ?? 0)))
}
