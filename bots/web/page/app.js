// @ts-check
import { Failed, follow, get, post } from './api.js'
import { Composer } from './composer.js'
import { Conversation } from './conversation.js'
import { askToConfirm, askToFill, showPicture } from './dialogs.js'
import { byId, h, icon } from './dom.js'
import { examples, languageOfBrowser, likelyPerson } from './first.js'
import { openImport } from './import.js'
import { remember, remembered, Sidebar, wireTheme } from './sidebar.js'
import { page, scopeText, t, translatePage } from './texts.js'

const state = {
  /** @type {any} */ directory: { people: [], channels: [], verbs: [], demo: false, imports: false },
  /** @type {any} */ person: null,
  channel: '@me',
  /** @type {Map<string, {count: number, mentioned: boolean}>} */ unread: new Map(),
  /** What waits for an answer. @type {Map<string, {line: string, pressed: boolean, form: boolean, channel: string, as: string}>} */
  attempts: new Map(),
  /** @type {() => void} */ unfollow: () => {},
}

const events = { press, enlarge: showPicture, email: '' }
const conversation = new Conversation(events, { retry: again, edit: editAgain, mentioned })
const composer = new Composer({ send: line => send(line, false, false), verbs: () => state.directory.verbs })
const sidebar = new Sidebar({ person: choosePerson, channel: chooseChannel, language: chooseLanguage })
const refreshTheme = wireTheme()

byId('send').append(icon('send'))
byId('import').prepend(icon('upload'))
byId('import').addEventListener('click', () => openImport(state.person.email, line => send(line, false, false)))
document.addEventListener('keydown', focusBySlash)
document.addEventListener('visibilitychange', () => document.visibilityState === 'visible' && setTitle(0))
void start()

/** Loads who and what is there; tries again until the service answers. */
async function start() {
  page.locale = languageOfBrowser()
  translatePage()
  connectionIs('connecting')
  try {
    state.directory = await get('web/directory')
  } catch {
    connectionIs('offline')
    setTimeout(start, 2000)
    return
  }
  byId('demo').hidden = !state.directory.demo
  if (state.directory.people.length === 0) return showNobody()
  const wanted = new URLSearchParams(location.search)
  const as = (wanted.get('as') ?? remembered('linkstar-as') ?? '').toLowerCase()
  const person = state.directory.people.find((/** @type {any} */ one) => one.email.toLowerCase() === as)
  state.channel = knownChannel(wanted.get('channel') ?? remembered('linkstar-channel') ?? '@me')
  choosePerson((person ?? likelyPerson(state.directory.people)).email)
}

/** @param {string} email */
function choosePerson(email) {
  state.person = state.directory.people.find((/** @type {any} */ one) => one.email === email)
  events.email = email.toLowerCase()
  state.unread.clear()
  remember('linkstar-as', email)
  const chosen = /** @type {import('./texts.js').Locale | null} */ (remembered(`linkstar-language-${events.email}`))
  page.locale = chosen ?? state.person.locale
  open()
}

/** @param {string} channel */
function chooseChannel(channel) {
  state.channel = channel
  remember('linkstar-channel', channel)
  open()
  if (!sidebar.narrow.matches) composer.field.focus()
}

/** @param {import('./texts.js').Locale} locale */
function chooseLanguage(locale) {
  remember(`linkstar-language-${events.email}`, locale)
  page.locale = locale
  open()
  byId('languages').querySelector(`[data-locale="${locale}"]`)?.focus()
}

/** Shows the conversation that is chosen, in the language that is chosen. */
function open() {
  state.unfollow()
  state.unread.delete(state.channel)
  conversation.clear()
  byId('empty').hidden = true
  drawChrome()
  const { email } = state.person
  history.replaceState(null, '', `?${new URLSearchParams({ as: email, channel: state.channel })}`)
  state.unfollow = follow(
    { as: email, channel: state.channel, locale: page.locale },
    {
      message: message => {
        byId('empty').hidden = true
        conversation.show(message)
      },
      notice,
      ready: () => {
        conversation.ready()
        drawEmpty()
      },
      state: connectionIs,
    },
  )
}

function drawChrome() {
  translatePage()
  refreshTheme()
  sidebar.draw(state)
  byId('import').hidden = !state.directory.imports || !['manager', 'administrator'].includes(state.person.role)
  const group = state.directory.channels.find((/** @type {any} */ one) => one.name === state.channel)
  byId('title').textContent = group ? group.name : t('own')
  byId('subtitle').textContent = group
    ? scopeText(group.scope)
    : `${state.person.name} · ${scopeText(state.person.scope)}`
  const [simple = 'status', example = simple] = examples(state.directory.verbs)
  composer.field.placeholder = t('placeholder', { example })
  connectionIs(byId('connection').dataset.state)
}

function drawEmpty() {
  const box = byId('empty')
  box.hidden = !conversation.isEmpty
  if (box.hidden) return
  const buttons = examples(state.directory.verbs).map((/** @type {string} */ line) =>
    h('button', { type: 'button', class: 'example', onclick: () => send(line, false, false) }, line),
  )
  box.replaceChildren(
    h('img', { src: 'web/page/icon.svg', alt: '', width: 56, height: 56 }),
    h('h2', {}, t('emptyTitle', { name: state.person.name })),
    h('p', {}, t('emptyText')),
    h('div', { class: 'examples' }, buttons),
  )
}

