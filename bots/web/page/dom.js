// @ts-check

/** @typedef {Record<string, string | number | boolean | null | undefined | ((event: any) => void)>} Props */
/** @typedef {Node | string | null | undefined | false} Child */

/**
 * Makes an element. Texts become text nodes, never markup; `on…` props are listeners, the others attributes.
 * @param {string} tag
 * @param {Props} [props]
 * @param {...(Child | Child[])} children
 * @returns {HTMLElement}
 */
export function h(tag, props = {}, ...children) {
  const element = document.createElement(tag)
  for (const [name, value] of Object.entries(props)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value)
    else if (value === true) element.setAttribute(name, '')
    else if (value !== false && value !== null && value !== undefined) element.setAttribute(name, String(value))
  }
  for (const child of children.flat())
    if (child !== null && child !== undefined && child !== false) element.append(child)
  return element
}

/**
 * An element of the page by its id.
 * @param {string} id
 * @returns {any}
 */
export function byId(id) {
  const found = document.getElementById(id)
  if (!found) throw new Error(`the page has no #${id}`)
  return found
}

const shapes = {
  good: 'M3.5 8.5l3 3 6-7',
  warning: 'M8 2.2L14.4 13.4H1.6zM8 6.4v3.2M8 11.6v.1',
  bad: 'M4 4l8 8M12 4l-8 8',
  critical: 'M5.3 1.6h5.4l3.7 3.7v5.4l-3.7 3.7H5.3l-3.7-3.7V5.3zM8 4.6v4M8 11v.2',
  info: 'M8 7.2v4M8 4.6v.2M8 1.6a6.4 6.4 0 100 12.8A6.4 6.4 0 008 1.6z',
  close: 'M4 4l8 8M12 4l-8 8',
  menu: 'M2 4h12M2 8h12M2 12h12',
  send: 'M8 13.5v-11M3.5 7L8 2.5 12.5 7',
  upload: 'M8 10.5v-8M4.8 5.4L8 2.2l3.2 3.2M2.5 10.5v3h11v-3',
  group: 'M6.2 2L4.8 14M11.2 2L9.8 14M2.4 5.6h11.4M2.2 10.4h11.4',
  own: 'M2.2 3h11.6v8H8.4L5 13.8V11H2.2z',
  down: 'M3.5 6L8 10.5 12.5 6',
  light: 'M8 5a3 3 0 100 6 3 3 0 000-6zM8 1v1.4M8 13.6V15M1 8h1.4M13.6 8H15M3 3l1 1M12 12l1 1M13 3l-1 1M4 12l-1 1',
  dark: 'M13.4 9.8A6 6 0 016.2 2.6a6 6 0 107.2 7.2z',
  auto: 'M8 1.8a6.2 6.2 0 100 12.4A6.2 6.2 0 008 1.8zM8 1.8v12.4M8 5h4.8M8 8h6.2M8 11h4.8',
  lock: 'M3.6 7.2h8.8v6.4H3.6zM5.4 7V5a2.6 2.6 0 015.2 0v2',
}

/**
 * A drawn sign of one colour, unseen by screen readers.
 * @param {keyof typeof shapes} name
 * @returns {SVGElement}
 */
export function icon(name) {
  const space = 'http://www.w3.org/2000/svg'
  const svg = document.createElementNS(space, 'svg')
  svg.setAttribute('viewBox', '0 0 16 16')
  svg.setAttribute('class', 'icon')
  svg.setAttribute('aria-hidden', 'true')
  const path = document.createElementNS(space, 'path')
  path.setAttribute('d', shapes[name])
  svg.append(path)
  return svg
}
