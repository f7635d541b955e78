import type { ListBlock } from '#src/chat/card.ts'
import type { ChartNote } from '#src/domain/chart.ts'
import type { Day } from '#src/domain/period/index.ts'
import { formatDays, type YearShown } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { words } from './words.ts'

/** What a card needs of a note. */
export interface ShownNote {
  readonly text: string
  readonly authorName: string
  readonly fromDay: string
  readonly toDay: string
  /** The place it was written about, where that is not the place of the card. */
  readonly about?: Localized | null
}

const item = {
  en: '{days}: {text} — {author}',
  ja: '{days}：{text}（{author}）',
  'zh-CN': '{days}：{text}（{author}）',
}
const itemElsewhere = {
  en: '{days}, {place}: {text} — {author}',
  ja: '{days}、{place}：{text}（{author}）',
  'zh-CN': '{days}，{place}：{text}（{author}）',
}

/** More notes than this are folded where a messenger can: judgement, what a phone shows without scrolling. */
const unfolded = 3

/** The notes under their heading, oldest first and numbered as in the picture; nothing without notes. `today`: when they are read. */
export function notesList(notes: readonly ShownNote[], today: Day): readonly ListBlock[] {
  if (notes.length === 0) return []
  const items = inOrder(notes).map(note => noteText(note, { readOn: today }))
  return [{ type: 'list', heading: words.notes, items, ...(items.length > unfolded ? { folded: true } : {}) }]
}

/** One note: days, what was written, by whom. */
export function noteText(note: ShownNote, year: YearShown = { year: true }): Localized {
  return fill(note.about ? itemElsewhere : item, {
    days: formatDays(note.fromDay, note.toDay, year),
    place: note.about ?? verbatim(''),
    text: verbatim(note.text),
    author: verbatim(note.authorName),
  })
}

/** The notes as a picture takes them, in the order of the list. */
export function chartNotes(notes: readonly ShownNote[]): readonly ChartNote[] {
  return inOrder(notes).map(note => ({ from: note.fromDay, to: note.toDay, text: note.text, author: note.authorName }))
}

function inOrder(notes: readonly ShownNote[]): readonly ShownNote[] {
  return [...notes].sort((a, b) => a.fromDay.localeCompare(b.fromDay) || a.toDay.localeCompare(b.toDay))
}
