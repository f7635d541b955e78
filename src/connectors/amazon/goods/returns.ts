import { z } from 'zod'
import { type Context, isRefusal } from '#src/connectors/amazon/client/api.ts'
import { pastInstantsOf } from '#src/connectors/amazon/client/days.ts'
import { textOf } from '#src/connectors/amazon/client/download.ts'
import { dayOfDate } from '#src/connectors/amazon/client/report-dates.ts'
import { type ReportOrder, type ReportStep, reportStateOf, stepReport } from '#src/connectors/amazon/client/reports.ts'
import { createSums, SavedSums, type Sums } from '#src/connectors/amazon/client/sums.ts'
import { rowsOfTable } from '#src/connectors/amazon/client/table.ts'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { keepSaid, parseSaid, says } from '#src/contracts/said.ts'
import { eachDay, earlier, localDay } from '#src/domain/days.ts'
import { reasonMeasures, reasonOf } from './return-reasons.ts'

/** What came back and why, by the day of the return at Amazon or of its request to the merchant. */
export const returnMeasures = ['returns_units', ...reasonMeasures] as const

/** A report of returns and its columns: names of ours, and headers that they may have. */
interface ReturnReport {
  readonly type: string
  readonly columns: Readonly<Record<'day' | 'sku' | 'units' | 'reason' | 'status', readonly string[]>>
  readonly onceInSeconds?: number
}

/** Of Amazon's warehouses, then of the merchant's own shipments. */
const reports: readonly ReturnReport[] = [
  {
    type: 'GET_FBA_FULFILLMENT_CUSTOMER_RETURNS_DATA',
    columns: { day: ['return-date'], sku: ['sku'], units: ['quantity'], reason: ['reason'], status: [] },
    onceInSeconds: 4 * 3_600, // at most once in four hours for a seller (Amazon staff)
  },
  {
    type: 'GET_FLAT_FILE_RETURNS_DATA_BY_RETURN_DATE',
    columns: {
      day: ['Return request date'],
      sku: ['Merchant SKU', 'SKU'],
      units: ['Return quantity'],
      reason: ['Return Reason', 'Return reason code'],
      status: ['Return request status'],
    },
  },
]

const State = z.object({
  which: z.number(),
  inner: z.unknown(),
  sums: SavedSums,
  /** Reports of which Amazon told nothing but that it would not make them. */
  refused: z.array(z.string()),
})
type State = z.infer<typeof State>

/** Returns of both kinds of fulfilment, one report after the other. One that cannot be had does not stop the other. */
export async function pullReturns(request: PullRequest, context: Context): Promise<PullStep> {
  const { success, data } = State.safeParse(request.state)
  const state: State = success ? data : { which: 0, inner: null, sums: [], refused: [] }
  const report = reports[state.which]
  if (!report) return finish(request, state, context)
  const step = await stepOne(report, request, state, context)
  if ('next' in step) return step
  const sums = createSums(state.sums)
  if ('document' in step) addRows(sums, report, textOf(step.document, request.store.market), request)
  const refused = 'failed' in step ? [...state.refused, keepSaid(step.failed)] : state.refused
  const next: State = { which: state.which + 1, inner: null, sums: sums.save(), refused }
  return next.which < reports.length ? { next: { kind: 'again', state: next } } : finish(request, next, context)
}

async function stepOne(
  report: ReturnReport,
  request: PullRequest,
  state: State,
  context: Context,
): Promise<ReportStep> {
  const { start, end } = pastInstantsOf(request.window, request.store.timeZone, context.now())
  const { type, onceInSeconds } = report
  const order: ReportOrder = { type, start, end, ...(onceInSeconds !== undefined && { onceInSeconds }) }
  try {
    return await stepReport(request, order, reportStateOf(state.inner), context, inner => ({ ...state, inner }))
  } catch (error) {
    if (isRefusal(error)) return { failed: error.said }
    throw error
  }
}

/** Both refused: the feed cannot be had. One: the other's returns are all that is told. */
function finish({ window, store }: PullRequest, { sums, refused }: State, context: Context): PullStep {
  const [first = ''] = refused
  if (refused.length === reports.length) throw new SourceFault('scope', parseSaid(first) ?? says('amazonRole'))
  const days = eachDay(window.from, earlier(window.to, localDay(context.now(), store.timeZone)))
  return { days: createSums(sums).rows(days, returnMeasures), next: { kind: 'done', through: window.to } }
}

/** Rows of other days than asked for happen: they are left out. */
function addRows(sums: Sums, { columns }: ReturnReport, text: string, { window, store }: PullRequest): void {
  for (const cell of rowsOfTable(text, columns, ['day', 'sku', 'units', 'reason'])) {
    const day = dayOfDate(cell('day'), store.timeZone, store.market)
    if (day === null || day < window.from || day > window.to || /cancel/i.test(cell('status'))) continue
    const units = /^\d+$/.test(cell('units')) ? cell('units') : '1'
    sums.add({ day, sku: cell('sku'), measure: 'returns_units', value: units })
    sums.add({ day, sku: cell('sku'), measure: reasonOf(cell('reason')), value: units })
  }
}