function showNobody() {
  connectionIs('live')
  byId('empty').hidden = false
  byId('empty').replaceChildren(h('p', {}, t('noPeople')))
  byId('who').hidden = true
}

/**
 * @param {string} line
 * @param {boolean} pressed
 * @param {boolean} form
 */
function send(line, pressed, form) {
  const id = crypto.randomUUID?.() ?? `${Date.now()}-${Math.random().toString(36).slice(2)}`
  state.attempts.set(id, { line, pressed, form, channel: state.channel, as: state.person.email })
  return attempt(id)
}

/**
 * Sends, keeps what was typed until it arrived, and shows the answer.
 * @param {string} id
 * @returns {Promise<string | null>} why the line was not carried out, `null` when it was or never arrived
 */
async function attempt(id) {
  const work = state.attempts.get(id)
  if (!work) return null
  const { line, pressed, form, channel, as } = work
  byId('empty').hidden = true
  conversation.wait(id, line)
  try {
    const head = { as, channel, id, locale: page.locale }
    const answer = pressed
      ? await post('web/actions', { ...head, line, form })
      : await post('web/messages', { ...head, text: line })
    state.attempts.delete(id)
    conversation.settle(id)
    if (isOpen(channel, as)) for (const message of answer.messages) conversation.show(message)
    void followLanguage(answer.locale)
    return answer.refused?.[page.locale] ?? null
  } catch (error) {
    const failed = error instanceof Failed ? error : new Failed(null, true)
    conversation.fail(id, failed.text?.[page.locale] ?? t('unreachable'), failed.again)
    return null
  }
}

/** @param {string} channel @param {string} as */
function isOpen(channel, as) {
  return channel === state.channel && as === state.person.email
}

/**
 * A person who changed their language with a command reads the page in it from now on.
 * @param {string} locale of the answer
 */
async function followLanguage(locale) {
  const { email, locale: before } = state.person
  if (state.channel !== '@me' || locale === before) return
  const directory = await get('web/directory').catch(() => null)
  const person = directory?.people.find((/** @type {any} */ one) => one.email === email)
  if (!person || person.locale === before || state.person.email !== email) return
  state.person.locale = person.locale
  chooseLanguage(person.locale)
  composer.field.focus()
}

/** @param {string} id */
function again(id) {
  void attempt(id)
}

/** @param {string} id */
function editAgain(id) {
  const work = state.attempts.get(id)
  conversation.settle(id)
  state.attempts.delete(id)
  if (work) composer.write(work.line)
}

/**
 * Asks for blanks and for consent where the button wants them, then sends its line. A form whose line was refused
 * opens again with what was entered.
 * @param {any} action
 * @param {HTMLButtonElement} button
 */
async function press(action, button) {
  if (button.getAttribute('aria-busy') === 'true') return
  /** @type {import('./dialogs.js').Filled | undefined} */
  let refused
  do {
    const filled = action.form
      ? await askToFill(action, choicesOf, refused)
      : { line: action.line, values: {}, fault: '' }
    if (filled === null) return
    if (action.confirm && !(await askToConfirm(action.confirm, action.label, action.style === 'danger'))) return
    button.setAttribute('aria-busy', 'true')
    const fault = await send(filled.line, true, Boolean(action.form))
    button.setAttribute('aria-busy', 'false')
    refused = fault && action.form ? { ...filled, fault } : undefined
  } while (refused)
}

/**
 * What a field of a form offers: its own list, people, or a list of the service.
 * @param {any} field
 * @returns {Promise<readonly {label: string, value: string}[]>}
 */
async function choicesOf({ kind, source, options }) {
  if (kind === 'person') {
    return state.directory.people.map((/** @type {any} */ one) => ({
      label: `${one.name} · ${one.email}`,
      value: one.email,
    }))
  }
  if (!source) return options
  const found = await get(`web/choices?${new URLSearchParams({ as: state.person.email, source })}`).catch(() => ({
    choices: [],
  }))
  return found.choices.map((/** @type {any} */ one) => ({ label: one.label[page.locale], value: one.value }))
}

/** @param {{channel: string, mentioned: boolean}} news */
function notice({ channel, mentioned: me }) {
  if (channel === state.channel) return
  const old = state.unread.get(channel) ?? { count: 0, mentioned: false }
  state.unread.set(channel, { count: old.count + 1, mentioned: old.mentioned || me })
  sidebar.draw(state)
  if (me) mentioned(`${t('mentionsYou')}: ${channel}`)
}

/** @param {string} text */
function mentioned(text) {
  byId('announce').textContent = text
  if (document.visibilityState === 'hidden') setTitle(1)
}

/** @param {number} count */
function setTitle(count) {
  document.title = count > 0 ? `(@) LinkStar KPI` : 'LinkStar KPI'
}

/** @param {any} to */
function connectionIs(to) {
  byId('connection').dataset.state = to
  const text = t(to)
  if (byId('connection-text').textContent !== text) byId('connection-text').textContent = text
}

/** @param {KeyboardEvent} event */
function focusBySlash(event) {
  const target = /** @type {HTMLElement} */ (event.target)
  if (event.key !== '/' || target.closest('input, textarea, select, dialog') || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  composer.field.focus()
}

/** @param {string} name */
function knownChannel(name) {
  return state.directory.channels.some((/** @type {any} */ one) => one.name === name) ? name : '@me'
}
