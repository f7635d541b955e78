/**
 * What arrives, until a signal says stop. Node 20 never ends reading a compressed answer that is aborted while it is
 * unpacked: whoever waits for its next piece would wait for ever. @throws the signal's reason
 */
export async function* untilAborted<T>(pieces: AsyncIterable<T>, signal: AbortSignal): AsyncGenerator<T> {
  signal.throwIfAborted()
  const iterator = pieces[Symbol.asyncIterator]()
  let stop = () => {}
  const stopped = new Promise<never>((_, reject) => {
    stop = () => reject(signal.reason)
    signal.addEventListener('abort', stop)
  })
  stopped.catch(() => {}) // nobody may be waiting for it
  try {
    for (;;) {
      const next = await Promise.race([iterator.next(), stopped])
      if (next.done) return
      yield next.value
    }
  } finally {
    signal.removeEventListener('abort', stop)
    iterator.return?.().catch(() => {}) // not awaited: it may never end
  }
}
