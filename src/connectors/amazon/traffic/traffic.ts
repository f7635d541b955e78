import { z } from 'zod'
import { type Context, isRefusal } from '#src/connectors/amazon/client/api.ts'
import {
  type KioskState,
  type KioskStep,
  kioskStateOf,
  newQuery,
  stepQuery,
} from '#src/connectors/amazon/client/data-kiosk.ts'
import { finishedDays } from '#src/connectors/amazon/client/days.ts'
import { visitsByDay, visitsBySku } from '#src/connectors/amazon/client/queries.ts'
import { type ReportOrder, reportStateOf, stepReport } from '#src/connectors/amazon/client/reports.ts'
import { type Observed, type PullRequest, type PullStep, SourceFault, type Window } from '#src/contracts/connector.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import type { Day } from '#src/domain/period/index.ts'
import { daysOfKiosk, skusOfKiosk, visitsOfReport, wholeDays } from './visits.ts'

const type = 'GET_SALES_AND_TRAFFIC_REPORT'

/** So far back Amazon tells visits. */
export const visitsHistoryDays = 730

/**
 * SKUs are asked for one day at a time, a query a minute at most: those of the newest days come with the store's
 * (judgement: a week of SKUs is there within minutes), older ones behind all history.
 */
export const skuDays = 7

/**
 * `days`: visits of the store from Data Kiosk; `skus`: then of its SKUs, day by day; `report`: from the report, where Data
 * Kiosk cannot be had.
 */
const State = z.object({
  part: z.enum(['days', 'skus', 'report']),
  inner: z.unknown(),
  store: z.array(z.object({ sku: z.string(), day: z.string(), measures: z.record(z.string(), z.string()) })),
  done: z.number(),
})
type State = z.infer<typeof State>

const begin: State = { part: 'days', inner: null, store: [], done: 0 }

/** Visits per day of the store, and of its SKUs on the newest days. */
export async function pullTraffic(request: PullRequest, context: Context): Promise<PullStep> {
  const window = finishedDays(request, context, visitsHistoryDays)
  if (!window) return { next: { kind: 'done', through: null } }
  const { success, data } = State.safeParse(request.state)
  const state = success ? data : begin
  if (state.part === 'report') return fromReport(request, window, state, context)
  if (state.part === 'skus') return stepSkus(request, state, context)
  return stepDays(request, window, state, context)
}

async function stepDays(request: PullRequest, window: Window, state: State, context: Context): Promise<PullStep> {
  const text = visitsByDay({ marketplace: request.store.externalId, ...window })
  const step = await orElse(() => stepQuery(text, kioskStateOf(state.inner), context, inner => ({ ...state, inner })))
  if ('failed' in step) {
    if (request.kind === 'detail') return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
    return fromReport(request, window, { ...begin, part: 'report' }, context)
  }
  if ('next' in step) return step
  if (step.rows.length === 0) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  return taken(wholeDays(daysOfKiosk(step.rows), window, todayOf(request, context)), request, context)
}

/** A query that is refused is as good as one that failed. */
async function orElse(ask: () => Promise<KioskStep>): Promise<KioskStep> {
  try {
    return await ask()
  } catch (error) {
    if (isRefusal(error)) return { failed: error.said }
    throw error
  }
}

function todayOf({ store }: PullRequest, context: Context): Day {
  return localDay(context.now(), store.timeZone)
}

/** The store's days are written at once; SKUs of the newest follow, where somebody asked for the days those of all. */
function taken(days: readonly Observed[], request: PullRequest, context: Context): PullStep {
  const isWhole = request.kind === 'detail' || request.kind === 'replay'
  const since = isWhole ? request.window.from : shiftDays(todayOf(request, context), -skuDays)
  const store = days.filter(({ day }) => day >= since).map(row => ({ ...row, measures: { ...row.measures } }))
  if (store.length === 0) return { days, next: { kind: 'done', through: days.at(-1)?.day ?? null } }
  const written = request.kind === 'detail' ? [] : days // they are there
  return {
    days: written,
    next: { kind: 'again', state: { part: 'skus', inner: newQuery, store, done: 0 } satisfies State },
  }
}

/** The newest day first: people look at it. Where SKUs cannot be had, the store's figures stand. */
async function stepSkus(request: PullRequest, state: State, context: Context): Promise<PullStep> {
  const { store, done } = state
  const through = store.at(-1)?.day ?? null
  const row = store.at(-1 - done)
  if (!row) return { next: { kind: 'done', through } }
  const text = visitsBySku({ marketplace: request.store.externalId, from: row.day, to: row.day })
  const wrap = (inner: KioskState): State => ({ ...state, inner })
  const step = await orElse(() => stepQuery(text, kioskStateOf(state.inner), context, wrap))
  if ('failed' in step) return { next: { kind: 'done', through } }
  if ('next' in step) return step
  const isLast = done + 1 >= store.length
  const next: State = { ...state, inner: newQuery, done: done + 1 }
  return {
    days: [row, ...skusOfKiosk(step.rows, row.day)],
    next: isLast ? { kind: 'done', through } : { kind: 'again', state: next },
  }
}

/** The report's figures by product are of the whole range, so that only those of one day are taken. */
async function fromReport(request: PullRequest, window: Window, state: State, context: Context): Promise<PullStep> {
  const isOneDay = window.from === window.to
  const order: ReportOrder = {
    type,
    start: `${window.from}T00:00:00Z`,
    end: `${window.to}T00:00:00Z`,
    options: { dateGranularity: 'DAY', asinGranularity: isOneDay ? 'SKU' : 'PARENT' },
    budgets: ['salesAndTrafficReport'],
  }
  const wrap = (inner: unknown): State => ({ ...state, part: 'report', inner })
  const step = await stepReport(request, order, reportStateOf(state.inner), context, wrap)
  if ('next' in step) return step
  if ('failed' in step) throw new SourceFault('permanent', step.failed, { subject: type })
  if ('empty' in step) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const found = visitsOfReport(step.document.json())
  const days = wholeDays(found.days, window, todayOf(request, context))
  const skus = isOneDay && days.length > 0 ? found.skus(window.from) : []
  return { days: [...days, ...skus], next: { kind: 'done', through: days.at(-1)?.day ?? null } }
}
