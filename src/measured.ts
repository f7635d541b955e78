import type { createPainter } from '#src/charts/painter.ts'
import type { BotDeps, Invocation, Reply } from '#src/chat/messenger.ts'
import type { ApiParts } from '#src/http/api.ts'
import type { Metrics } from '#src/platform/observability/metrics.ts'

/** Measures how long answers take. */
export function counted(answer: (invocation: Invocation) => Promise<Reply>, metrics: Metrics): BotDeps['answer'] {
  return async invocation => {
    const end = metrics.commands.startTimer({ messenger: invocation.messenger })
    try {
      return await answer(invocation)
    } finally {
      end()
    }
  }
}

/** Counts pushed rows. */
export function countRows({ observations }: Metrics): NonNullable<ApiParts['count']> {
  return ({ accepted, refused }) => {
    observations.inc({ outcome: 'accepted' }, accepted)
    observations.inc({ outcome: 'refused' }, refused)
  }
}

/** Measures how long pictures take. */
export function timed(painter: ReturnType<typeof createPainter>, metrics: Metrics): Pick<typeof painter, 'draw'> {
  return {
    draw: async (request, locale) => {
      const end = metrics.charts.startTimer({ drawing: request.drawing })
      try {
        const drawn = await painter.draw(request, locale)
        end({ outcome: 'drawn' })
        return drawn
      } catch (error) {
        end({ outcome: 'failed' })
        throw error
      }
    },
  }
}
