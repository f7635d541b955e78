import Papa from 'papaparse'
import type { ReportOrder } from './reports.ts'

/**
 * Reports that tell the seller's own stock, the better one first.
 * https://developer.walmart.com/us-marketplace/docs/on-request-reports-overview
 */
export const stockReports: readonly ReportOrder[] = [
  { type: 'INVENTORY', version: 'v1', body: {} },
  { type: 'ITEM', version: 'v4', body: {} },
]

/** What is read of a row, by the name of its column; names differ between reports and versions. */
const columns = {
  sku: /^(seller )?sku( id)?$/i,
  amount:
    /^(available( to sell)?|avail(able)? ?to ?sell|seller|total)?[ _-]*(inventory|stock)?[ _-]*(count|quantity|qty|units)$/i,
  state: /^publish(ed)?[ _-]*status$/i,
} as const

/** Units by SKU; what is not published is not for sale. `null`: the report has no such columns. */
export function reportedStock(text: string): Record<string, number> | null {
  const { data, meta } = Papa.parse<Record<string, string>>(text, { header: true, skipEmptyLines: true })
  const nameOf = (pattern: RegExp) => (meta.fields ?? []).find(field => pattern.test(field.trim()))
  const [skuName, amountName, stateName] = [nameOf(columns.sku), nameOf(columns.amount), nameOf(columns.state)]
  if (skuName === undefined || amountName === undefined) return null
  const units: Record<string, number> = {}
  for (const row of data) {
    const sku = (row[skuName] ?? '').trim()
    const state = stateName === undefined ? '' : (row[stateName] ?? '')
    if (sku === '' || /unpublished|retired|archived|error/i.test(state)) continue
    const amount = Number((row[amountName] ?? '').replaceAll(',', ''))
    units[sku] = (units[sku] ?? 0) + (Number.isFinite(amount) ? amount : 0)
  }
  return units
}
