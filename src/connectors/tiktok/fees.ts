import { z } from 'zod'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { eachDay, earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { Amount, call, Id, read } from './api.ts'
import { addFees, type FeeSums, feesOf, noFees, Transaction } from './fee-sums.ts'
import type { Context } from './token.ts'

const Statement = z.object({
  id: Id,
  statement_time: z.union([z.string(), z.number()]).transform(Number),
  fee_amount: Amount,
  shipping_cost_amount: Amount,
  adjustment_amount: Amount,
})
type Statement = z.infer<typeof Statement>
const Statements = z.object({ statements: z.array(Statement).nullish(), next_page_token: z.string().nullish() })
const Transactions = z.object({
  transactions: z.array(Transaction).nullish(),
  next_page_token: z.string().nullish(),
})

const Sums = z.record(z.string(), z.record(z.string(), z.string()))
const State = z.object({ statements: z.array(Statement), token: z.string(), sums: Sums })
type State = z.infer<typeof State>

/** A statement is made at 00:00 UTC for the day before: noon divides the days safely. */
const noonSeconds = 43_200
/** Judgement: the statement of a day is there some hours after it was made. */
const readyMs = 30 * 3_600_000

/** What TikTok kept of settled orders, by days of UTC. A page of one statement a step. */
export async function pullFees(request: PullRequest, context: Context): Promise<PullStep> {
  if (request.state === null) {
    const statements = await statementsOf(request, context)
    return step({ statements, token: '', sums: {} }, request, context)
  }
  const state = State.parse(request.state)
  const [statement, ...rest] = state.statements
  if (!statement) return step(state, request, context)
  const { fees, token } = await transactionsOf(statement, state.token, request, context)
  const day = dayOf(statement)
  const before = (state.sums[day] ?? noFees) as FeeSums // written below
  const sums = { ...state.sums, [day]: addFees(before, fees) }
  return step({ statements: token === '' ? rest : state.statements, token, sums }, request, context)
}

function step(state: State, { window }: PullRequest, context: Context): PullStep {
  if (state.statements.length > 0) return { next: { kind: 'again', state } }
  const ready = earlier(window.to, localDay(new Date(context.now().getTime() - readyMs), 'UTC'))
  // A day without a statement was not settled: that is no fee of zero
  const days = eachDay(window.from, ready).map(day => ({ sku: '', day, measures: state.sums[day] ?? {} }))
  return { days, next: { kind: 'done', through: ready < window.from ? null : ready } }
}

function dayOf({ statement_time }: Statement): string {
  return localDay(new Date((statement_time - noonSeconds) * 1_000), 'UTC')
}

/** https://partner.tiktokshop.com/docv2/page/get-statements-202309 */
async function statementsOf({ store, window }: PullRequest, context: Context): Promise<Statement[]> {
  const at = (day: string) => String(Date.parse(`${day}T00:00:00Z`) / 1_000 + noonSeconds)
  const found = new Map<string, Statement>()
  let token = ''
  do {
    const query = {
      statement_time_ge: at(window.from),
      statement_time_lt: at(shiftDays(window.to, 1)),
      sort_field: 'statement_time',
      sort_order: 'ASC',
      page_size: '100',
      ...(token !== '' && { page_token: token }),
    }
    const answer = await call(context, { path: '/finance/202309/statements', query, store })
    requireTold('TikTok Shop', answer, 'statements?.fee_amount')
    const page = read(Statements, answer)
    for (const one of page.statements ?? []) found.set(one.id, one)
    const next = page.next_page_token ?? ''
    token = next === token ? '' : next
  } while (token !== '')
  return [...found.values()]
}

/**
 * A page of a statement's transactions; where a shop may not see them, the statement's own sums.
 * https://partner.tiktokshop.com/docv2/page/get-transactions-by-statement-202501
 */
async function transactionsOf(statement: Statement, token: string, { store }: PullRequest, context: Context) {
  const path = `/finance/202501/statements/${encodeURIComponent(statement.id)}/statement_transactions`
  const query = {
    sort_field: 'order_create_time',
    sort_order: 'ASC',
    page_size: '100',
    ...(token !== '' && { page_token: token }),
  }
  try {
    const answer = await call(context, { path, query, store })
    requireTold('TikTok Shop', answer, 'transactions?.fee_tax_amount')
    const page = read(Transactions, answer)
    let fees = noFees
    for (const one of page.transactions ?? []) fees = addFees(fees, feesOf(one, store.currency))
    return { fees, token: page.next_page_token ?? '' }
  } catch (fault) {
    if (!(fault instanceof SourceFault) || (fault.kind !== 'unavailable' && fault.kind !== 'scope')) throw fault
    const { fee_amount, shipping_cost_amount, adjustment_amount } = statement
    return {
      fees: feesOf({ fee_tax_amount: fee_amount, shipping_cost_amount, adjustment_amount }, store.currency),
      token: '',
    }
  }
}
