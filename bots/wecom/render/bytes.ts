/** How many bytes a text has in UTF-8. */
export function bytesOf(text: string): number {
  return Buffer.byteLength(text)
}

/** The beginning of a text within a number of bytes, cut between code points. */
export function cutBytes(text: string, most: number): string {
  const bytes = Buffer.from(text)
  if (bytes.length <= most) return text
  let end = most
  while (end > 0 && ((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return bytes.subarray(0, end).toString()
}

/** Room a text takes in a card: a full-width character is 1, a Latin one a half. */
export function widthOf(text: string): number {
  let width = 0
  for (const character of text) width += (character.codePointAt(0) ?? 0) > 0x2e7f ? 1 : 0.5
  return width
}

/** The beginning of a text within a width, with an ellipsis where something was cut. */
export function cutWidth(text: string, most: number): string {
  if (widthOf(text) <= most) return text
  let kept = ''
  for (const character of text) {
    if (widthOf(kept + character) > most - 1) break
    kept += character
  }
  return `${kept.trimEnd()}…`
}

/** Lines that belong together; `head` is repeated where they have to be parted, as of a table. */
export interface Section {
  readonly head: readonly string[]
  readonly lines: readonly string[]
}

/** Parts sections into texts of at most so many bytes: between sections, else between lines, else between code points. */
export function splitSections(sections: readonly Section[], most: number): readonly string[] {
  const pieces: string[] = []
  let current = ''
  const flush = (): void => {
    if (current !== '') pieces.push(current)
    current = ''
  }
  for (const section of sections) {
    const whole = [...section.head, ...section.lines].join('\n')
    if (current !== '' && bytesOf(`${current}\n\n${whole}`) > most) flush()
    let fresh = true // the section's head still has to be said in this piece
    for (const line of section.lines.flatMap(one => chop(one, most - bytesOf(section.head.join('\n')) - 2))) {
      const opening = [...(fresh ? section.head : []), line].join('\n')
      const next = current === '' ? opening : `${current}${fresh ? '\n\n' : '\n'}${opening}`
      if (bytesOf(next) <= most) current = next
      else {
        flush()
        current = [...section.head, line].join('\n')
      }
      fresh = false
    }
  }
  flush()
  return pieces
}

function chop(line: string, most: number): readonly string[] {
  const parts: string[] = []
  for (let rest = line; ; ) {
    const part = cutBytes(rest, most)
    parts.push(part)
    if (part.length === rest.length || part === '') return parts
    rest = rest.slice(part.length)
  }
}
