// @ts-check
import { avatar } from './conversation.js'
import { byId, h, icon } from './dom.js'
import { languages, page, scopeText, t } from './texts.js'

/**
 * @typedef {object} SidebarHooks
 * @property {(email: string) => void} person
 * @property {(channel: string) => void} channel
 * @property {(locale: import('./texts.js').Locale) => void} language
 */

/** People, conversations, language and colours. On a phone it is a drawer. */
export class Sidebar {
  /** @param {SidebarHooks} hooks */
  constructor(hooks) {
    this.hooks = hooks
    this.side = byId('side')
    this.narrow = matchMedia('(max-width: 760px)')
    byId('side-open').append(icon('menu'))
    byId('side-close').append(icon('close'))
    byId('side-open').addEventListener('click', () => this.toggle(true))
    byId('side-close').addEventListener('click', () => this.toggle(false))
    byId('scrim').addEventListener('click', () => this.toggle(false))
    byId('who').addEventListener('click', () => this.unfold(byId('people').hidden))
    this.side.addEventListener('keydown', (/** @type {KeyboardEvent} */ event) => {
      if (event.key !== 'Escape') return
      if (!byId('people').hidden) this.unfold(false)
      else this.toggle(false)
    })
    this.narrow.addEventListener('change', () => this.toggle(false))
    this.toggle(false)
  }

  /** @param {boolean} open */
  toggle(open) {
    const phone = this.narrow.matches
    const was = this.side.classList.contains('open')
    this.side.classList.toggle('open', open && phone)
    this.side.inert = phone && !open
    byId('main').inert = phone && open
    byId('scrim').hidden = !(phone && open)
    if (!phone) return
    if (open) byId('side-close').focus()
    else if (was) byId('side-open').focus()
  }

  /** @param {boolean} open */
  unfold(open) {
    byId('people').hidden = !open
    byId('who').setAttribute('aria-expanded', String(open))
    if (open) byId('people').querySelector('input:checked')?.focus()
    else byId('who').focus()
  }

  /** @param {{directory: any, person: any, channel: string, unread: Map<string, {count: number, mentioned: boolean}>}} state */
  draw({ directory, person, channel, unread }) {
    byId('who').replaceChildren(...personParts(person), icon('down'))
    byId('people').replaceChildren(
      ...directory.people.map((/** @type {any} */ one) => this.personRow(one, one === person)),
    )
    const groups = directory.channels.map((/** @type {any} */ one) =>
      this.channelRow(one.name, scopeText(one.scope), one.name === channel, unread.get(one.name)),
    )
    byId('channels').replaceChildren(
      this.channelRow('@me', t('ownAbout'), channel === '@me', unread.get('@me')),
      ...groups,
    )
    byId('languages').replaceChildren(...languages.map(one => this.languageButton(one)))
  }

  /** @param {any} person @param {boolean} checked */
  personRow(person, checked) {
    const choose = () => this.hooks.person(person.email)
    const input = h('input', {
      type: 'radio',
      name: 'person',
      value: person.email,
      class: 'sr-only',
      onclick: (/** @type {MouseEvent} */ event) => event.detail > 0 && this.unfold(false),
      onchange: choose,
    })
    if (checked) input.setAttribute('checked', '')
    input.addEventListener('keydown', event => event.key === 'Enter' && this.unfold(false))
    return h('label', { class: 'person' }, input, ...personParts(person))
  }

  /**
   * @param {string} name
   * @param {string} about
   * @param {boolean} current
   * @param {{count: number, mentioned: boolean} | undefined} unread
   */
  channelRow(name, about, current, unread) {
    const open = () => {
      this.hooks.channel(name)
      this.toggle(false)
    }
    const badge = unread
      ? h(
          'span',
          { class: `badge ${unread.mentioned ? 'me' : ''}` },
          unread.mentioned ? `@${unread.count}` : String(unread.count),
        )
      : null
    const names = h(
      'span',
      { class: 'names' },
      h('span', { class: 'name' }, name === '@me' ? t('own') : name.replace(/^#/, '')),
      h('span', { class: 'detail' }, about),
    )
    return h(
      'li',
      {},
      h(
        'button',
        {
          type: 'button',
          class: 'channel',
          'data-channel': name,
          'aria-current': current ? 'true' : null,
          onclick: open,
        },
        icon(name === '@me' ? 'own' : 'group'),
        names,
        badge,
      ),
    )
  }

  /** @param {{id: import('./texts.js').Locale, name: string, label: string}} language */
  languageButton({ id, name, label }) {
    const choose = () => this.hooks.language(id)
    return h(
      'button',
      {
        type: 'button',
        lang: id,
        title: name,
        'data-locale': id,
        'aria-pressed': String(id === page.locale),
        onclick: choose,
      },
      label,
    )
  }
}

/** @param {any} person */
function personParts(person) {
  const language = languages.find(one => one.id === person.locale)?.name ?? ''
  const about = [t(person.role), scopeText(person.scope), language].filter(part => part !== '').join(' · ')
  return [
    avatar(person.name),
    h('span', { class: 'names' }, h('span', { class: 'name' }, person.name), h('span', { class: 'detail' }, about)),
  ]
}

const themes = /** @type {const} */ (['auto', 'light', 'dark'])

/** Light, dark, or as the system says; remembered. */
export function wireTheme() {
  const button = byId('theme')
  const root = document.documentElement
  const apply = (/** @type {'auto' | 'light' | 'dark'} */ theme) => {
    root.dataset.theme = theme
    button.replaceChildren(icon(theme))
    button.setAttribute('aria-label', t(`theme${theme}`))
    button.title = t(`theme${theme}`)
  }
  const saved = themes.find(theme => theme === remembered('linkstar-theme')) ?? 'auto'
  apply(saved)
  button.addEventListener('click', () => {
    const next = themes[(themes.indexOf(/** @type {any} */ (root.dataset.theme)) + 1) % themes.length] ?? 'auto'
    remember('linkstar-theme', next)
    apply(next)
  })
  return () => apply(themes.find(theme => theme === root.dataset.theme) ?? 'auto')
}

/** @param {string} key */
export function remembered(key) {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

/** @param {string} key @param {string} value */
export function remember(key, value) {
  try {
    localStorage.setItem(key, value)
  } catch {
    // a browser without storage forgets it
  }
}
