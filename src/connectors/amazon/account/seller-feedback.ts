import type { Context } from '#src/connectors/amazon/client/api.ts'
import { pastInstantsOf } from '#src/connectors/amazon/client/days.ts'
import { textOf } from '#src/connectors/amazon/client/download.ts'
import { dayOfDate } from '#src/connectors/amazon/client/report-dates.ts'
import { reportStateOf, stepReport } from '#src/connectors/amazon/client/reports.ts'
import { createSums } from '#src/connectors/amazon/client/sums.ts'
import { rowsOfTable } from '#src/connectors/amazon/client/table.ts'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { eachDay, earlier, localDay } from '#src/domain/days.ts'

const type = 'GET_SELLER_FEEDBACK_DATA'

/** The report holds feedback of one to three stars alone; better feedback is told nowhere. */
export const feedbackMeasures = ['seller_ratings_1', 'seller_ratings_2', 'seller_ratings_3'] as const

const columns = { day: ['Date', '日付'], rating: ['Rating', '評価'] }

/** Low feedback on the seller, by the day on which it was given. Its words are not read. */
export async function pullFeedback(request: PullRequest, context: Context): Promise<PullStep> {
  const { window, store } = request
  const order = { type, ...pastInstantsOf(window, store.timeZone, context.now()) }
  const step = await stepReport(request, order, reportStateOf(request.state), context)
  if ('next' in step) return step
  if ('failed' in step) throw new SourceFault('permanent', step.failed, { subject: type })
  const sums = createSums()
  const rows = 'document' in step ? rowsOfTable(textOf(step.document, store.market), columns, ['day', 'rating']) : []
  for (const cell of rows) {
    const day = dayOfDate(cell('day'), store.timeZone, store.market)
    const stars = Number(cell('rating').charAt(0))
    if (day !== null && stars >= 1 && stars <= 3) {
      sums.add({ day, sku: '', measure: `seller_ratings_${stars}`, value: 1 })
    }
  }
  const days = eachDay(window.from, earlier(window.to, localDay(context.now(), store.timeZone)))
  return { days: sums.rows(days, feedbackMeasures), next: { kind: 'done', through: window.to } }
}
