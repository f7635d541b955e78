import type { EventEmitter } from 'node:events'

/**
 * Bears a reader that stops reading, such as `… | head`: what is written afterwards goes nowhere, and the work goes on,
 * because an import cut by its output would be half an import. Any other fault of a stream stays a fault.
 */
export function bearCutOutput(...streams: readonly EventEmitter[]): void {
  for (const stream of streams) {
    stream.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code !== 'EPIPE') throw error
    })
  }
}
