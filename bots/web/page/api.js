// @ts-check

/** A request that was refused or did not get through. `text` is what the service said, by language. */
export class Failed extends Error {
  /**
   * @param {Record<string, string> | null} text
   * @param {boolean} again whether the same request may succeed later
   * @param {readonly {label: Record<string, string>, line: string}[]} [suggestions]
   * @param {any} [details] what a form needs to ask for what is missing
   */
  constructor(text, again, suggestions = [], details = null) {
    super(text?.en ?? 'The service cannot be reached')
    this.text = text
    this.again = again
    this.suggestions = suggestions
    this.details = details
  }
}

/**
 * @param {string} path
 * @param {unknown} body
 * @returns {Promise<any>}
 */
export function post(path, body) {
  return request(
    path,
    { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) },
    60_000,
  )
}

/**
 * @param {File} file
 * @param {Record<string, string>} query
 * @returns {Promise<any>}
 */
export function upload(file, query) {
  const path = `web/imports?${new URLSearchParams(query)}`
  return request(path, { method: 'POST', headers: { 'content-type': 'application/octet-stream' }, body: file }, 300_000)
}

/**
 * @param {string} path
 * @returns {Promise<any>}
 */
export function get(path) {
  return request(path, { headers: { accept: 'application/json' } }, 15_000)
}

/**
 * @param {string} path
 * @param {RequestInit} init
 * @param {number} timeoutMs
 */
async function request(path, init, timeoutMs) {
  let response
  try {
    response = await fetch(path, { ...init, signal: AbortSignal.timeout(timeoutMs) })
  } catch {
    throw new Failed(null, true)
  }
  const answer = await response.json().catch(() => null)
  if (response.ok && answer !== null) return answer
  const text = typeof answer?.text === 'object' ? answer.text : null
  throw new Failed(
    text,
    response.status >= 500 || response.status === 429 || answer === null,
    answer?.suggestions ?? [],
    answer?.details ?? null,
  )
}

/**
 * @typedef {object} StreamEvents
 * @property {(message: any, event: string) => void} message
 * @property {(notice: {channel: string, mentioned: boolean}) => void} notice
 * @property {() => void} ready
 * @property {(state: 'connecting' | 'live' | 'offline') => void} state
 */

/**
 * Follows a conversation. The browser reconnects by itself; where it gives up, we do, from where it stopped.
 * @param {Record<string, string>} query
 * @param {StreamEvents} events
 * @returns {() => void} closes it
 */
export function follow(query, events) {
  let after = ''
  let closed = false
  /** @type {EventSource | null} */
  let source = null
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let timer
  const open = () => {
    if (closed) return
    source = new EventSource(`web/stream?${new URLSearchParams(after ? { ...query, after } : query)}`)
    for (const name of ['line', 'card', 'edit']) {
      source.addEventListener(name, event => {
        after = event.lastEventId || after
        events.message(JSON.parse(event.data), name)
      })
    }
    source.addEventListener('notice', event => events.notice(JSON.parse(event.data)))
    source.addEventListener('ready', () => {
      events.state('live')
      events.ready()
    })
    source.addEventListener('error', () => {
      events.state(source?.readyState === EventSource.CLOSED ? 'offline' : 'connecting')
      if (source?.readyState === EventSource.CLOSED) timer = setTimeout(open, 3000)
    })
  }
  events.state('connecting')
  open()
  return () => {
    closed = true
    clearTimeout(timer)
    source?.close()
  }
}
