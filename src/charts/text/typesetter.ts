import { type FamilyAdvances, readAdvanceTable } from '#src/charts/fonts/advances.ts'
import { families } from '#src/charts/fonts/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { clean } from './clean.ts'
import { breakLines } from './wrap.ts'

/** How large and how heavy a text is set; sizes in pixels. */
export interface TextStyle {
  readonly size: number
  readonly bold?: boolean
}

/** Measures and breaks texts for one picture in one language, and remembers the characters it could not draw. */
export interface Typesetter {
  readonly width: (text: string, style: TextStyle) => number
  /** What can be drawn of what a person wrote, on one line. */
  readonly clean: (text: string) => string
  /** The text cut with `…` where it is wider than `room` pixels. */
  readonly fit: (text: string, style: TextStyle, room: number) => string
  /** The text in as many lines as `rooms` (the pixels of each line) has; the last one cut with `…`. */
  readonly wrap: (text: string, style: TextStyle, rooms: readonly number[]) => readonly string[]
  readonly missing: () => readonly string[]
}

let table: ReadonlyMap<string, FamilyAdvances> | undefined

/** A typesetter that looks for characters in the faces of a language. */
export function createTypesetter(locale: Locale): Typesetter {
  table ??= readAdvanceTable()
  const faces = families[locale].flatMap(name => table?.get(name) ?? [])
  const missing = new Set<string>()
  const width = (text: string, style: TextStyle) => widthOf(text, style, faces)
  const cleaned = (text: string) => {
    const result = clean(text, faces)
    for (const character of result.missing) missing.add(character)
    return result.text
  }
  return {
    width,
    clean: cleaned,
    fit: (text, style, room) => breakLines(cleaned(text), part => width(part, style), [room])[0] ?? '',
    wrap: (text, style, rooms) => breakLines(cleaned(text), part => width(part, style), rooms),
    missing: () => [...missing],
  }
}

function widthOf(text: string, { size, bold = false }: TextStyle, faces: readonly FamilyAdvances[]): number {
  let thousandths = 0
  for (const character of text) {
    const code = character.codePointAt(0) ?? 0
    thousandths += faces.find(face => face.has(code))?.advance(code, bold) ?? 1000
  }
  return (thousandths * size) / 1000
}
