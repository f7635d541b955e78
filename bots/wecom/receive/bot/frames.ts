import { randomUUID } from 'node:crypto'
import { TransportError } from '#src/errors.ts'

/** A frame as the platform sends and takes it. https://developer.work.weixin.qq.com/document/path/101463 */
export interface Frame {
  readonly cmd?: string
  readonly headers?: { readonly req_id?: string }
  readonly body?: unknown
  readonly errcode?: number
}

/** A frame of the platform; `null` for anything else. Every field is checked where it is used. */
export function readFrame(text: string): Frame | null {
  try {
    const frame: unknown = JSON.parse(text)
    return typeof frame === 'object' && frame !== null ? (frame as Frame) : null // see above
  } catch {
    return null
  }
}

interface Waiting {
  readonly done: (frame: Frame) => void
  readonly fail: (error: Error) => void
}

/** Questions that wait for their answer by their id. */
export function createAsks(ackMs: number) {
  const waiting = new Map<string, Waiting>()
  return {
    /** Sends with a new id, or the one of a frame that is answered, and waits for the platform's word. */
    async ask(send: (frame: Pick<Frame, 'headers'>) => void, id: string = randomUUID()): Promise<Frame> {
      let timer: NodeJS.Timeout | undefined
      try {
        return await new Promise<Frame>((done, fail) => {
          timer = setTimeout(() => fail(silent()), ackMs)
          waiting.set(id, { done, fail })
          send({ headers: { req_id: id } })
        })
      } finally {
        clearTimeout(timer)
        waiting.delete(id)
      }
    },
    /** Whether a frame was the answer to a question. */
    answered(frame: Frame): boolean {
      const asked = frame.cmd === undefined ? waiting.get(frame.headers?.req_id ?? '') : undefined
      asked?.done(frame)
      return frame.cmd === undefined
    },
    /** The connection is gone: nobody knows what became of the questions. */
    abandon(): void {
      for (const { fail } of waiting.values()) fail(silent())
    },
  }
}

function silent(): TransportError {
  return new TransportError('The AI bot got no answer', { fault: 'doubtful' })
}
