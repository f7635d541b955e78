// @ts-check
import { drawCard } from './card.js'
import { byId, h, icon } from './dom.js'
import { ago } from './lines.js'
import { page, t } from './texts.js'

/**
 * The messages of one conversation on the page. A message is drawn once per state; the same one again changes
 * nothing, a later one replaces it where it stands.
 */
export class Conversation {
  /**
   * @param {import('./card.js').CardEvents} events
   * @param {{retry: (id: string) => void, edit: (id: string) => void, mentioned: (text: string) => void}} hooks
   */
  constructor(events, hooks) {
    this.events = events
    this.hooks = hooks
    this.log = byId('log')
    this.scroll = byId('scroll')
    this.toEnd = byId('to-end')
    /** @type {Map<string, {message: any, element: HTMLElement}>} */
    this.shown = new Map()
    /** @type {Map<string, HTMLElement>} */
    this.pending = new Map()
    this.live = false
    this.toEnd.addEventListener('click', () => this.jumpToEnd())
    this.scroll.addEventListener('scroll', () => {
      if (this.isAtEnd()) this.toEnd.hidden = true
    })
    setInterval(() => this.refreshTimes(), 30_000)
    /** Whether the newest message stays in view while pictures and messages arrive. */
    this.stick = true
    new ResizeObserver(() => this.stick && this.reveal()).observe(this.log)
    this.scroll.addEventListener('wheel', () => this.unstickSoon())
    this.scroll.addEventListener('touchmove', () => this.unstickSoon())
    this.scroll.addEventListener('keydown', () => this.unstickSoon())
  }

  unstickSoon() {
    requestAnimationFrame(() => {
      this.stick = this.isAtEnd()
    })
  }

  /** Empties it for another conversation. */
  clear() {
    this.shown.clear()
    this.log.replaceChildren()
    this.live = false
    this.stick = true
    this.toEnd.hidden = true
    this.scroll.setAttribute('aria-busy', 'true')
  }

  /** The history is there: from now on what arrives is news. */
  ready() {
    this.live = true
    this.scroll.setAttribute('aria-busy', 'false')
  }

  get isEmpty() {
    return this.shown.size === 0 && this.pending.size === 0
  }

  /** @param {any} message */
  show(message) {
    const old = this.shown.get(message.id)
    if (old && old.message.revision > message.revision) return
    if (old && sameState(old.message, message)) return
    const waiting = message.attempt ? this.pending.get(message.attempt) : undefined
    if (waiting) this.settle(message.attempt)
    const element = this.draw(message)
    const follow = this.stick || this.isAtEnd()
    if (old) replaceQuietly(old.element, element, message.revision > old.message.revision && this.live)
    else this.insert(element, message)
    this.shown.set(message.id, { message, element })
    if (old || !this.live) return follow ? this.reveal() : undefined
    element.classList.add('is-new')
    if (follow) this.reveal()
    else this.toEnd.hidden = false
    if (message.card) byId('news').textContent = `${t('bot')}: ${message.card.view.title}` // a whole table read out is no help
    if (mentions(message, this.events.email)) this.hooks.mentioned(`${t('mentionsYou')}: ${message.card.view.title}`)
  }

  /** Draws everything again: another language. */
  redraw() {
    for (const entry of this.shown.values()) {
      const element = this.draw(entry.message)
      entry.element.replaceWith(element)
      entry.element = element
    }
  }

  /**
   * @param {string} id
   * @param {string} line
   */
  wait(id, line) {
    const state = h('span', { class: 'state' }, h('span', { class: 'spinner', 'aria-hidden': true }), t('sending'))
    const element = h(
      'li',
      { class: 'message mine pending' },
      h('div', { class: 'bubble' }, line),
      h('p', { class: 'meta' }, state),
    )
    this.settle(id)
    this.pending.set(id, element)
    this.log.append(element)
    this.jumpToEnd()
  }

  /** @param {string} id */
  settle(id) {
    this.pending.get(id)?.remove()
    this.pending.delete(id)
  }

  /**
   * @param {string} id
   * @param {string} text
   * @param {boolean} again
   */
  fail(id, text, again) {
    const element = this.pending.get(id)
    if (!element) return
    element.classList.add('failed')
    const retry = h('button', { type: 'button', class: 'link', onclick: () => this.hooks.retry(id) }, t('retry'))
    const edit = h('button', { type: 'button', class: 'link', onclick: () => this.hooks.edit(id) }, t('editLine'))
    const meta = h(
      'p',
      { class: 'meta', role: 'alert' },
      icon('warning'),
      ` ${t('notSent')} ${text} `,
      again ? retry : null,
      ' ',
      edit,
    )
    element.querySelector('.meta')?.replaceWith(meta)
    this.jumpToEnd()
  }

