import type { Locale } from '#src/i18n/locale.ts'
import { type ManualPage, pagesIn } from './pages.ts'

/** A part of a page under its own heading. */
export interface Section {
  /** Unique in its language: page and anchor. */
  readonly id: string
  readonly page: string
  readonly pageTitle: string
  /** Where it stands in the page; empty: at its top. */
  readonly anchor: string
  readonly heading: string
  /** Without marks of Markdown. */
  readonly text: string
}

/** The sections of all pages in a language. */
export function sectionsIn(locale: Locale): readonly Section[] {
  return pagesIn(locale).flatMap(sectionsOf)
}

function sectionsOf(page: ManualPage): readonly Section[] {
  const parts = page.text.split(/^(?=#{1,3} )/m).filter(part => part.trim() !== '')
  return parts.map((part, at) => {
    const heading = /^#{1,3} (.+)$/m.exec(part)?.[1]?.trim() ?? page.title
    const anchor = at === 0 ? '' : anchorOf(heading)
    const text = plain(part.replace(/^#{1,3} .+$/m, ''))
    return { id: `${page.id}#${anchor}`, page: page.id, pageTitle: page.title, anchor, heading: plain(heading), text }
  })
}

/** The anchor of a heading: its letters and digits in any script, with hyphens between words. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '')
}

function plain(markdown: string): string {
  return markdown
    .replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/^\|[-| :]+\|$/gm, '')
    .replace(/[|*`#>]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
}
