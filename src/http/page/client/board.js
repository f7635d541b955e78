// @ts-check
/** Draws the charts of a board when it comes into sight, with Vega; everything else of the page works without it. */

const script = /** @type {HTMLScriptElement | null} */ (document.querySelector('script[data-vega]'))
const svgNames = 'http://www.w3.org/2000/svg'

/** @type {Promise<any> | undefined} */
let engine

/** A page that was kept from before takes its parts from the same time, too. */
function asKept() {
  return document.body.dataset.kept === undefined ? {} : { 'x-kept': '1' }
}

/** Vega, its interpreter and the specification of marks, loaded once. */
function loadEngine() {
  engine ??= (async () => {
    const { vega = '', interpreter = '' } = script?.dataset ?? {}
    preload(interpreter)
    const [spec] = await Promise.all([json('/page/marks.json'), addScript(vega)])
    const { expressionInterpreter } = await import(interpreter)
    const global = /** @type {any} */ (window)
    return { vega: global.vega, expr: expressionInterpreter, runtime: global.vega.parse(spec, null, { ast: true }) }
  })()
  return engine
}

/**
 * Asks for a module now that runs later: it needs what another script brings.
 * @param {string} href
 */
function preload(href) {
  document.head.append(Object.assign(document.createElement('link'), { rel: 'modulepreload', href }))
}

/** @param {string} src */
function addScript(src) {
  return new Promise((resolve, reject) => {
    const element = document.createElement('script')
    element.src = src
    element.onload = () => resolve(undefined)
    element.onerror = () => reject(new Error('The chart engine did not load'))
    document.head.append(element)
  })
}

/** @param {string} url */
async function json(url) {
  const answer = await fetch(url, { headers: { accept: 'application/json', ...asKept() } })
  if (!answer.ok) throw new Error(`${url} answered ${answer.status}`)
  return answer.json()
}

/**
 * The marks of one plot as an element that stands at its place.
 * @param {any} plot
 */
async function drawPlot(plot) {
  const { vega, expr, runtime } = await loadEngine()
  const view = new vega.View(runtime, { renderer: 'svg', expr, logLevel: vega.Error })
  const box = document.createElement('div')
  view.width(plot.width).height(plot.height)
  view.signal('left', plot.across[0]).signal('right', plot.across[1])
  view.signal('bottom', plot.up[0]).signal('top', plot.up[1])
  view.data('rects', plot.rects).data('rules', plot.rules)
  view.data('lines', plot.lines.flatMap(linePoints))
  view.data(
    'dots',
    plot.dots.map((/** @type {any} */ dot) => ({ ...dot, size: Math.PI * dot.radius ** 2 })),
  )
  await view.initialize(box).hover().runAsync()
  const drawn = box.querySelector('svg')
  if (!drawn) throw new Error('Nothing was drawn')
  for (const [name, value] of Object.entries({ x: plot.x, y: plot.y, overflow: 'visible' })) {
    drawn.setAttribute(name, String(value))
  }
  view.finalize()
  return drawn
}

/**
 * @param {any} line
 * @param {number} at
 */
function linePoints({ points, stroke, width, dash }, at) {
  return points.map((/** @type {number[]} */ [x, y], /** @type {number} */ step) => {
    return { line: at, step, x, y, stroke, width, dash }
  })
}

/**
 * @param {string} name
 * @param {Record<string, unknown>} attributes
 */
function element(name, attributes) {
  const made = document.createElementNS(svgNames, name)
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== null) made.setAttribute(key, String(value))
  }
  return made
}

/** @param {any} shape */
function shapeElement(shape) {
  const { stroke, fill } = shape
  const around = stroke === undefined ? {} : { stroke, 'stroke-width': 3 }
  const points = (shape.points ?? []).map((/** @type {number[]} */ point) => point.join(',')).join(' ')
  if (shape.kind === 'box') {
    const { x, y, width, height, radius = 0 } = shape
    return element('rect', { x, y, width, height, rx: radius, fill, ...around })
  }
  if (shape.kind === 'circle') return element('circle', { cx: shape.x, cy: shape.y, r: shape.radius, fill, ...around })
  if (shape.kind === 'polygon') return element('polygon', { points, fill })
  const dash = shape.dash?.join(' ')
  const ends = { 'stroke-linejoin': 'round', 'stroke-linecap': 'round', 'stroke-dasharray': dash }
  return element('polyline', { points, fill: 'none', stroke, 'stroke-width': shape.width, ...ends })
}

