import { randomBytes } from 'node:crypto'
import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'

/** What every form of the sheet carries: the session's mark, what it is for, and that it is sent once. */
export function hiddenMarks({ open }: View, step: 'look' | 'apply'): Html {
  const once = randomBytes(12).toString('base64url')
  return html`<input type="hidden" name="form" value="${open.formToken}"><input type="hidden" name="step" value="${step}"><input type="hidden" name="once" value="${once}">`
}
