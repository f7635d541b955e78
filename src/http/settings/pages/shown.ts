import { UserError } from '#src/errors.ts'
import { readAnswer } from '#src/features/conversation/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { cardPart } from '#src/http/settings/layout.ts'
import type { View } from '#src/http/settings/view.ts'

/** What a line that changes nothing answers, as part of a page; its buttons are pressed there. */
export async function shownLine(view: View, line: string): Promise<Html> {
  try {
    const read = await readAnswer(line, view.context)
    const cards = read?.answer.cards ?? []
    return html`${cards.map(card => html`<section class="shown">${cardPart(view, card)}</section>`)}`
  } catch (error) {
    if (!(error instanceof UserError)) throw error
    return html`<section><p>${error.text[view.locale]}</p></section>` // such as: no store in sight
  }
}
