// @ts-check
import { h, icon } from './dom.js'
import { t } from './texts.js'

/**
 * @typedef {object} CardEvents
 * @property {(action: any, button: HTMLButtonElement) => void} press
 * @property {(picture: any) => void} enlarge
 * @property {string} email of the reader
 */

/**
 * Draws what the bot said. All texts become text nodes.
 * @param {any} view
 * @param {CardEvents} events
 * @returns {HTMLElement}
 */
export function drawCard(view, events) {
  return h(
    'div',
    { class: `card tone-${view.tone}` },
    h('h3', { class: 'card-title' }, toneSign(view.tone), h('span', {}, view.title)),
    view.blocks.map((/** @type {any} */ block) => drawBlock(block, events)),
  )
}

/**
 * @param {any} block
 * @param {CardEvents} events
 * @returns {HTMLElement | null}
 */
function drawBlock(block, events) {
  switch (block.type) {
    case 'text':
      return h('p', { class: `text text-${block.style}` }, block.text)
    case 'facts':
      return h('dl', { class: 'facts' }, block.facts.map(drawFact))
    case 'table':
      return drawTable(block)
    case 'list':
      return drawList(block)
    case 'image':
      return drawImage(block, events)
    case 'mention':
      return drawMention(block, events)
    case 'link':
      return drawLink(block)
    case 'actions':
      return drawActions(block, events)
    default:
      return null
  }
}

/** @param {any} fact */
function drawFact(fact) {
  return h(
    'div',
    { class: `fact ${fact.tone ? `tone-${fact.tone}` : ''}` },
    h('dt', {}, fact.label),
    h('dd', {}, fact.tone ? toneSign(fact.tone) : null, h('span', { class: 'fact-value' }, fact.value)),
    fact.detail ? h('dd', { class: 'detail' }, fact.detail) : null,
  )
}

/** A table; on a narrow screen with many columns each row becomes a block. @param {any} block */
function drawTable({ columns, rows }) {
  const head = columns.map((/** @type {any} */ column) =>
    h('th', { scope: 'col', role: 'columnheader', class: `align-${column.align}` }, column.label),
  )
  const body = rows.map((/** @type {any[]} */ row) =>
    h(
      'tr',
      { role: 'row' },
      row.map((cell, index) => drawCell(cell, columns[index], index)),
    ),
  )
  return h(
    'div',
    { class: 'table-scroll' },
    h(
      'table',
      { role: 'table', class: columns.length > 3 ? 'stacks' : '' },
      h('thead', { role: 'rowgroup' }, h('tr', { role: 'row' }, head)),
      h('tbody', { role: 'rowgroup' }, body),
    ),
  )
}

/**
 * @param {any} cell
 * @param {any} column
 * @param {number} index
 */
function drawCell(cell, column, index) {
  const tone = cell.tone ? ` tone-${cell.tone}` : ''
  const none = index > 1 && cell.text === '–' ? ' none' : ''
  const classes = `align-${column?.align ?? 'start'}${tone}${cell.dim ? ' dim' : ''}${none}`
  const content = h(
    'span',
    { class: 'cell' },
    cell.tone && cell.tone !== 'info' ? toneSign(cell.tone) : null,
    cell.text,
  )
  if (index === 0) return h('th', { scope: 'row', role: 'rowheader', class: classes }, content)
  return h('td', { role: 'cell', class: classes, 'data-column': column?.label ?? '' }, content)
}

/** @param {any} block */
function drawList({ heading, items, folded }) {
  const list = h(
    'ul',
    { class: 'items' },
    items.map((/** @type {string} */ item) => h('li', {}, item)),
  )
  if (folded) {
    const count = h('span', { class: 'count' }, String(items.length))
    return h(
      'details',
      { class: 'list' },
      h('summary', {}, heading === '' ? null : h('span', {}, heading), ' ', count),
      list,
    )
  }
  return h('div', { class: 'list' }, heading === '' ? null : h('h4', {}, heading), list)
}

/**
 * @param {any} block
 * @param {CardEvents} events
 */
function drawImage(block, events) {
  if (block.url === null) {
    return h('figure', { class: 'picture missing' }, h('p', {}, block.alt), h('p', { class: 'detail' }, block.missing))
  }
  const figure = h('figure', { class: 'picture' })
  const show = () => {
    const url = block.url.replace(/^\//, '')
    const image = h('img', {
      src: url,
      alt: block.alt,
      width: block.width,
      height: block.height,
      loading: 'lazy',
      decoding: 'async',
    })
    image.addEventListener('error', () => figure.replaceChildren(...brokenImage(block.alt, show)))
    const open = () => events.enlarge({ ...block, url })
    figure.replaceChildren(h('button', { type: 'button', class: 'enlarge', title: t('enlarge'), onclick: open }, image))
  }
  show()
  return figure
}

/**
 * @param {string} alt
 * @param {() => void} again
 */
function brokenImage(alt, again) {
  return [
    h('p', {}, alt),
    h(
      'p',
      { class: 'detail' },
      t('pictureGone'),
      ' ',
      h('button', { type: 'button', class: 'link', onclick: again }, t('retry')),
    ),
  ]
}

/**
 * @param {any} block
 * @param {CardEvents} events
 */
function drawMention({ people }, { email }) {
  const isReader = (/** @type {any} */ person) => person.handle !== null && person.handle.toLowerCase() === email
  const chips = people.map((/** @type {any} */ person) =>
    h('span', { class: `mention ${isReader(person) ? 'me' : ''}`, title: person.handle }, `@${person.name}`),
  )
  const label = people.some(isReader) ? t('mentionsYou') : t('mentions')
  return h('p', { class: 'mentions' }, h('span', { class: 'detail' }, label), ' ', chips)
}

/** A page of the service; anything but a web address is shown as text. @param {any} block */
function drawLink({ label, url }) {
  if (!/^https?:\/\//.test(url)) return h('p', { class: 'text' }, `${label}: ${url}`)
  return h('p', { class: 'text' }, h('a', { href: url, target: '_blank', rel: 'noopener noreferrer' }, label))
}

/**
 * @param {any} block
 * @param {CardEvents} events
 */
function drawActions({ actions }, events) {
  const buttons = actions.map((/** @type {any} */ action) => {
    const button = /** @type {HTMLButtonElement} */ (
      h('button', {
        type: 'button',
        class: `action ${action.style}`,
        'data-line': action.line,
        title: action.form ? null : action.line,
      })
    )
    button.append(h('span', {}, action.form ? `${action.label}…` : action.label))
    button.addEventListener('click', () => events.press(action, button))
    return button
  })
  return h('div', { class: 'actions' }, buttons)
}

/**
 * Says a tone by shape, and in words to screen readers: never by colour alone.
 * @param {any} tone
 */
export function toneSign(tone) {
  return h(
    'span',
    { class: `sign sign-${tone}`, title: t(tone) },
    icon(tone),
    h('span', { class: 'sr-only' }, `${t(tone)}: `),
  )
}
