// @ts-check
import { byId, h } from './dom.js'
import { suggest } from './lines.js'
import { page, t } from './texts.js'

const historyKey = 'linkstar-lines'

/** The field where people write, with what they could write next. */
export class Composer {
  /** @param {{send: (line: string) => void, verbs: () => readonly any[]}} hooks */
  constructor(hooks) {
    this.hooks = hooks
    /** @type {HTMLTextAreaElement} */
    this.field = byId('line')
    this.list = byId('suggestions')
    /** Newest first. @type {string[]} */
    this.recent = readRecent()
    /** Where ↑ is in the recent lines; -1: at what is being written. */
    this.back = -1
    this.draft = ''
    this.marked = -1
    /** @type {{line: string, about: string, kind: string}[]} */
    this.options = []
    byId('composer').addEventListener('submit', (/** @type {Event} */ event) => {
      event.preventDefault()
      this.submit()
    })
    this.field.addEventListener('input', () => this.changed())
    this.field.addEventListener('keydown', event => this.key(event))
    this.field.addEventListener('blur', () => setTimeout(() => this.close(), 150))
  }

  /** @param {string} text */
  write(text) {
    this.field.value = text
    this.fit()
    this.field.focus()
    this.field.setSelectionRange(text.length, text.length)
  }

  submit() {
    const line = this.field.value.trim()
    this.close()
    if (line === '') return
    this.recent = [line, ...this.recent.filter(old => old !== line)].slice(0, 50)
    writeRecent(this.recent)
    this.back = -1
    this.field.value = ''
    this.fit()
    this.hooks.send(line)
  }

  changed() {
    this.back = -1
    this.fit()
    this.options = suggest(this.field.value, this.hooks.verbs(), this.recent, page.locale)
    this.marked = -1
    this.draw()
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    if (event.isComposing || event.keyCode === 229) return // an input method is choosing characters
    const open = !this.list.hidden
    if (event.key === 'Enter' && !event.shiftKey) {
      event.preventDefault()
      if (open && this.marked >= 0) this.take(this.marked)
      else this.submit()
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation()
      this.close()
    } else if (event.key === 'Tab' && open && !event.shiftKey && this.field.value.trim() !== '') {
      event.preventDefault()
      this.take(Math.max(0, this.marked))
    } else if (event.key === 'ArrowDown' && open) {
      event.preventDefault()
      this.mark((this.marked + 1) % this.options.length)
    } else if (event.key === 'ArrowUp' && open && this.marked >= 0) {
      event.preventDefault()
      this.mark(this.marked - 1)
    } else if (event.key === 'ArrowUp' || event.key === 'ArrowDown') {
      this.walk(event)
    }
  }

  /** Goes through earlier lines, shell-like. @param {KeyboardEvent} event */
  walk(event) {
    const up = event.key === 'ArrowUp'
    if (up ? this.field.value !== '' && this.back < 0 : this.back < 0) return
    const next = Math.min(this.recent.length - 1, this.back + (up ? 1 : -1))
    event.preventDefault()
    this.back = next
    this.write(next < 0 ? '' : (this.recent[next] ?? ''))
    this.close()
  }

  /** @param {number} index */
  mark(index) {
    this.marked = index
    this.draw()
  }

  /** @param {number} index */
  take(index) {
    const option = this.options[index]
    if (!option) return
    this.write(option.kind === 'verb' ? `${option.line} ` : option.line)
    this.changed()
    if (option.kind !== 'verb') this.close()
  }

  close() {
    this.list.hidden = true
    this.field.setAttribute('aria-expanded', 'false')
    this.field.removeAttribute('aria-activedescendant')
  }

  draw() {
    if (this.options.length === 0) return this.close()
    const rows = this.options.map((option, index) => {
      const pick = (/** @type {Event} */ event) => {
        event.preventDefault() // the field keeps the focus
        this.take(index)
      }
      const about = option.kind === 'recent' ? t('recent') : option.about
      return h(
        'div',
        {
          id: `suggestion-${index}`,
          role: 'option',
          'aria-selected': String(index === this.marked),
          class: `suggestion ${option.kind}`,
          onpointerdown: pick,
        },
        h('span', { class: 'suggestion-line' }, option.line),
        h('span', { class: 'detail' }, about),
      )
    })
    this.list.replaceChildren(...rows)
    this.list.hidden = false
    this.field.setAttribute('aria-expanded', 'true')
    if (this.marked >= 0) {
      this.field.setAttribute('aria-activedescendant', `suggestion-${this.marked}`)
      rows[this.marked]?.scrollIntoView({ block: 'nearest' })
    } else this.field.removeAttribute('aria-activedescendant')
  }

  /** Grows with what is written. */
  fit() {
    this.field.style.height = 'auto'
    this.field.style.height = `${Math.min(this.field.scrollHeight, 160)}px`
  }
}

/** @returns {string[]} */
function readRecent() {
  try {
    const lines = JSON.parse(localStorage.getItem(historyKey) ?? '[]')
    return Array.isArray(lines) ? lines.filter(line => typeof line === 'string') : []
  } catch {
    return []
  }
}

/** @param {readonly string[]} lines */
function writeRecent(lines) {
  try {
    localStorage.setItem(historyKey, JSON.stringify(lines))
  } catch {
    // a browser without storage forgets them
  }
}