  /** @param {any} message */
  draw(message) {
    const mine = message.author.kind === 'person' && message.author.email.toLowerCase() === this.events.email
    const time = h(
      'time',
      { datetime: message.at, title: new Date(message.at).toLocaleString(page.locale) },
      ago(new Date(message.at), new Date(), page.locale),
    )
    const name = message.author.kind === 'bot' ? t('bot') : message.author.name
    const changed =
      message.card && message.revision > 1
        ? h('span', { class: 'changed', 'data-changed': message.changedAt }, ` · ${changedText(message)}`)
        : null
    const aside = message.aside ? h('span', { class: 'aside' }, icon('lock'), t('aside')) : null
    const meta = h(
      'p',
      { class: 'meta' },
      mine ? null : h('strong', {}, name),
      mine ? null : ' ',
      time,
      changed,
      aside ? ' ' : null,
      aside,
    )
    const content = message.card ? drawCard(message.card.view, this.events) : drawLine(message)
    return h(
      'li',
      {
        class: `message ${mine ? 'mine' : ''} ${message.card ? 'from-bot' : 'from-person'}`,
        'data-id': message.id,
        tabindex: -1,
      },
      mine ? null : avatar(message.author.kind === 'bot' ? null : message.author.name),
      h('div', { class: 'body' }, meta, content),
    )
  }

  /**
   * @param {HTMLElement} element
   * @param {any} message
   */
  insert(element, message) {
    const later = [...this.shown.values()].filter(entry => entry.message.at > message.at)
    later.sort((a, b) => (a.message.at < b.message.at ? -1 : 1))
    const before = later[0]?.element ?? this.pending.values().next().value ?? null
    this.log.insertBefore(element, before)
  }

  isAtEnd() {
    return this.scroll.scrollHeight - this.scroll.scrollTop - this.scroll.clientHeight < 80
  }

  /** Shows the newest message: its end, or its beginning with the line before it where it is taller than the view. */
  reveal() {
    const newest = /** @type {HTMLElement | null} */ (this.log.lastElementChild)
    const line = newest?.previousElementSibling
    const first = line?.matches('.mine') && line.clientHeight < 160 ? line : newest
    if (!newest || !first || tall(newest, first) <= this.scroll.clientHeight - 16) return this.jumpToEnd()
    this.stick = true
    this.scroll.scrollTop += first.getBoundingClientRect().top - this.scroll.getBoundingClientRect().top - 12
    this.toEnd.hidden = true
  }

  jumpToEnd() {
    this.stick = true
    this.scroll.scrollTop = this.scroll.scrollHeight
    this.toEnd.hidden = true
  }

  refreshTimes() {
    const now = new Date()
    for (const time of this.log.querySelectorAll('time')) {
      time.textContent = ago(new Date(time.dateTime), now, page.locale)
    }
    for (const { message, element } of this.shown.values()) {
      const changed = element.querySelector('.changed')
      if (changed) changed.textContent = ` · ${changedText(message)}`
    }
  }
}

/** Height from the top of one to the end of another. @param {Element} last @param {Element} first */
function tall(last, first) {
  return last.getBoundingClientRect().bottom - first.getBoundingClientRect().top
}

/** @param {any} message */
function changedText(message) {
  return t('edited', { when: ago(new Date(message.changedAt), new Date(), page.locale) })
}

/** @param {any} message */
function drawLine(message) {
  const pressed = message.via === 'button' || message.via === 'form'
  return h('div', { class: `bubble ${pressed ? 'pressed' : ''}`, title: pressed ? t('pressed') : null }, message.line)
}

/** @param {string | null} name */
export function avatar(name) {
  if (name === null) return h('img', { class: 'avatar', src: 'web/page/icon.svg', alt: '', width: 32, height: 32 })
  const hue = [...name].reduce((sum, letter) => (sum * 31 + (letter.codePointAt(0) ?? 0)) % 8, 7)
  const [first = '?'] = [...name]
  return h('span', { class: `avatar hue-${hue}`, 'aria-hidden': 'true' }, first.toUpperCase())
}

/** The same state may come from the answer and from the stream. @param {any} a @param {any} b */
function sameState(a, b) {
  return a.revision === b.revision && JSON.stringify(a.card?.view) === JSON.stringify(b.card?.view)
}

/**
 * Puts the new state where the old one stood; focus and unfolded parts stay as the reader left them.
 * @param {HTMLElement} old
 * @param {HTMLElement} element
 * @param {boolean} changed
 */
function replaceQuietly(old, element, changed) {
  const focused = old.contains(document.activeElement) ? document.activeElement : null
  const line = focused?.getAttribute('data-line')
  const open = [...old.querySelectorAll('details')].map(one => one.open)
  old.replaceWith(element)
  for (const [index, one] of [...element.querySelectorAll('details')].entries()) one.open = open[index] ?? false
  if (changed) element.classList.add('is-changed')
  if (!focused) return
  const same = line ? element.querySelector(`[data-line="${CSS.escape(line)}"]`) : null
  const target = /** @type {HTMLElement} */ (same ?? element)
  target.focus({ preventScroll: true })
}

/** @param {any} message @param {string} email */
function mentions(message, email) {
  const blocks = message.card?.view.blocks ?? []
  return blocks.some(
    (/** @type {any} */ block) =>
      block.type === 'mention' &&
      block.people.some((/** @type {any} */ person) => person.handle?.toLowerCase() === email),
  )
}