/** @param {any} text */
function textElement({ x, y, text, size, fill, bold, anchor, halo }) {
  const around = halo
    ? { stroke: 'var(--chart-paper)', 'stroke-width': 7, 'stroke-linejoin': 'round', 'paint-order': 'stroke' }
    : {}
  const made = element('text', { x, y, 'font-size': size, fill, 'text-anchor': anchor, ...around })
  if (bold) made.setAttribute('font-weight', '700')
  made.textContent = text
  return made
}

/** @param {any} picture */
async function drawPicture({ width, height, plots, shapes, texts }) {
  const isBehind = (/** @type {any} */ shape) => shape.kind === 'box' || shape.behind === true
  const svg = element('svg', {
    viewBox: `0 0 ${width} ${height}`,
    width,
    height,
    'aria-hidden': true,
    focusable: false,
  })
  svg.append(...shapes.filter(isBehind).map(shapeElement))
  for (const plot of plots) svg.append(await drawPlot(plot))
  svg.append(...shapes.filter((/** @type {any} */ shape) => !isBehind(shape)).map(shapeElement))
  svg.append(...texts.map(textElement))
  return svg
}

/**
 * The day that somebody points at: a line, and its figures in words.
 * @param {HTMLElement} box
 * @param {SVGElement} svg
 * @param {any} chart
 */
function followDays(box, svg, { picture, days }) {
  const [plot] = picture.plots
  const cursor = element('line', { class: 'cursor', y1: plot.y, y2: plot.y + plot.height, visibility: 'hidden' })
  svg.append(cursor)
  const tip = document.createElement('div')
  tip.className = 'tip'
  tip.hidden = true
  box.append(tip)
  let at = -1
  const unit = plot.width / (plot.across[1] - plot.across[0])
  const place = (/** @type {number} */ index) => plot.x + (index - plot.across[0]) * unit
  const show = (/** @type {number} */ index, /** @type {boolean} */ aloud) => {
    at = Math.max(0, Math.min(days.length - 1, index))
    const x = place(at)
    for (const name of ['x1', 'x2']) cursor.setAttribute(name, String(x))
    cursor.setAttribute('visibility', 'visible')
    fillTip(tip, days[at])
    setTip(tip, box, (x / picture.width) * box.clientWidth)
    if (aloud) say(days[at])
  }
  const hide = () => {
    tip.hidden = true
    cursor.setAttribute('visibility', 'hidden')
  }
  const under = (/** @type {PointerEvent | MouseEvent} */ event) => {
    const { left, width } = svg.getBoundingClientRect()
    return Math.round(((event.clientX - left) / width) * (picture.width / unit) - plot.x / unit + plot.across[0])
  }
  box.addEventListener('pointermove', event => show(under(event), false))
  box.addEventListener('pointerleave', hide)
  box.addEventListener('blur', hide)
  box.addEventListener('click', event => openDay(box, days[Math.max(0, Math.min(days.length - 1, under(event)))]))
  box.addEventListener('keydown', event => {
    const steps = /** @type {Record<string, number>} */ ({ ArrowLeft: -1, ArrowRight: 1, PageUp: -7, PageDown: 7 })
    const end = event.key === 'Home' ? 0 : event.key === 'End' ? days.length - 1 : null
    const step = steps[event.key]
    if (event.key === 'Escape') return hide()
    if (event.key === 'Enter' && at >= 0) return openDay(box, days[at])
    if (step === undefined && end === null) return
    event.preventDefault()
    show(end ?? (at < 0 ? days.length - 1 : at + (step ?? 0)), true)
  })
}

/**
 * @param {HTMLElement} tip
 * @param {any} day
 */
function fillTip(tip, day) {
  const title = document.createElement('b')
  title.textContent = day.label
  const list = document.createElement('dl')
  for (const [name, value] of day.rows) {
    const term = document.createElement('dt')
    const told = document.createElement('dd')
    term.textContent = name
    told.textContent = value
    list.append(term, told)
  }
  tip.replaceChildren(title, list)
  tip.hidden = false
}

/**
 * @param {HTMLElement} tip
 * @param {HTMLElement} box
 * @param {number} x
 */
function setTip(tip, box, x) {
  const left = x + tip.offsetWidth + 16 > box.clientWidth ? x - tip.offsetWidth - 12 : x + 12
  tip.style.left = `${Math.max(0, left)}px`
}

/** @param {any} day */
function say(day) {
  const told = document.getElementById('told')
  const words = day.rows.map((/** @type {string[]} */ row) => row.join(' ')).join(', ')
  if (told) told.textContent = `${day.label}: ${words}`
}

/**
 * What a click on a day opens: its SKUs, and a note about it.
 * @param {HTMLElement} box
 * @param {any} day
 */
function openDay(box, day) {
  const { day: address = '', note } = box.dataset
  const target = new URL(address || location.pathname, location.href)
  target.searchParams.set('day', day.day)
  target.hash = 'day'
  const form = note ? /** @type {HTMLFormElement | null} */ (document.getElementById(note)) : null
  if (!form) return void location.assign(target)
  openDialog(form, day, target)
}

