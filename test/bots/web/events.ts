/** An event of a stream, its data read as JSON. */
export interface StreamEvent {
  readonly event: string
  readonly id: string
  readonly data: Record<string, unknown>
}

/** A stream that is being read. */
export interface EventReader {
  readonly status: number
  readonly seen: readonly StreamEvent[]
  /** Waits until what was seen satisfies the test, and returns it. Rejects when the stream ends before. */
  until(enough: (seen: readonly StreamEvent[]) => boolean): Promise<readonly StreamEvent[]>
  close(): void
}

/** Opens a stream of server-sent events as a browser does. */
export async function events(url: string, headers: Record<string, string> = {}): Promise<EventReader> {
  const stop = new AbortController()
  const response = await fetch(url, { headers: { accept: 'text/event-stream', ...headers }, signal: stop.signal })
  const seen: StreamEvent[] = []
  const waiting = new Set<() => void>()
  let ended = false
  const wake = (): void => {
    for (const look of waiting) look()
  }
  void read(response, event => {
    seen.push(event)
    wake()
  })
    .catch(() => {})
    .finally(() => {
      ended = true
      wake()
    })
  const until: EventReader['until'] = enough =>
    new Promise((resolve, reject) => {
      const look = (): void => {
        if (enough(seen)) resolve([...seen])
        else if (ended) reject(new Error(`the stream ended after ${JSON.stringify(seen)}`))
        else return
        waiting.delete(look)
      }
      waiting.add(look)
      look()
    })
  return { status: response.status, seen, until, close: () => stop.abort() }
}

async function read(response: Response, take: (event: StreamEvent) => void): Promise<void> {
  let text = ''
  const decoder = new TextDecoder()
  for await (const chunk of response.body ?? []) {
    text += decoder.decode(chunk, { stream: true })
    for (let end = text.indexOf('\n\n'); end >= 0; end = text.indexOf('\n\n')) {
      const event = parse(text.slice(0, end))
      if (event) take(event)
      text = text.slice(end + 2)
    }
  }
}

function parse(block: string): StreamEvent | null {
  const fields = new Map(block.split('\n').map(line => [line.split(': ')[0] ?? '', line.slice(line.indexOf(': ') + 2)]))
  const data = fields.get('data')
  if (data === undefined) return null
  return { event: fields.get('event') ?? 'message', id: fields.get('id') ?? '', data: JSON.parse(data) }
}
