// @ts-check
import { h, icon } from './dom.js'
import { fillLine } from './lines.js'
import { t } from './texts.js'

/**
 * Opens a dialog and closes it with Escape, a click outside or its cross. The opener gets the focus back.
 * @param {string} title
 * @param {string} kind
 * @param {...(Node | string | null)} content
 * @returns {HTMLDialogElement}
 */
export function openDialog(title, kind, ...content) {
  const opener = /** @type {HTMLElement | null} */ (document.activeElement)
  const heading = `dialog-title-${Math.round(performance.now() * 1000)}`
  const dialog = /** @type {HTMLDialogElement} */ (h('dialog', { class: `dialog ${kind}`, 'aria-labelledby': heading }))
  const close = h(
    'button',
    { type: 'button', class: 'icon-button', 'aria-label': t('close'), onclick: () => dialog.close() },
    icon('close'),
  )
  dialog.append(h('header', {}, h('h2', { id: heading }, title), close), ...content.filter(part => part !== null))
  let downOutside = false
  dialog.addEventListener('pointerdown', event => {
    downOutside = event.target === dialog
  })
  dialog.addEventListener('click', event => {
    if (event.target === dialog && downOutside) dialog.close()
  })
  dialog.addEventListener('close', () => {
    dialog.remove()
    if (opener?.isConnected) opener.focus()
  })
  document.body.append(dialog)
  dialog.showModal()
  return dialog
}

/**
 * Asks before something is overwritten.
 * @param {string} question
 * @param {string} yes label of the button that goes on
 * @param {boolean} danger
 * @returns {Promise<boolean>}
 */
export function askToConfirm(question, yes, danger) {
  return new Promise(resolve => {
    let sure = false
    const go = () => {
      sure = true
      dialog.close()
    }
    const foot = h(
      'footer',
      {},
      h('button', { type: 'button', class: 'action plain', onclick: () => dialog.close() }, t('cancel')),
      h('button', { type: 'button', class: `action ${danger ? 'danger' : 'primary'}`, onclick: go }, yes),
    )
    const dialog = openDialog(t('confirmTitle'), 'small', h('p', { class: 'question' }, question), foot)
    dialog.addEventListener('close', () => resolve(sure))
  })
}

/** @typedef {{line: string, values: Record<string, string>, fault: string}} Filled */

/**
 * Asks for the blanks of a button. What was entered stays until it is sent.
 * @param {any} action
 * @param {(field: any) => Promise<readonly {label: string, value: string}[]>} choicesOf what a field offers
 * @param {Filled} [before] what was entered before and refused
 * @returns {Promise<Filled | null>} the line, `null` when the person gave up
 */
export function askToFill(action, choicesOf, before) {
  return new Promise(resolve => {
    /** @type {Filled | null} */
    let filled = null
    const fields = action.form.fields.map((/** @type {any} */ field) =>
      createField({ ...field, initial: before?.values[field.name] ?? field.initial }, choicesOf),
    )
    const send = (/** @type {Event} */ event) => {
      event.preventDefault()
      const wrong = fields.filter((/** @type {any} */ field) => !field.check())
      if (wrong.length > 0) return wrong[0].control.focus()
      const values = Object.fromEntries(fields.map((/** @type {any} */ one) => [one.name, one.control.value]))
      filled = { line: fillLine(action, values), values, fault: '' }
      dialog.close()
    }
    const foot = h(
      'footer',
      {},
      h('button', { type: 'button', class: 'action plain', onclick: () => dialog.close() }, t('cancel')),
      h('button', { type: 'submit', class: 'action primary' }, action.form.submit),
    )
    const form = h(
      'form',
      { novalidate: true, onsubmit: send },
      before ? h('p', { class: 'refused form-field', role: 'alert' }, icon('warning'), before.fault) : null,
      fields.map((/** @type {any} */ field) => field.element),
      foot,
    )
    const dialog = openDialog(action.form.title, 'small', form)
    fields[0]?.control.focus()
    dialog.addEventListener('close', () => resolve(filled))
  })
}

/**
 * @param {any} field
 * @param {(field: any) => Promise<readonly {label: string, value: string}[]>} choicesOf
 */
function createField(field, choicesOf) {
  const id = `field-${field.name}`
  const control = /** @type {HTMLInputElement} */ (createControl(field, choicesOf))
  control.id = id
  control.setAttribute('aria-describedby', `${id}-error`)
  const error = h('p', { class: 'field-error', id: `${id}-error`, role: 'alert' })
  const check = () => {
    const wrong = faultOf(field, control.value.trim())
    error.textContent = wrong
    control.setAttribute('aria-invalid', String(wrong !== ''))
    return wrong === ''
  }
  control.addEventListener('input', () => error.textContent !== '' && check())
  const label = h(
    'label',
    { for: id },
    field.label,
    field.optional ? h('span', { class: 'detail' }, ` ${t('optional')}`) : null,
  )
  return { name: field.name, control, check, element: h('div', { class: 'form-field' }, label, control, error) }
}

/**
 * @param {any} field
 * @param {(field: any) => Promise<readonly {label: string, value: string}[]>} choicesOf
 */
function createControl(field, choicesOf) {
  const { kind, initial, placeholder } = field
  if (kind === 'select' || kind === 'person') {
    const select = /** @type {HTMLSelectElement} */ (h('select', {}, h('option', { value: '' }, t('choose'))))
    void choicesOf(field).then(choices => {
      select.append(...choices.map(({ label, value }) => h('option', { value }, label)))
      select.value = initial
    })
    return select
  }
  const type = kind === 'date' ? 'date' : 'text'
  const mode = kind === 'number' ? 'decimal' : null
  if (kind === 'text') {
    const area = /** @type {HTMLTextAreaElement} */ (h('textarea', { rows: 3, maxlength: 800, placeholder }))
    area.value = initial
    return area
  }
  const input = /** @type {HTMLInputElement} */ (h('input', { type, inputmode: mode, placeholder, maxlength: 100 }))
  input.value = initial
  return input
}

/**
 * @param {any} field
 * @param {string} value
 */
function faultOf(field, value) {
  if (value === '') return field.optional ? '' : t('required')
  return field.kind === 'number' && !/\d/.test(value) ? t('number') : ''
}

/** @param {any} picture */
export function showPicture(picture) {
  const image = h('img', { src: picture.url, alt: picture.alt, width: picture.width, height: picture.height })
  const link = h('a', { href: picture.url, target: '_blank', rel: 'noopener' }, t('openPicture'))
  openDialog(
    picture.alt,
    'wide picture-dialog',
    h('div', { class: 'picture-large', tabindex: 0 }, image),
    h('footer', {}, link),
  )
}
