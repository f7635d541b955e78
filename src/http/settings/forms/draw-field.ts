import type { Field } from '#src/chat/card.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { texts } from '#src/http/settings/texts.ts'
import type { Choice } from '#src/http/settings/view.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** How a field stands in a form. */
export interface FieldView {
  readonly id: string
  readonly locale: Locale
  readonly value: string
  /** What is wrong with it; `null`: nothing. */
  readonly problem: string | null
  readonly several: boolean
  /** A text that stands in the line without quotes. */
  readonly plain: boolean
}

/** A field with what there is to choose, in groups or not. */
export type FieldToDraw = Omit<Field, 'options'> & { readonly options?: readonly Choice[] }

/** One blank of a line, with its label, and what is wrong with it. */
export function drawField(field: FieldToDraw, view: FieldView): Html {
  const { id, locale, problem } = view
  const optional = field.optional ? html` <span class="optional">${texts.optional[locale]}</span>` : null
  const wrong = problem === null ? null : html`<p class="problem" id="${id}-p" role="alert">${problem}</p>`
  if (view.several)
    return html`<fieldset class="several"><legend>${field.label[locale]}${optional}</legend>${ticks(field, view)}${wrong}</fieldset>`
  return html`<label for="${id}">${field.label[locale]}${optional}</label>${entry(field, view)}${wrong}`
}

/** A text is quoted in the line, anything else stands as it is. */
function nameOf({ kind, name }: Field, { plain }: FieldView): string {
  return `${kind === 'text' && !plain ? 't' : 'v'}.${name}`
}

function marks({ id, problem }: FieldView, { optional }: Field): Html {
  return html`${problem === null ? null : html` aria-invalid="true" aria-describedby="${id}-p"`}${optional ? null : html` aria-required="true"`}`
}

function entry(field: Field, view: FieldView): Html {
  const { id, locale, value } = view
  if (field.options) {
    const known = field.options.some(option => option.value === value)
    const empty =
      field.optional || !known ? html`<option value="">${field.optional ? '–' : texts.choose[locale]}</option>` : null
    const options = field.options.map(
      option =>
        html`<option value="${option.value}"${option.value === value ? chosen : null}>${option.label[locale]}</option>`,
    )
    return html`<select id="${id}" name="${nameOf(field, view)}"${marks(view, field)}>${empty}${options}</select>`
  }
  const type = field.kind === 'date' ? 'date' : 'text'
  const mode = field.kind === 'number' ? html` inputmode="decimal"` : null
  const hint = field.placeholder ? html` placeholder="${field.placeholder[locale]}"` : null
  return html`<input id="${id}" type="${type}" name="${nameOf(field, view)}" value="${value}" autocomplete="off"${mode}${hint}${marks(view, field)}>`
}

const chosen = html` selected`
const ticked = html` checked`

/** Groups open where something is ticked, the first where nothing is: a list of a hundred is found through by its themes. */
function ticks(field: FieldToDraw, view: FieldView): Html {
  const values = view.value.split(' ')
  const options = field.options ?? []
  const groups = [...new Set(options.flatMap(({ group }) => group ?? []))]
  if (groups.length === 0) return html`<div class="ticks">${options.map(one => tick(one, field, view))}</div>`
  const first =
    groups.find(group => options.some(one => one.group === group && values.includes(one.value))) ?? groups[0]
  return html`${groups.map(group => {
    const all = options.filter(one => one.group === group)
    const open = group === first || all.some(({ value }) => values.includes(value))
    return html`<details class="group"${open ? html` open` : null}><summary>${group[view.locale]} <span class="help">${all.length}</span></summary><div class="ticks">${all.map(one => tick(one, field, view))}</div></details>`
  })}`
}

function tick({ value, label }: Choice, field: Field, view: FieldView): Html {
  const isTicked = view.value.split(' ').includes(value)
  return html`<label class="tick"><input type="checkbox" name="${nameOf(field, view)}" value="${value}"${isTicked ? ticked : null}> ${label[view.locale]}</label>`
}
