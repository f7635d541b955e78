import { limits } from '#bots/feishu/limits.ts'

/** Clicks that are being answered, by message. */
export interface Presses {
  /** Holds edits of a message back until its click was answered: an edit in between would be undone by the platform. */
  hold(messageId: string): () => void
  /** Until no click on the message is being answered, at most for as long as a click may take. */
  rest(messageId: string): Promise<void>
}

/** https://open.feishu.cn/document/ukTMukTMukTM/uMDO1YjLzgTN24yM4UjN: updates before the answer fail or are reverted. */
export function createPresses(): Presses {
  const held = new Map<string, Set<Promise<void>>>()
  return {
    hold: messageId => {
      const { promise, resolve } = withResolvers()
      const all = held.get(messageId) ?? new Set()
      held.set(messageId, all.add(promise))
      return () => {
        all.delete(promise)
        if (all.size === 0) held.delete(messageId)
        resolve()
      }
    },
    rest: async messageId => {
      const waiting = held.get(messageId)
      if (waiting) await Promise.race([Promise.all(waiting), timeout(limits.answerMs + 1_000)])
    },
  }
}

function withResolvers(): { readonly promise: Promise<void>; readonly resolve: () => void } {
  let resolve = () => {}
  const promise = new Promise<void>(done => {
    resolve = done
  })
  return { promise, resolve }
}

function timeout(ms: number): Promise<void> {
  return new Promise(done => setTimeout(done, ms).unref())
}
