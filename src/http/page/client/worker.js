// @ts-check
/**
 * Keeps the last views of boards for when there is no network. What is shown from here always says so, and as of when;
 * nobody else's is ever shown: views belong to one session, and are wiped when it ends. The service puts in its build and languages.
 */
const { version, languages } = JSON.parse('%NAMES%')

const worker = /** @type {any} */ (self)
const assetCache = `kpi-assets/${version}`
const viewCache = `kpi-views/${version}`
/** Views that are kept, the latest ones (judgement: what somebody looks at on the way). */
const maxViews = 60
/** What is older says more about the past than about the shop (judgement). */
const maxAgeMs = 7 * 86_400_000
/** Whose views these are; an address of no page. */
const readerKey = '/boards/worker.js?reader'
const readerHeader = 'x-reader'

worker.addEventListener('install', (/** @type {any} */ event) => event.waitUntil(install()))
worker.addEventListener('activate', (/** @type {any} */ event) => event.waitUntil(activate()))
worker.addEventListener('message', (/** @type {any} */ event) => {
  const { keep, wipe: gone } = event.data ?? {}
  if (gone) event.waitUntil(wipe())
  if (Array.isArray(keep)) event.waitUntil(Promise.all(keep.map(url => keepNow(url).catch(() => undefined))))
})
worker.addEventListener('fetch', (/** @type {any} */ event) => {
  const { request } = event
  const url = new URL(request.url)
  if (request.method !== 'GET' || url.origin !== worker.location.origin) return
  if (url.pathname.startsWith('/page/') || isPublic(url)) event.respondWith(asset(request))
  else if (isView(url)) event.respondWith(view(event, url))
})

async function install() {
  const cache = await caches.open(assetCache)
  await Promise.all(languages.map((/** @type {string} */ lang) => cache.add(`/boards/offline?lang=${lang}`)))
  await worker.skipWaiting()
}

/** Takes over, and forgets what earlier builds kept. */
async function activate() {
  for (const name of await caches.keys()) if (name !== assetCache && name !== viewCache) await caches.delete(name)
  await worker.clients.claim()
}

/** @param {URL} url */
function isPublic({ pathname }) {
  return pathname === '/boards/manifest.json' || pathname === '/boards/icon.svg'
}

/**
 * Boards, their parts and the list of them. Not pages on which something is changed.
 * @param {URL} url
 */
function isView({ pathname }) {
  if (pathname === '/boards') return true
  return (
    /^\/boards\/(?:all|market|platform|store|person|team|own)\/[^/]+(?:\/(?:chart|heat|stores|score))?$/.test(
      pathname,
    ) && !pathname.endsWith('/own/new')
  )
}

/**
 * Files without anything of anybody: those whose address changes with them are never asked for again.
 * @param {Request} request
 */
async function asset(request) {
  const cache = await caches.open(assetCache)
  const kept = await cache.match(request)
  if (kept && new URL(request.url).pathname.startsWith('/page/assets/')) return kept
  try {
    const answer = await fetch(request)
    if (answer.ok) await cache.put(request, answer.clone())
    return answer
  } catch (error) {
    if (kept) return kept
    throw error
  }
}

/**
 * From the network where there is one. Else a page says that it is an old one; its parts, which ask for it by a header,
 * come from the same place, and never stand in a fresh page.
 * @param {any} event
 * @param {URL} url
 */
async function view(event, url) {
  const { request } = event
  if (request.headers.get('x-kept') !== null) return (await kept(request.url)) ?? new Response('', { status: 404 })
  const isPage = request.mode === 'navigate'
  try {
    const answer = await fetch(request)
    if (isPage && isDown(answer)) return (await offlinePage(url)) ?? answer
    event.waitUntil(learn(request.url, answer.clone()))
    return answer
  } catch (error) {
    if (!isPage) throw error
    const page = await offlinePage(url)
    if (!page) throw error
    return page
  }
}

/**
 * What stands before the service answers that it is gone.
 * @param {Response} answer
 */
function isDown({ status }) {
  return status === 502 || status === 503 || status === 504
}

/**
 * Keeps what came, or forgets everything where the session has ended.
 * @param {string} address
 * @param {Response} answer
 */
