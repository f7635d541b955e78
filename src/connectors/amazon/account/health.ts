import { Big } from 'big.js'
import { z } from 'zod'
import { type Context, read } from '#src/connectors/amazon/client/api.ts'
import { reportStateOf, stepReport } from '#src/connectors/amazon/client/reports.ts'
import { type PullRequest, type PullStep, SourceFault } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'

const type = 'GET_V2_SELLER_PERFORMANCE_REPORT'

/** Amazon's own figures over its own windows, as they stand today, and how many of its checks fail. */
export const healthMeasures = [
  'account_odr_n',
  'account_odr_d',
  'account_late_n',
  'account_late_d',
  'account_cancel_n',
  'account_cancel_d',
  'account_vtr_n',
  'account_vtr_d',
  'account_otd_n',
  'account_otd_d',
  'health_flags',
] as const

const number = z.number().nullish()
const Rate = z
  .looseObject({
    rate: number,
    status: z.string().nullish(),
    orderCount: number,
    lateShipmentCount: number,
    cancellationCount: number,
    shipmentCount: number,
    validTrackingCount: number,
    shipmentCountWithValidTracking: number,
    onTimeDeliveryCount: number,
    orderWithDefects: z.looseObject({ count: number }).nullish(),
  })
  .nullish()
/** Checks besides the rates, of which only their state is read: one each, or one for each kind of warning. */
const Check = z.looseObject({ status: z.string().nullish() })
const checks = [
  'listingPolicyViolations',
  'productAuthenticityCustomerComplaints',
  'productConditionCustomerComplaints',
  'productSafetyCustomerComplaints',
  'receivedIntellectualPropertyComplaints',
  'restrictedProductPolicyViolations',
  'suspectedIntellectualPropertyViolations',
  'foodAndProductSafetyIssues',
  'customerProductReviewsPolicyViolations',
  'otherPolicyViolations',
  'documentRequests',
  'contactResponseTime',
  'policyViolationWarnings',
  'warningStates',
] as const
const Checks = Object.fromEntries(checks.map(name => [name, z.union([Check, z.array(Check)]).nullish()]))
const Metrics = z.looseObject({
  ...Checks,
  marketplaceId: z.string().nullish(),
  orderDefectRate: z.looseObject({ mfn: Rate, afn: Rate }).nullish(),
  lateShipmentRate: Rate,
  prefulfillmentCancelRate: Rate,
  validTrackingRate: Rate,
  onTimeDeliveryRate: Rate,
})
type Metrics = z.infer<typeof Metrics>
const Health = z.object({ performanceMetrics: z.array(Metrics) })

/** A marketplace may lack a rate that has no cases; those that are there are told so. */
const alwaysTold = [
  'performanceMetrics.marketplaceId',
  'performanceMetrics.orderDefectRate',
  'performanceMetrics.lateShipmentRate?.status',
  'performanceMetrics.lateShipmentRate?.orderCount',
  'performanceMetrics.lateShipmentRate?.rate|lateShipmentCount',
  'performanceMetrics.prefulfillmentCancelRate?.orderCount',
  'performanceMetrics.validTrackingRate?.shipmentCount',
  'performanceMetrics.onTimeDeliveryRate?.shipmentCountWithValidTracking',
  'performanceMetrics.orderDefectRate.afn?.orderCount',
  'performanceMetrics.orderDefectRate.mfn?.orderCount',
  'performanceMetrics.orderDefectRate.afn?.rate|orderWithDefects',
  'performanceMetrics.orderDefectRate.mfn?.rate|orderWithDefects',
  'performanceMetrics.listingPolicyViolations?.status',
]

/** The rates of the report, the measure that each is, and the name of the cases that it is a share of. */
const rates = [
  ['lateShipmentRate', 'account_late', 'orderCount', 'lateShipmentCount'],
  ['prefulfillmentCancelRate', 'account_cancel', 'orderCount', 'cancellationCount'],
  ['validTrackingRate', 'account_vtr', 'shipmentCount', 'validTrackingCount'],
  ['onTimeDeliveryRate', 'account_otd', 'shipmentCountWithValidTracking', 'onTimeDeliveryCount'],
] as const

/**
 * The seller performance report of this moment. It knows no dates: each rate has a window of its own.
 * https://developer-docs.amazon.com/sp-api/docs/report-type-values-performance
 */
export async function pullHealth(request: PullRequest, context: Context): Promise<PullStep> {
  const step = await stepReport(request, { type }, reportStateOf(request.state), context)
  if ('next' in step) return step
  if ('failed' in step) throw new SourceFault('permanent', step.failed, { subject: type })
  if ('empty' in step) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const document = step.document.json()
  requireTold('Amazon', document, ...alwaysTold)
  const { performanceMetrics } = read(Health, document)
  const of = performanceMetrics.find(one => one.marketplaceId === request.store.externalId)
  if (!of) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const day = localDay(context.now(), request.store.timeZone)
  return { days: [{ sku: '', day, measures: measuresOf(of) }], next: { kind: 'done', through: day } }
}

/** What the report tells of a marketplace; a rate without cases is left out. */
export function measuresOf(metrics: Metrics): Readonly<Record<string, string>> {
  const told: Record<string, string> = { health_flags: String(flagsOf(metrics)) }
  const tell = (measure: string, parts: readonly Share[]) => {
    if (parts.length === 0) return
    told[`${measure}_n`] = parts.reduce((sum, one) => sum.plus(one.cases), new Big(0)).toFixed()
    told[`${measure}_d`] = parts.reduce((sum, one) => sum.plus(one.of), new Big(0)).toFixed()
  }
  for (const [name, measure, of, cases] of rates) tell(measure, shareOf(metrics[name], of, cases))
  const { mfn, afn } = metrics.orderDefectRate ?? {}
  tell('account_odr', [...shareOf(mfn, 'orderCount', null), ...shareOf(afn, 'orderCount', null)])
  return told
}

interface Share {
  readonly cases: Big
  readonly of: Big
}

/** The rate is what Amazon judges by; its counts are not always consistent with it, so they only serve where it is missing. */
function shareOf(rate: z.infer<typeof Rate>, ofName: string, casesName: string | null): readonly Share[] {
  const of = rate?.[ofName]
  if (!rate || typeof of !== 'number' || of <= 0) return []
  const counted = casesName === null ? rate.orderWithDefects?.count : rate[casesName]
  const share = rate.rate ?? (typeof counted === 'number' ? counted / of : null)
  return share === null ? [] : [{ cases: new Big(share).times(of).round(4), of: new Big(of) }]
}

/** Checks of the account that Amazon calls bad: rates, policies, complaints, warnings. */
function flagsOf(metrics: Metrics): number {
  const { orderDefectRate, ...others } = metrics
  const checks = [...Object.values(others).flat(), orderDefectRate?.mfn, orderDefectRate?.afn]
  return checks.filter(one => typeof one === 'object' && one !== null && 'status' in one && one.status === 'BAD').length
}
