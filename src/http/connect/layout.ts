import type { Connector } from '#src/contracts/connector.ts'
import { frame, note } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { texts } from './texts.ts'

/** What every page of a connector is drawn with. */
export interface Drawing {
  readonly connector: Connector
  readonly locale: Locale
  /** Which step is being taken; `null`: none. */
  readonly step: 'keys' | 'stores' | 'start' | null
  /** Said at the top, and first by a screen reader. */
  readonly problem?: Localized | null
  /** The page's own address for another language, ending in `lang=`; `null`: it cannot be asked for again. */
  readonly again: string | null
}

/** A whole page around its parts. */
export function layout(drawing: Drawing, body: Html): string {
  const { connector, locale, problem } = drawing
  return frame(
    { ...drawing, title: fill(texts.title, { connector: connector.label })[locale] },
    html`${drawing.step === null ? null : stepsOf(drawing)}
${problem ? note('bad', problem[locale]) : null}
${body}`,
  )
}

function stepsOf({ step, locale }: Drawing): Html {
  const steps = [
    ['keys', texts.stepKeys],
    ['stores', texts.stepStores],
    ['start', texts.stepStart],
  ] as const
  const items = steps.map(
    ([id, text]) => html`<li${id === step ? html` aria-current="step"` : null}>${text[locale]}</li>`,
  )
  return html`<ol class="steps" aria-label="${texts.steps[locale]}">${items}</ol>`
}
