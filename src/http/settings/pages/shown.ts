import { readAnswer } from '#src/features/conversation/index.ts'
import type { Channel } from '#src/features/people/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { cardPart } from '#src/http/settings/layout.ts'
import type { View } from '#src/http/settings/view.ts'

/** What a line that changes nothing answers, as part of a page; its buttons are pressed there. */
export async function shownLine(view: View, line: string, where: Channel | null = null): Promise<Html> {
  const read = await readAnswer(line, view.context)
  const cards = read?.answer.cards ?? []
  return html`${cards.map(card => html`<section class="shown">${cardPart(view, card, where)}</section>`)}`
}
