import type { FastifyReply } from 'fastify'

/** Works on an answer once it is its turn. */
export type InTurn = (reply: FastifyReply, work: () => Promise<FastifyReply>) => Promise<FastifyReply>

/** Judgement: while one waits for the database, another uses the processor. */
const mostAtOnce = 3

/**
 * Lets so many answers be worked out at once, the others in the order in which they were asked for: more at once are no
 * faster, and all else that the process does would wait for them. Whoever left before their turn is skipped.
 */
export function inTurn(most = mostAtOnce): InTurn {
  let running = 0
  const waiting: (() => void)[] = []
  const handOn = () => {
    const next = waiting.shift()
    if (next) next()
    else running--
  }
  return async (reply, work) => {
    if (running < most) running++
    else await new Promise<void>(resolve => waiting.push(resolve)) // the place of one that has ended
    try {
      return reply.raw.destroyed ? reply.hijack() : await work()
    } finally {
      handOn()
    }
  }
}
