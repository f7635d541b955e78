import { z } from 'zod'
import { type Context, mint, read } from '#src/connectors/amazon/client/api.ts'
import { type FoundStore, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'

/** The consent of the advertising grant. */
export const adsScope = 'advertising::campaign_management'

const Profiles = z.array(
  z.object({
    profileId: z.union([z.string(), z.number()]).transform(String),
    countryCode: z.string().nullish(),
    currencyCode: z.string(),
    timezone: z.string(),
    accountInfo: z.object({ marketplaceStringId: z.string().nullish(), type: z.string().nullish() }).nullish(),
  }),
)

/** An advertising account in a marketplace. */
export type Profile = z.infer<typeof Profiles>[number]

/** A call of the advertising interface; `profile` absent: of no account. */
export interface AdsCall {
  readonly method?: 'GET' | 'POST'
  readonly path: string
  readonly body?: unknown
  readonly profile?: string
  readonly budget: string
  /** Statuses that the caller reads itself. */
  readonly accept?: readonly number[]
}

const reportType = 'application/vnd.createasyncreportrequest.v3+json'

/**
 * Calls the advertising interface with its own grant. A grant that was taken back stops advertising alone.
 * https://advertising.amazon.com/API/docs/en-us/guides/get-started/overview
 * @throws SourceFault
 */
export async function callAds(context: Context, asked: AdsCall): Promise<HttpResponse> {
  const { method = 'GET', path, body, profile, budget, accept = [] } = asked
  const answer = await context.http({
    method,
    url: `${context.addresses.AMAZON_ADS_API_URL}${path}`,
    headers: {
      authorization: `Bearer ${await adsToken(context)}`,
      'amazon-advertising-api-clientid': context.keys.client_id,
      ...(profile !== undefined && { 'amazon-advertising-api-scope': profile }),
      accept: '*/*',
      ...(path.startsWith('/reporting/') && { 'content-type': reportType }),
    },
    ...(body !== undefined && { body: JSON.stringify(body) }),
    budgets: [budget],
    accept: [401, 403, 404, ...accept],
  })
  if (answer.status < 400 || accept.includes(answer.status)) return answer
  if (answer.status === 401) {
    await context.forgetToken('ads')
    throw new SourceFault('transient', says('tokenRefused', { vendor: 'Amazon Ads' }))
  }
  const kind = answer.status === 404 ? 'unavailable' : 'scope'
  throw new SourceFault(kind, says('refused', { vendor: 'Amazon Ads', code: answer.status }), { subject: adsScope })
}

function adsToken(context: Context): Promise<string> {
  const { ads_refresh_token } = context.keys
  if (ads_refresh_token === undefined) {
    throw new SourceFault('unavailable', says('noAdsGrant'), { subject: 'ads_refresh_token' })
  }
  return context.token('ads', async () => {
    try {
      return await mint(context, ads_refresh_token)
    } catch (error) {
      if (!(error instanceof SourceFault) || error.kind !== 'authorisation') throw error
      throw new SourceFault('scope', says('adsGrantRefused', { code: error.subject ?? '' }), {
        subject: adsScope,
        cause: error,
      })
    }
  })
}

/**
 * The seller's advertising account of a store's marketplace.
 * @throws SourceFault `unavailable` where there is none, `drift` where its currency is not the store's
 */
export async function profileOf(store: FoundStore, context: Context): Promise<Profile> {
  const answer = await callAds(context, { path: '/v2/profiles', budget: 'adsProfiles' })
  const profiles = read(Profiles, answer.exactJson())
  const here = profiles.filter(({ accountInfo, countryCode }) =>
    accountInfo?.marketplaceStringId
      ? accountInfo.marketplaceStringId === store.externalId
      : countryCode?.toLowerCase() === store.market,
  )
  const profile = here.find(one => one.accountInfo?.type === 'seller') ?? here.find(one => !one.accountInfo?.type)
  if (!profile) {
    throw new SourceFault('unavailable', says('noAdsAccount', { store: store.name }), {
      subject: 'profile',
    })
  }
  if (profile.currencyCode !== store.currency) {
    throw new SourceFault(
      'drift',
      says('otherCurrency', { vendor: 'Amazon Ads', other: profile.currencyCode, own: store.currency }),
      {
        subject: 'currencyCode',
      },
    )
  }
  return profile
}
