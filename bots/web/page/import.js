// @ts-check
import { Failed, get, post, upload } from './api.js'
import { openDialog } from './dialogs.js'
import { h, icon } from './dom.js'
import { drawQuestion } from './import-columns.js'
import { drawPreview, storeFields } from './import-preview.js'
import { page, t } from './texts.js'

/**
 * Brings a file of figures: choose it, look at what it would come to, correct columns, apply, undo.
 * @param {string} as e-mail of the person
 * @param {(line: string) => void} ask asks for the figures that came in
 */
export function openImport(as, ask) {
  const body = h('div', { class: 'import', 'aria-live': 'polite' })
  const dialog = openDialog(t('importFile'), 'wide', body)
  const close = (/** @type {string} */ line) => {
    dialog.close()
    ask(line)
  }
  new Import(as, body, close).choose()
}

class Import {
  /**
   * @param {string} as
   * @param {HTMLElement} body
   * @param {(line: string) => void} ask
   */
  constructor(as, body, ask) {
    this.as = as
    this.body = body
    this.ask = ask
    /** @type {File | null} */
    this.file = null
    /** Number of the import whose reading is watched. */
    this.watched = 0
    /** What a refusal says about the columns. @type {any} */
    this.details = null
    /** Corrections of what was recognised. @type {{mapping: Record<string, string | null>, [name: string]: any}} */
    this.options = { mapping: {} }
  }

  choose() {
    const input = /** @type {HTMLInputElement} */ (
      h('input', {
        type: 'file',
        accept: '.csv,.tsv,.txt,.xlsx,.xlsm,.xlsb,.xls,.ods,.zip,.html,.xml',
        class: 'sr-only',
        id: 'import-file',
      })
    )
    input.addEventListener('change', () => this.take(input.files?.[0]))
    const zone = h(
      'label',
      { class: 'drop', for: 'import-file' },
      icon('upload'),
      h('strong', {}, t('dropTitle')),
      h('span', { class: 'detail' }, t('dropText')),
      input,
    )
    for (const name of ['dragover', 'dragleave', 'drop']) {
      zone.addEventListener(name, event => {
        event.preventDefault()
        zone.classList.toggle('over', name === 'dragover')
      })
    }
    zone.addEventListener('drop', event => this.take(/** @type {DragEvent} */ (event).dataTransfer?.files[0]))
    this.body.replaceChildren(zone)
    input.focus()
  }

  /** @param {File | undefined} file */
  take(file) {
    if (!file) return
    this.file = file
    this.watched = 0
    this.options = { mapping: {} }
    void this.preview()
  }

  async preview() {
    const { file } = this
    if (!file) return
    const query = { as: this.as, name: file.name, options: JSON.stringify(this.options) }
    const found = await this.during(t('reading', { name: file.name }), () => upload(file, query))
    if (!found) return this.details ? this.askColumns(this.details) : this.offerStores()
    if (found.rates) return this.say(found.rates.rowsSkipped > 0 ? 'bad' : 'good', found.text[page.locale], null)
    if (found.reviews) return this.offerReviews(found)
    const correct = (/** @type {any} */ changed) => {
      this.options = changed
      void this.preview()
    }
    this.body.replaceChildren(...drawPreview(found, this.options, correct), this.foot(found))
    if (found.look) void this.watch(found.id)
  }

  /** Reviews and messages go into the queue by the line that the answer names. @param {any} found */
  offerReviews({ reviews, text }) {
    const { whichStore, line } = reviews
    const lines =
      whichStore.length > 0 ? whichStore.map((/** @type {string} */ slug) => `${line} store:${slug}`) : [line]
    const buttons = lines.map((/** @type {string} */ one) =>
      h('button', { type: 'button', class: 'action primary', onclick: () => this.ask(one) }, one),
    )
    this.say('good', text[page.locale], null, ...buttons)
  }

  /**
   * A large file is read to its end meanwhile: says how far it is, then shows what it comes to or what came of it.
   * @param {number} id
   */
  async watch(id) {
    this.watched = id
    const note = h('p', { class: 'waiting', role: 'status' })
    this.body.prepend(note)
    for (;;) {
      await new Promise(done => setTimeout(done, 1_000))
      if (this.watched !== id || !note.isConnected) return
      const found = await get(`web/imports/${id}?${new URLSearchParams({ as: this.as })}`).catch(() => null)
      if (!found) continue
      if (found.state !== 'reading' && !(found.wanted && found.state === 'preview')) return this.show(found)
      const { rows = 0, share = 0 } = found.progress ?? {}
      const values = { rows: rows.toLocaleString(page.locale), share: String(Math.floor(share * 100)) }
      note.replaceChildren(h('span', { class: 'spinner' }), t(found.wanted ? 'readingWanted' : 'readingRest', values))
    }
  }

  /** A large file was read: what it would bring, or what came of it. @param {any} found */
  show(found) {
    if (found.state === 'applied') {
      const undo = h(
        'button',
        { type: 'button', class: 'action danger', onclick: () => this.undo(found.id) },
        t('undo'),
      )
      return this.say('good', t('applied'), countsOf(found), undo)
    }
    if (found.state !== 'preview' || !found.preview)
      return this.say('bad', found.fault?.[page.locale] ?? t('gone'), null)
    const correct = (/** @type {any} */ changed) => {
      this.options = changed
      void this.preview()
    }
    this.body.replaceChildren(...drawPreview(found.preview, this.options, correct), this.foot(found.preview))
  }

