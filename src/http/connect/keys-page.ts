import type { KeyField, Problem } from '#src/features/connections/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { fill, type Locale } from '#src/i18n/locale.ts'
import { type Drawing, layout } from './layout.ts'
import { texts } from './texts.ts'

/** What the page of keys shows. */
export interface KeysView {
  readonly fields: readonly KeyField[]
  /** Empty: the marketplace has no consent page. */
  readonly consentFields: readonly KeyField[]
  /** The application's keys are there: the seller can go and agree. */
  readonly consentReady: boolean
  readonly redirectUri: string
  /** What was given before. Secrets are never shown, only that they are there. */
  readonly given: Readonly<Record<string, string>>
  readonly problems: readonly Problem[]
  /** Which of the two forms the problems belong to. */
  readonly tried: 'keys' | 'consent' | null
}

/** The page of keys: a consent button where there is one, and the form. */
export function keysPage(drawing: Drawing, view: KeysView): string {
  const { locale } = drawing
  const wrong = view.problems.length > 0 ? summary(view, locale) : null
  const consent = view.consentFields.length > 0 ? consentPart(drawing, view) : null
  return layout(drawing, html`${wrong}${consent}${keysPart(drawing, view, consent !== null)}`)
}

/** What is wrong, by the names of the fields, each a link to its field: said first by a screen reader. */
function summary(view: KeysView, locale: Locale): Html {
  const form = view.tried ?? 'keys'
  const fields = form === 'consent' ? view.consentFields : view.fields
  const items = view.problems.map(({ name, text }) => {
    const field = fields.find(one => one.name === name)
    if (!field) return html`<li>${text[locale]}</li>`
    return html`<li><a href="#${form}-${name}">${field.label[locale]}</a>${texts.colon[locale]}${text[locale]}</li>`
  })
  return html`<div class="note bad" role="alert"><p>${texts.problems[locale]}</p><ul class="plain">${items}</ul></div>`
}

function consentPart({ connector, locale }: Drawing, view: KeysView): Html {
  const label = { connector: connector.label }
  const ready = view.consentReady && view.tried !== 'consent'
  const form = html`<form method="post" action="/connect/${connector.id}/keys" autocomplete="off">
<input type="hidden" name="step" value="consent">
${fieldsOf(view.consentFields, view, 'consent', locale)}
<div class="row"><button class="${ready ? '' : 'primary'}">${texts.toConsent[locale]}</button></div>
</form>`
  return html`<section aria-labelledby="consent">
<h2 id="consent">${texts.consentTitle[locale]}</h2>
<p>${fill(texts.consentLead, label)[locale]}</p>
<p class="help">${texts.redirect[locale]} <code>${view.redirectUri}</code></p>
${
  ready
    ? html`<div class="row"><a class="button primary" href="/connect/${connector.id}/consent">${fill(texts.consentNow, label)[locale]}</a></div>
<p class="help">${texts.consentWait[locale]}</p>
<details><summary>${texts.otherApplication[locale]}</summary>${form}</details>`
    : form
}
</section>`
}

function keysPart({ connector, locale }: Drawing, view: KeysView, second: boolean): Html {
  const form = html`<p>${fill(texts.keysLead, { connector: connector.label })[locale]}</p>
<form method="post" action="/connect/${connector.id}/keys" autocomplete="off">
<input type="hidden" name="step" value="keys">
${fieldsOf(view.fields, view, 'keys', locale)}
<div class="row"><button class="${second ? '' : 'primary'}">${texts.check[locale]}</button></div>
</form>`
  if (!second)
    return html`<section aria-labelledby="keys"><h2 id="keys">${texts.keysTitle[locale]}</h2>${form}</section>`
  const open = view.tried === 'keys' ? html` open` : null
  return html`<details class="box"${open}><summary>${texts.keysOpen[locale]}</summary>${form}</details>`
}

function fieldsOf(fields: readonly KeyField[], view: KeysView, form: 'keys' | 'consent', locale: Locale): Html {
  const problems = view.tried === form ? view.problems : []
  const first = fields.find(field => problems.some(problem => problem.name === field.name))
  return html`${fields.map(field => fieldOf({ field, given: view.given[field.name], problems, form, locale, focus: field === first }))}`
}

interface Shown {
  readonly field: KeyField
  readonly given: string | undefined
  readonly problems: readonly Problem[]
  readonly form: 'keys' | 'consent'
  readonly locale: Locale
  /** It is where somebody goes on: the first that is wrong. */
  readonly focus: boolean
}

function fieldOf(shown: Shown): Html {
  const { field, given, problems, form, locale } = shown
  const id = `${form}-${field.name}`
  const problem = problems.find(one => one.name === field.name)
  const kept = given !== undefined && field.secret
  const described = [problem && `${id}-problem`, (field.help || kept) && `${id}-help`].filter(Boolean).join(' ')
  const help = [field.help?.[locale], kept ? texts.kept[locale] : undefined].filter(Boolean).join(' ')
  return html`<label for="${id}">${field.label[locale]}${field.optional ? html` <span class="optional">(${texts.optional[locale]})</span>` : null}</label>
${inputOf(shown, id, described, problem !== undefined)}
${problem ? html`<p class="problem" id="${id}-problem">${problem.text[locale]}</p>` : null}
${help === '' ? null : html`<p class="help" id="${id}-help">${help}</p>`}`
}

function inputOf({ field, given, locale, focus }: Shown, id: string, described: string, wrong: boolean): Html {
  const needed = !field.optional && !(field.secret && given !== undefined)
  const common = html`id="${id}" name="${field.name}"${described === '' ? null : html` aria-describedby="${described}"`}${wrong ? html` aria-invalid="true"` : null}${focus ? html` autofocus` : null}${needed ? html` required` : null} spellcheck="false" autocapitalize="off" autocomplete="off"`
  if (field.kind === 'select') {
    const options = field.options.map(
      ({ value, label }) =>
        html`<option value="${value}"${value === given ? html` selected` : null}>${label[locale]}</option>`,
    )
    return html`<select ${common}><option value="">${texts.choose[locale]}</option>${options}</select>`
  }
  if (field.kind === 'lines') return html`<textarea ${common}>${field.secret ? '' : (given ?? '')}</textarea>`
  if (field.secret) return html`<input type="password" ${common}>`
  return html`<input type="${field.kind === 'day' ? 'date' : 'text'}" value="${given ?? ''}" ${common}>`
}
