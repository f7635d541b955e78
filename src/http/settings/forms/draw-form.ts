import { randomBytes } from 'node:crypto'
import type { Action, Field } from '#src/chat/card.ts'
import { fieldAtFault } from '#src/chat/field-at-fault.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { texts } from '#src/http/settings/texts.ts'
import type { FormOptions, Unfinished, View } from '#src/http/settings/view.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import { drawField } from './draw-field.ts'

/** What forms need of a page. */
export interface FormPage {
  readonly locale: Locale
  readonly path: string
  readonly formToken: string
  readonly unfinished: Unfinished | null
  /** Lists of the catalogue, as the reader may see them. */
  readonly lists: Readonly<Record<string, readonly { readonly label: Localized; readonly value: string }[]>>
}

/** Draws the forms of one page; each is known by its line and the conversation that it is for. */
export function formDrawer(page: FormPage): Pick<View, 'form' | 'press'> {
  let count = 0
  const idOf = () => `f${++count}`
  return {
    form: (action, options = {}) => drawForm(page, action, { ...options, id: idOf() }),
    press: (action, options = {}) =>
      drawForm(page, { ...action, form: emptyForm(action) }, { ...options, bare: true, id: idOf() }),
  }
}

function emptyForm({ label }: Action): NonNullable<Action['form']> {
  return { title: label, submit: label, fields: [] }
}

interface Drawn extends FormOptions {
  readonly id: string
  readonly bare?: boolean
}

function drawForm(page: FormPage, action: Action, options: Drawn): Html {
  const { locale } = page
  const back = unfinishedOf(page, action, options)
  const fields = action.form?.fields ?? []
  const wrong = back && wrongField(fields, back, locale)
  const drawn = fields.map((field, at) =>
    drawField(
      { ...field, ...choicesOf(page, field, options) },
      {
        id: `${options.id}-${at}`,
        locale,
        value: back?.values[field.name] ?? field.initial ?? '',
        problem: field.name === wrong ? (back?.text[locale] ?? null) : null,
        several: options.several?.includes(field.name) ?? false,
        plain: options.plain?.includes(field.name) ?? false,
      },
    ),
  )
  const top = back && wrong === null ? html`<p class="problem" role="alert">${back.text[locale]}</p>` : null
  const button = html`<button class="${action.style ?? ''}">${(action.form?.submit ?? action.label)[locale]}</button>`
  const form = html`<form method="post" action="${page.path}" class="${options.bare ? 'press' : 'fill'}" novalidate>
${hiddenOf(page, action, options)}${top}${drawn}${options.bare ? button : html`<div class="row">${button}</div>${sameInChat(action, options, locale)}`}</form>`
  if (options.bare || options.open) return form
  const sure = action.confirm ? html`<p>${action.confirm[locale]}</p>` : null
  const hint = options.hint ? html`<p class="help">${options.hint[locale]}</p>` : null
  return html`<details class="change"${back || options.expanded ? openMark : null}><summary>${action.label[locale]}</summary>${sure}${hint}${form}</details>`
}

const openMark = html` open`

function unfinishedOf({ unfinished }: FormPage, action: Action, { where }: Drawn): Unfinished | null {
  return unfinished?.line === action.line && unfinished.where === (where?.id ?? null) ? unfinished : null
}

function wrongField(fields: readonly Field[], { values, text, empty }: Unfinished, locale: Locale): string | null {
  return empty ?? fieldAtFault(fields, values, text[locale], locale)
}

function choicesOf({ lists }: FormPage, field: Field, { choices }: Drawn): Pick<Field, 'options'> {
  const source = field.kind === 'person' ? 'people' : field.source
  const found = choices?.[field.name] ?? field.options ?? (source ? lists[source] : undefined)
  return found ? { options: found } : {}
}

function hiddenOf({ formToken }: FormPage, { line, form }: Action, { where }: Drawn): Html {
  const need = (form?.fields ?? []).filter(field => !field.optional).map(field => field.name)
  const entries = {
    form: formToken,
    once: randomBytes(12).toString('base64url'),
    line,
    where: String(where?.id ?? ''),
    need: need.join(','),
  }
  return html`${Object.entries(entries)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<input type="hidden" name="${name}" value="${value}">`)}`
}

/** The line as it would be typed, with the fields' names in its gaps: pages teach the shorter way. */
function sameInChat({ line, form }: Action, { where, plain = [] }: Drawn, locale: Locale): Html {
  const names = new Map(
    (form?.fields ?? []).map(({ name, label, kind }) => [
      name,
      kind === 'text' && !plain.includes(name) ? `"${label[locale]}"` : `[${label[locale]}]`,
    ]),
  )
  const typed = line.replace(/\{(\w+)\}/g, (gap, name: string) => names.get(name) ?? gap)
  const place = where ? html`${where.name}: ` : null
  return html`<p class="same"><span>${texts.sameInChat[locale]}</span> ${place}<code>${typed}</code></p>`
}
