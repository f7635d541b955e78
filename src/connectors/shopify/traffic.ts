import { z } from 'zod'
import { type Observed, type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { says } from '#src/contracts/said.ts'
import { earlier, localDay, shiftDays } from '#src/domain/days.ts'
import { ask, type Context } from './api.ts'
import { analyticsQuery } from './queries.ts'

/** Columns of ShopifyQL and the measures that they are. */
const columnsOf = {
  sessions: 'sessions',
  online_store_visitors: 'visitors',
  pageviews: 'page_views',
  sessions_with_cart_additions: 'carts_added',
} as const
export const trafficMeasures: readonly string[] = Object.values(columnsOf)

const Cell = z.union([z.string(), z.number()]).nullish()
const Answer = z.object({
  shopifyqlQuery: z
    .object({
      tableData: z
        .object({
          columns: z.array(z.object({ name: z.string(), dataType: z.string().nullish() })),
          rows: z.array(z.union([z.record(z.string(), Cell), z.array(Cell)])),
        })
        .nullish(),
      parseErrors: z.array(z.string()).nullish(),
    })
    .nullable(),
})
type Table = NonNullable<NonNullable<z.infer<typeof Answer>['shopifyqlQuery']>['tableData']>

const scope = 'read_reports'

/** Visits of the online store, by days of the shop's zone; of the shop as a whole, never of products. */
export async function pullTraffic({ store, window }: PullRequest, context: Context): Promise<PullStep> {
  const yesterday = shiftDays(localDay(context.now(), store.timeZone), -1)
  const to = earlier(window.to, yesterday)
  if (to < window.from) return { next: { kind: 'done', through: null } }
  const table = await tableOf({ from: window.from, to }, store.timeZone, context)
  const rows = table.rows.map(row => cellsOf(row, table.columns))
  requireTold('Shopify', rows, ...Object.keys(columnsOf))
  const days = rows.flatMap(observed).filter(({ day }) => day >= window.from && day <= to)
  return { days, next: { kind: 'done', through: to } }
}

/** The zone is named; a version that does not know how to is asked without, in the shop's own. */
async function tableOf({ from, to }: PullRequest['window'], timeZone: string, context: Context): Promise<Table> {
  const show = Object.keys(columnsOf).join(', ')
  const query = (zone: string) =>
    `FROM sessions SHOW ${show} TIMESERIES day SINCE ${from} UNTIL ${to}${zone} ORDER BY day LIMIT 1000`
  let errors: readonly string[] = []
  for (const zone of [` WITH TIMEZONE '${timeZone}'`, '']) {
    const { data } = await ask(context, analyticsQuery, Answer, { query: query(zone) }, { scope })
    errors = data.shopifyqlQuery?.parseErrors ?? []
    const table = data.shopifyqlQuery?.tableData
    if (errors.length === 0 && table) return table
  }
  throw new SourceFault('permanent', says('shopifyVisits', { quote: errors[0]?.slice(0, 200) ?? '' }))
}

type Cells = Readonly<Record<string, z.infer<typeof Cell>>>

/** Cells by their column. */
function cellsOf(row: Table['rows'][number], columns: Table['columns']): Cells {
  return Array.isArray(row) ? Object.fromEntries(columns.map(({ name }, index) => [name, row[index]])) : row
}

function observed(cells: Cells): readonly Observed[] {
  const day = String(cells.day ?? '').slice(0, 10)
  if (!/^\d{4}-\d{2}-\d{2}$/.test(day)) throw new SourceFault('drift', says('shopifyVisitDay'), { subject: 'day' })
  const measures: Record<string, string> = {}
  for (const [column, measure] of Object.entries(columnsOf)) {
    const value = cells[column]
    if (value !== null && value !== undefined && value !== '') measures[measure] = String(value)
  }
  return [{ sku: '', day, measures }]
}
