import { z } from 'zod'
import { type PullRequest, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { instantsOf } from '#src/domain/days.ts'
import { type Context, call, errorCodes, Refusal, read } from './api.ts'
import { jst, timeZone } from './jst.ts'

/** Documented limits of searchOrder. */
const reachMs = 730 * 86_400_000
const widestMs = 63 * 86_400_000
const maxPerSearch = 15_000
const maxPerPage = 1_000
/** Judgement: so many pages without an order are passed over. */
const maxEmpty = 3

/** Which time of an order is searched: 1 ordered, 2 confirmed, 3 fixed, 5 shipment reported. */
const orderDate = 1
const changeDates = [2, 3, 5]

/** A part of the days that one search covers, in milliseconds, both seconds included. */
export const Range = z.object({
  dateType: z.number(),
  from: z.number(),
  to: z.number(),
  page: z.number(),
  seen: z.number().default(0),
  /** Pages without an order in a row. */
  empty: z.number().default(0),
})
export type Range = z.infer<typeof Range>

const Found = z.object({
  orderNumberList: z.array(z.string()).nullable(),
  PaginationResponseModel: z
    .object({ totalRecordsAmount: z.number().nullable(), totalPages: z.number().nullable() })
    .nullish(),
})

/**
 * What has to be searched. There is no search by last change: the newest days are searched by the times of an order that
 * move when it changes, too; cancellations of older orders are found when their days are read again.
 */
export function rangesOf({ window, kind }: Pick<PullRequest, 'window' | 'kind'>, now: Date): readonly Range[] {
  const earliest = Math.ceil((now.getTime() - reachMs) / 1_000) * 1_000 + 60_000
  const days = instantsOf(window, timeZone, 1_000)
  const start = Math.max(days.start, earliest)
  const end = Math.min(days.end, Math.floor(now.getTime() / 1_000) * 1_000)
  const ranges: Range[] = []
  for (const dateType of kind === 'tip' ? [orderDate, ...changeDates] : [orderDate]) {
    for (let from = start; from <= end; from += widestMs) {
      ranges.push({ dateType, from, to: Math.min(end, from + widestMs - 1_000), page: 1, seen: 0, empty: 0 })
    }
  }
  return ranges
}

/** Order numbers of one page and what of the range is left. A range with more orders than can be reached is halved. */
export async function searchPage(
  range: Range,
  context: Context,
): Promise<{ readonly numbers: readonly string[]; readonly left: readonly Range[] }> {
  const answer = await call(context, {
    path: '/es/2.0/order/searchOrder/',
    body: {
      dateType: range.dateType,
      startDatetime: jst(new Date(range.from)),
      endDatetime: jst(new Date(range.to)),
      PaginationRequestModel: {
        requestRecordsAmount: maxPerPage,
        requestPage: range.page,
        SortModelList: [{ sortColumn: 1, sortDirection: 1 }],
      },
    },
    budget: 'order',
    permission: 'rpay.order.searchOrder',
  })
  const [error] = errorCodes(answer)
  if (error !== undefined) throw new Refusal(error)
  const { orderNumberList, PaginationResponseModel } = read(Found, answer)
  if ((PaginationResponseModel?.totalRecordsAmount ?? 0) >= maxPerSearch) return { numbers: [], left: halves(range) }
  const numbers = orderNumberList ?? []
  const seen = range.seen + numbers.length
  const { totalPages, totalRecordsAmount } = PaginationResponseModel ?? {}
  // What the pages hold counts beside what is said of them
  const isShort = numbers.length > 0 && seen !== (totalRecordsAmount ?? seen)
  const empty = numbers.length > 0 ? 0 : range.empty + 1
  const more = (range.page < (totalPages ?? 0) && empty <= maxEmpty) || isShort
  return { numbers, left: more ? [{ ...range, page: range.page + 1, seen, empty }] : [] }
}

function halves({ dateType, from, to }: Range): readonly Range[] {
  if (to <= from) throw new SourceFault('permanent', says('tooManyOfMoment', { vendor: 'Rakuten', what: 'orders' }))
  const middle = from + Math.floor((to - from) / 2_000) * 1_000
  return [
    { dateType, from, to: middle, page: 1, seen: 0, empty: 0 },
    { dateType, from: middle + 1_000, to, page: 1, seen: 0, empty: 0 },
  ]
}
