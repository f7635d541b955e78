/** What persons and secrets look like in the middle of a sentence. Codes, paths of fields and days look otherwise. */
const masked: readonly (readonly [RegExp, string])[] = [
  [/[^\s@<>"',;:()]+@[^\s@<>"',;:()]+\.[a-z]{2,}/gi, '…@…'],
  [/\+\d[\d ().-]{6,}\d/g, '+…'],
  [/\bbearer\s+\S+/gi, 'Bearer …'],
  [/\b[0-9a-f]{32,}\b/gi, '…'],
  // Judgement: twenty signs in a row with digits and both cases are no word
  [/(?<![\w~+|^#=-])(?=[\w~+|^#=-]*\d)(?=[\w~+|^#=-]*[a-z])(?=[\w~+|^#=-]*[A-Z])[\w~+|^#=-]{20,}/g, '…'],
]

/**
 * A text without addresses of mail, telephone numbers and tokens: vendors quote in their errors what they were asked or
 * what they hold, and what is told on and kept goes without it. Names of persons look like any word and stay.
 */
export function mask(text: string): string {
  return masked.reduce((told, [what, sign]) => told.replace(what, sign), text)
}
