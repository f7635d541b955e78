import { limits } from '#bots/feishu/limits.ts'
import { texts } from '#bots/feishu/texts.ts'
import type { Action, Field, LinkBlock } from '#src/chat/card.ts'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { column, columns, cut, div, type Element, plainText } from './elements.ts'
import { packAction } from './packed-action.ts'
import { isOpenId, type Press } from './press.ts'

/** What buttons need to know about the message they stand in. */
export interface ButtonContext {
  readonly locale: Locale
  readonly direct: boolean
  /** What the message is about, where somebody keeps it. */
  readonly subject?: string
}

/** Buttons in a row that wraps, and the form that stands open in the card, if any. */
export function actionElements(
  actions: readonly Action[],
  context: ButtonContext,
  name: string,
  openForm: boolean,
): { readonly elements: Element[]; readonly opened: boolean } {
  const inline = openForm ? actions.find(isShort) : undefined
  const row = actions.filter(action => action !== inline)
  const elements: Element[] = []
  if (row.length > 0) {
    const buttons = row.map(action =>
      column([button(withoutQuestion(action), pressOf(action, context), context.locale)]),
    )
    elements.push(columns(buttons, 'flow'))
  }
  if (inline) elements.push(formElement(inline, context, `${name}_form`))
  return { elements, opened: inline !== undefined }
}

/** A form that may stand open in a card: one line to fill in. */
function isShort({ form }: Action): boolean {
  return form?.fields.length === 1 && form.fields[0]?.kind === 'text'
}

/** Opening a form needs no confirmation: submitting it asks. */
function withoutQuestion(action: Action): Action {
  const { confirm, ...rest } = action
  return action.form || !confirm ? rest : action
}

/** Without a form the line, with one the whole action: the form is made for whoever presses. */
function pressOf(action: Action, context: ButtonContext): Press {
  const where = whereOf(context)
  return action.form ? { ...where, open: packAction(action) } : { ...where, line: action.line }
}

function whereOf({ direct, subject }: ButtonContext): Pick<Press, 'v' | 'direct' | 'subject'> {
  return { v: 1, direct, ...(subject !== undefined && { subject }) }
}

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/interactive-components/button */
function button({ label, style, confirm }: Action, press: Press, locale: Locale): Element {
  return {
    tag: 'button',
    type: style === 'primary' ? 'primary' : style === 'danger' ? 'danger' : 'default',
    text: plainText(cut(label, limits.cell), locale),
    ...(confirm && confirmation(confirm, locale)),
    behaviors: [{ type: 'callback', value: press }],
  }
}

/** A button that opens a page in the browser and sends nothing. */
export function linkButton({ label, url }: LinkBlock, locale: Locale): Element {
  return {
    tag: 'button',
    type: 'primary',
    text: plainText(cut(label, limits.cell), locale),
    behaviors: [{ type: 'open_url', default_url: url }],
  }
}

function confirmation(confirm: Localized, locale: Locale): Readonly<Record<string, unknown>> {
  return { confirm: { title: plainText(texts.confirmTitle, locale), text: plainText(cut(confirm, 300), locale) } }
}

/** What a form needs to know besides: see `Press`. */
export interface FormContext extends ButtonContext {
  readonly chat?: string
  /** For one person: in their language alone. */
  readonly dialog?: true
}

/** A form of a card. https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/containers/form-container */
export function formElement(action: Action, context: FormContext, name: string): Element {
  const { locale, chat, dialog } = context
  const fields = action.form?.fields ?? []
  const press: Press = {
    ...whereOf(context),
    ...(chat !== undefined && { chat }),
    ...(dialog && { dialog }),
    fill: { line: action.line, fields: fields.map(field => ({ name: field.name, kind: field.kind })) },
  }
  const submit = { ...action, label: action.form?.submit ?? action.label, style: 'primary' as const }
  return {
    tag: 'form',
    name,
    elements: [
      ...fields.flatMap(field => fieldElements(field, locale, dialog ? only(locale) : same)),
      { ...button(submit, press, locale), name: `${name}_submit`, form_action_type: 'submit' },
    ],
  }
}

/** Which languages of a text a reader may need. */
type Spoken = (text: Localized) => Localized

const same: Spoken = text => text

function only(locale: Locale): Spoken {
  return text => verbatim(text[locale])
}

function fieldElements(field: Field, locale: Locale, spoken: Spoken): Element[] {
  const label = spoken(field.optional ? fill(texts.optional, { label: field.label }) : field.label)
  return [div(cut(label, limits.cell), locale, { size: 'notation', color: 'grey' }), entry(field, locale, spoken)]
}

function entry(field: Field, locale: Locale, spoken: Spoken): Element {
  const base = { name: field.name, required: field.optional !== true }
  const placeholder = plainText(cut(spoken(field.placeholder ?? field.label), limits.cell), locale)
  switch (field.kind) {
    case 'text':
    case 'number': {
      const initial = field.initial === undefined ? {} : { default_value: field.initial }
      const long = field.kind === 'text' ? { input_type: 'multiline_text', rows: 2 } : { input_type: 'text' }
      return { tag: 'input', ...base, ...long, max_length: limits.inputLength, placeholder, ...initial, width: 'fill' }
    }
    case 'date': {
      const initial = field.initial === undefined ? {} : { initial_date: field.initial }
      return { tag: 'date_picker', ...base, placeholder: plainText(spoken(texts.choose), locale), ...initial }
    }
    case 'select':
      return selectElement(field, base, locale, spoken)
    case 'person':
      return personElement(field, base, locale, spoken)
    default:
      return field.kind satisfies never
  }
}

/** https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-json-v2-components/interactive-components/single-select-user-picker */
function personElement(field: Field, base: object, locale: Locale, spoken: Spoken): Element {
  const known = field.options ?? []
  if (known.length === 0 || !known.every(({ value }) => isOpenId(value)))
    return selectElement(field, base, locale, spoken)
  const options = known.slice(0, limits.people).map(({ value }) => ({ value }))
  return { tag: 'select_person', ...base, placeholder: plainText(spoken(texts.choose), locale), options, width: 'fill' }
}

function selectElement(field: Field, base: object, locale: Locale, spoken: Spoken): Element {
  const options = (field.options ?? []).slice(0, limits.choices)
  if (options.length === 0) return entry({ ...field, kind: 'number' }, locale, spoken) // nothing to choose from: it is typed
  const chosen = options.some(({ value }) => value === field.initial) ? { initial_option: field.initial } : {}
  return {
    tag: 'select_static',
    ...base,
    placeholder: plainText(spoken(texts.choose), locale),
    options: options.map(({ label, value }) => ({ text: plainText(cut(label, limits.cell), locale), value })),
    ...chosen,
    width: 'fill',
  }
}