/**
 * @param {HTMLFormElement} form
 * @param {any} day
 * @param {URL} target
 */
function openDialog(form, day, target) {
  const dialog = document.createElement('dialog')
  const title = document.createElement('h2')
  title.id = 'dialog-title'
  title.textContent = day.label
  dialog.setAttribute('aria-labelledby', title.id)
  const copy = /** @type {HTMLFormElement} */ (form.cloneNode(true))
  copy.id = ''
  for (const field of copy.querySelectorAll('[id]')) {
    const label = copy.querySelector(`label[for="${field.id}"]`)
    field.id = `dialog-${field.id}`
    label?.setAttribute('for', field.id)
  }
  for (const name of ['from', 'to']) {
    const field = copy.elements.namedItem(name)
    if (field instanceof HTMLInputElement) field.value = day.day
  }
  const link = document.createElement('a')
  link.href = target.href
  link.textContent = form.dataset.open ?? day.label
  const close = document.createElement('button')
  close.type = 'button'
  close.textContent = form.dataset.cancel ?? '×'
  close.addEventListener('click', () => dialog.close())
  copy.querySelector('.row')?.append(close)
  const words = document.createElement('p')
  words.append(link)
  dialog.append(title, words, copy)
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
  const text = copy.elements.namedItem('text')
  if (text instanceof HTMLElement) text.focus()
}

/** @param {HTMLElement} box */
async function drawChart(box) {
  try {
    const { chart: address = '' } = box.dataset
    const query = address.includes('?') ? '&' : '?'
    const [chart] = await Promise.all([json(`${address}${query}width=${Math.round(box.clientWidth)}`), loadEngine()])
    const svg = await drawPicture(chart.picture)
    box.replaceChildren(svg)
    followDays(box, svg, chart)
  } catch {
    const words = document.createElement('p')
    words.className = 'help'
    words.textContent = box.dataset.failed ?? ''
    box.replaceChildren(words)
    document.querySelector('details.days')?.setAttribute('open', '')
  }
}

for (const box of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll('[data-chart]'))) {
  // After the first view: figures are read before anybody looks at a line.
  const start = () => void drawChart(box)
  if ('requestIdleCallback' in window) requestIdleCallback(start, { timeout: 1_000 })
  else setTimeout(start, 200)
}

/** Says that what is seen is from before, once the network is gone. */
function goOffline() {
  const mark = document.querySelector('template[data-offline]')
  if (!(mark instanceof HTMLTemplateElement)) return
  document.body.prepend(mark.content)
  mark.remove()
}

/** Keeps this and later views for when there is no network; the first one was loaded before anybody kept anything. */
async function keepViews() {
  if (!('serviceWorker' in navigator) || !document.querySelector('template[data-offline]')) return
  const isFirst = navigator.serviceWorker.controller === null
  await navigator.serviceWorker.register('/boards/worker.js', { scope: '/boards' })
  const { active } = await navigator.serviceWorker.ready
  const loaded = performance.getEntriesByType('resource').map(({ name }) => name)
  if (isFirst) active?.postMessage({ keep: [location.href, ...loaded] })
}

window.addEventListener('offline', goOffline)
window.addEventListener('online', () => {
  if (document.querySelector('.offline')) location.reload()
})
window.addEventListener('load', () => {
  // When everything else has come: nobody waits for it.
  setTimeout(() => void keepViews().catch(() => undefined), 1_500)
})

/**
 * A map of more days than fit begins with its newest.
 * @param {ParentNode} around
 */
function showNewest(around) {
  const box = around.querySelector('table.heat')?.closest('.scroll')
  if (box) box.scrollLeft = box.scrollWidth
}

/** @param {HTMLElement} part */
async function fillPart(part) {
  const answer = await fetch(part.dataset.part ?? '', { headers: { accept: 'text/html', ...asKept() } })
  if (!answer.ok) return
  const read = new DOMParser().parseFromString(await answer.text(), 'text/html').body.firstElementChild
  if (!read) return
  const isInside = part.contains(document.activeElement)
  part.replaceWith(read)
  showNewest(read)
  if (isInside) /** @type {HTMLElement | null} */ (read.querySelector('a[href], [tabindex="0"]'))?.focus()
}

const near = new IntersectionObserver(
  entries => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue
      near.unobserve(target)
      fillPart(/** @type {HTMLElement} */ (target)).catch(() => undefined) // its link still leads there
    }
  },
  { rootMargin: '600px' },
)
for (const part of document.querySelectorAll('[data-part]')) near.observe(part)
showNewest(document)
