import { z } from 'zod'
import type { PullRequest, PullStep } from '#src/contracts/connector.ts'
import { requireTold } from '#src/contracts/require-told.ts'
import { localDay } from '#src/domain/days.ts'
import { type Context, call, read } from './api.ts'

/** Metrics of the profile and the pair of measures that each is (seller standards, metricKey). */
const pairs: Readonly<Record<string, string>> = {
  DEFECTIVE_TRANSACTION_RATE: 'account_odr',
  SHIPPING_MISS_RATE: 'account_late',
  CLAIMS_SAF_RATE: 'account_cases',
  VALID_TRACKING_UPLOADED_WITHIN_HANDLING_RATE: 'account_vtr',
}

/** What it tells of a day. */
export const standardMeasures = ['health_flags', ...Object.values(pairs).flatMap(one => [`${one}_n`, `${one}_d`])]

/** Programs by which sellers of a marketplace are judged. */
const programs: Readonly<Record<string, string>> = {
  EBAY_US: 'PROGRAM_US',
  EBAY_GB: 'PROGRAM_UK',
  EBAY_DE: 'PROGRAM_DE',
}

const Value = z.union([
  z.object({ value: z.string().nullish(), numerator: z.string().nullish(), denominator: z.string().nullish() }),
  z.string().transform(value => ({ value, numerator: null, denominator: null })),
])
const Metric = z.object({ metricKey: z.string(), level: z.string().nullish(), value: Value.nullish() })
type Metric = z.infer<typeof Metric>
const Profile = z.object({
  program: z.string().nullish(),
  cycle: z.object({ cycleType: z.string().nullish() }).nullish(),
  metrics: z.array(Metric).nullish(),
})
const Answer = z.object({ standardsProfiles: z.array(Profile).nullish() })

const alwaysTold = [
  'standardsProfiles.program',
  'standardsProfiles.cycle.cycleType',
  'standardsProfiles.metrics.level',
  'standardsProfiles.metrics.value',
]

/**
 * How the seller stands in eBay's own rolling windows today: the profile that the next evaluation would find, else that of
 * the last. https://developer.ebay.com/api-docs/sell/analytics/resources/seller_standards_profile/methods/findSellerStandardsProfiles
 */
export async function pullStandards({ store }: PullRequest, context: Context): Promise<PullStep> {
  const path = '/sell/analytics/v1/seller_standards_profile'
  const answer = await call(context, { path, budget: 'standards', optional: true })
  const said = answer?.exactJson()
  requireTold('eBay', said, ...alwaysTold)
  const profiles = answer ? (read(Answer, said).standardsProfiles ?? []) : []
  const program = programs[store.extra?.marketplace ?? 'EBAY_US'] ?? 'PROGRAM_GLOBAL'
  const own = profiles.filter(one => one.program === program)
  const profile = own.find(({ cycle }) => cycle?.cycleType === 'PROJECTED') ?? own[0]
  if (!profile) return { next: { kind: 'nothing', reason: 'no-data', zeros: false } }
  const day = localDay(context.now(), store.timeZone)
  return { days: [{ sku: '', day, measures: measuresOf(profile.metrics ?? []) }], next: { kind: 'done', through: day } }
}

function measuresOf(metrics: readonly Metric[]): Readonly<Record<string, string>> {
  const told: Record<string, string> = {
    health_flags: String(metrics.filter(({ level }) => level === 'BELOW_STANDARD').length),
  }
  for (const { metricKey, value } of metrics) {
    const measure = pairs[metricKey]
    if (!measure || !value) continue
    // Without its cases a share is told as cases of a hundred.
    const [n, d] = value.denominator ? [value.numerator, value.denominator] : [value.value, value.value && '100']
    if (!n || !d || Number(d) === 0) continue
    told[`${measure}_n`] = n
    told[`${measure}_d`] = d
  }
  return told
}