  /**
   * The columns are not understood: each is shown with what stands in it, and somebody says what they mean.
   * @param {any} details
   */
  askColumns(details) {
    const reason = this.body.querySelector('.refused')
    const correct = (/** @type {any} */ changed) => {
      this.options = changed
    }
    const again = h('button', { type: 'button', class: 'action primary', onclick: () => this.preview() }, t('retry'))
    const other = h('button', { type: 'button', class: 'action plain', onclick: () => this.choose() }, t('otherFile'))
    const fields = drawQuestion(details, () => this.options, correct)
    this.body.replaceChildren(...(reason ? [reason] : []), fields, h('footer', {}, other, again))
    fields.querySelector('select')?.focus()
  }

  /** The file was refused: often it only lacks where its stores sell. */
  offerStores() {
    const reason = this.body.querySelector('.refused')
    const correct = (/** @type {any} */ changed) => {
      this.options = changed
    }
    const again = h('button', { type: 'button', class: 'action primary', onclick: () => this.preview() }, t('retry'))
    const other = h('button', { type: 'button', class: 'action plain', onclick: () => this.choose() }, t('otherFile'))
    const fields = storeFields(undefined, () => this.options, correct)
    this.body.replaceChildren(...(reason ? [reason] : []), fields, h('footer', {}, other, again))
    fields.querySelector('select')?.focus()
  }

  /** @param {any} preview */
  foot(preview) {
    const other = h('button', { type: 'button', class: 'action plain', onclick: () => this.choose() }, t('otherFile'))
    if (preview.alreadyApplied) {
      const undo = h(
        'button',
        { type: 'button', class: 'action danger', onclick: () => this.undo(preview.alreadyApplied.id) },
        t('undo'),
      )
      return h('footer', {}, h('p', { class: 'text-strong' }, t('alreadyApplied')), other, undo)
    }
    const apply = h(
      'button',
      { type: 'button', class: 'action primary', onclick: () => this.apply(preview.id) },
      t('apply'),
    )
    return h('footer', {}, other, ...this.otherUse(preview), apply)
  }

  /**
   * A file that may be compared instead of imported: the line of its button is asked in the conversation.
   * @param {any} preview
   */
  otherUse({ otherUse }) {
    if (!otherUse) return []
    const why = h('p', { class: 'text-strong' }, otherUse.why[page.locale])
    const ask = { type: 'button', class: 'action', onclick: () => this.ask(otherUse.line) }
    return [why, h('button', ask, otherUse.label[page.locale])]
  }

  /** @param {number} id */
  async apply(id) {
    const result = await this.during(t('applying'), () => post(`web/imports/${id}/apply`, { as: this.as }))
    if (!result) return
    if (result.waiting) return this.watch(id)
    const undo = h('button', { type: 'button', class: 'action danger', onclick: () => this.undo(id) }, t('undo'))
    const line = firstLine(result)
    const show = h('button', { type: 'button', class: 'action primary', onclick: () => this.ask(line) }, line)
    this.say('good', t('applied'), countsOf(result), undo, show)
  }

  /** @param {number} id */
  async undo(id) {
    const result = await this.during(t('undoing'), () => post(`web/imports/${id}/undo`, { as: this.as }))
    if (result) this.say('good', t('undone'), countsOf(result))
  }

  /**
   * @param {'good' | 'bad'} tone
   * @param {string} title
   * @param {Node | null} detail
   * @param {...HTMLElement} buttons
   */
  say(tone, title, detail, ...buttons) {
    const other = h('button', { type: 'button', class: 'action plain', onclick: () => this.choose() }, t('otherFile'))
    const head = h('p', { class: 'text-strong import-result' }, h('span', { class: 'sign' }, icon(tone)), title)
    this.body.replaceChildren(h('div', { class: `tone-${tone}` }, head, detail), h('footer', {}, other, ...buttons))
    other.focus()
  }

  /**
   * Shows that something takes its time, and what went wrong; what was chosen stays.
   * @template T
   * @param {string} text
   * @param {() => Promise<T>} work
   * @returns {Promise<T | null>}
   */
  async during(text, work) {
    this.details = null
    const before = [...this.body.children]
    const note = h('p', { class: 'waiting', role: 'status' }, h('span', { class: 'spinner' }), text)
    this.body.replaceChildren(note, ...before)
    this.body.setAttribute('aria-busy', 'true')
    for (const part of before) /** @type {HTMLElement} */ (part).inert = true
    try {
      return await work()
    } catch (error) {
      const failed = error instanceof Failed ? error : new Failed(null, true)
      this.details = failed.details
      const reason = h(
        'p',
        { class: 'refused', role: 'alert' },
        icon('warning'),
        failed.text?.[page.locale] ?? t('unreachable'),
      )
      for (const part of before) /** @type {HTMLElement} */ (part).inert = false
      this.body.replaceChildren(reason, ...before)
      return null
    } finally {
      this.body.setAttribute('aria-busy', 'false')
    }
  }
}

/** What to ask for after an import: its first store in its last month. @param {any} result */
function firstLine({ stores, to }) {
  return ['status', stores?.[0], to?.slice(0, 7)].filter(Boolean).join(' ')
}

/** Numbers of a result that the page has a name for. @param {any} result */
function countsOf(result) {
  const known = ['inserted', 'changed', 'unchanged', 'corrected', 'rowsSkipped', 'restored']
  const facts = known.flatMap(name =>
    typeof result?.[name] === 'number'
      ? [
          h(
            'div',
            { class: 'fact' },
            h('dt', {}, t(name)),
            h('dd', { class: 'fact-value' }, result[name].toLocaleString(page.locale)),
          ),
        ]
      : [],
  )
  return facts.length > 0 ? h('dl', { class: 'facts' }, facts) : null
}