async function learn(address, answer) {
  const ended = answer.status === 401 || answer.type === 'opaqueredirect' || /\/login(?:\?|$)/.test(answer.url)
  if (ended) return wipe()
  const reader = answer.headers.get(readerHeader)
  if (!answer.ok || reader === null) return
  const page = await keepable(answer)
  if (page === null) return
  const cache = await caches.open(viewCache)
  const before = await cache.match(readerKey)
  if (before && (await before.text()) !== reader) await wipe()
  const views = await caches.open(viewCache)
  await views.put(readerKey, new Response(reader))
  await views.put(keyOf(address), page)
  const keys = (await views.keys()).filter(({ url }) => !url.endsWith(readerKey))
  for (const key of keys.slice(0, Math.max(0, keys.length - maxViews))) await views.delete(key)
}

/**
 * Without what only a living page needs: marks of forms, and the forms themselves. `null`: a page that broke off, or that
 * says that its figures cannot be shown.
 * @param {Response} answer
 */
async function keepable(answer) {
  const type = answer.headers.get('content-type') ?? ''
  const headers = {
    'content-type': type,
    'x-kept-at': String(Date.now()),
    'content-security-policy': answer.headers.get('content-security-policy') ?? '',
  }
  const text = await answer.text()
  if (
    type.startsWith('text/html') &&
    text.includes('<body class="board">') &&
    !text.includes('<template data-offline>')
  )
    return null
  const safe = text
    .replace(/<details id="write">.*?<\/details>/gs, '')
    .replace(/<form method="post".*?<\/form>/gs, '')
    .replace(/(name="form" value=")[^"]*/g, '$1')
  return new Response(safe, { headers })
}

/**
 * The width in which a chart was drawn makes no other view of it.
 * @param {string} address
 */
function keyOf(address) {
  const url = new URL(address, worker.location.origin)
  url.searchParams.delete('width')
  url.hash = ''
  return url.href
}

/** @param {string} address */
async function kept(address) {
  const found = await (await caches.open(viewCache)).match(keyOf(address))
  const at = Number(found?.headers.get('x-kept-at') ?? 0)
  return found && Date.now() - at < maxAgeMs ? found : null
}

/**
 * The last view of an address with its mark in sight, or what is there instead.
 * @param {URL} url
 */
async function offlinePage(url) {
  const found = await kept(url.href)
  if (found) {
    const text = await found.text()
    const [all = '', mark = ''] = /<template data-offline>(.*?)<\/template>/s.exec(text) ?? []
    const page = text
      .replace(all, '')
      .replace('<body class="board">', () => `<body class="board" data-kept="yes">${mark}`)
    return new Response(page, { headers: found.headers })
  }
  return nothingKept(url)
}

/** @param {URL} url */
async function nothingKept(url) {
  const views = await caches.open(viewCache)
  const links = []
  let lang = url.searchParams.get('lang')
  for (const { url: address } of await views.keys()) {
    const one = await kept(address)
    if (!one?.headers.get('content-type')?.startsWith('text/html') || address.includes(readerKey)) continue
    const text = await one.text()
    const title = /<title>(.*?) · KPI<\/title>/.exec(text)?.[1]
    lang ??= /<html lang="([^"]+)"/.exec(text)?.[1] ?? null
    const { pathname, search } = new URL(address)
    if (title) links.push(`<li><a href="${pathname}${search.replaceAll('&', '&amp;')}">${title}</a></li>`)
  }
  const wanted = lang ?? worker.navigator.language ?? ''
  const language = languages.find((/** @type {string} */ one) => wanted.startsWith(one.slice(0, 2))) ?? languages[0]
  const page = await (await caches.open(assetCache)).match(`/boards/offline?lang=${language}`)
  if (!page) return null
  const text = (await page.text()).replace('<ul class="links"></ul>', `<ul class="links">${links.join('')}</ul>`)
  return new Response(text, { status: 503, headers: page.headers })
}

/** @param {string} address */
async function keepNow(address) {
  const url = new URL(address, worker.location.origin)
  if (url.origin !== worker.location.origin) return
  if (url.pathname.startsWith('/page/') || isPublic(url)) await asset(new Request(url.href))
  else if (isView(url)) await learn(url.href, await fetch(url.href, { redirect: 'manual' }))
}

function wipe() {
  return caches.delete(viewCache)
}
