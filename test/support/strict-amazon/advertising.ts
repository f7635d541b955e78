import { randomUUID } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type AdsReport, adsFaults } from '#test/support/amazon/ads.ts'
import type { Document, Status, Work } from './slow-work.ts'
import { gzipped } from './slow-work.ts'

/** The grant of the advertising account. */
export const adsGrant = 'Atzr|made-advertising'
/** Longer than a number of JavaScript holds. */
const profile = '9007199254740995'
const createType = 'application/vnd.createasyncreportrequest.v3+json'

/** An answer of the advertising interface. */
export interface AdsReply {
  readonly status: number
  readonly body: unknown
}

interface Wanted extends AdsReport {
  readonly name?: string
}

interface Parts {
  readonly now: () => Date
  readonly clientId: string
  readonly marketplaceId: string
  readonly keep: (document: Document) => string
  readonly link: (id: string) => string | null
  readonly violations: string[]
  /** How reports by their type end. */
  readonly outcomes: Readonly<Record<string, unknown>>
}

/**
 * Advertising reports, version 3, as documented: one of the same days and columns at a time (425 names it), made while it is
 * asked for, behind an address that ends after 300 seconds.
 * https://advertising.amazon.com/API/docs/en-us/guides/reporting/v3/get-started
 */
export function createAdvertising(parts: Parts) {
  const works = new Map<string, Work & { readonly wanted: Wanted }>()
  const order = (request: IncomingMessage, body: string): AdsReply => {
    const wanted: Wanted = JSON.parse(body)
    const wrong = [
      ...adsFaults(wanted, parts.now()),
      ...(request.headers['content-type'] === createType ? [] : ['type']),
    ]
    if (wrong.length > 0) {
      parts.violations.push(`advertising report: ${wrong.join(', ')}`)
      return { status: 400, body: { code: '400', detail: wrong.join(', ') } }
    }
    const key = JSON.stringify([wanted.startDate, wanted.endDate, wanted.configuration])
    const alive = [...works.values()].find(one => one.status === 'IN_PROGRESS' && one.about.key === key)
    if (alive) return { status: 425, body: { code: '425', detail: `The Request is a duplicate of : ${alive.id}` } }
    const id = randomUUID()
    const work = { id, seller: '', created: parts.now(), about: { key }, asked: 0, status: 'IN_PROGRESS' as Status }
    works.set(id, { ...work, document: null, wanted })
    return { status: 200, body: { ...wanted, reportId: id, status: 'PENDING', url: null, failureReason: null } }
  }
  const look = (id: string): AdsReply => {
    const work = works.get(id)
    if (!work) return { status: 404, body: { code: '404', detail: 'Not found' } }
    work.asked += 1
    if (work.asked > 2 && work.status === 'IN_PROGRESS') {
      const isFailed = parts.outcomes[work.wanted.configuration.reportTypeId] === 'FATAL'
      work.status = isFailed ? 'FATAL' : 'DONE'
      work.document = parts.keep(gzipped(JSON.stringify(adsRowsOf(work.wanted)), 'application/json'))
    }
    const said = { IN_PROGRESS: 'PROCESSING', DONE: 'COMPLETED', FATAL: 'FAILED' } as const
    const url = work.status === 'DONE' && work.document ? parts.link(work.document) : null
    const status = said[work.status as keyof typeof said] // these alone are set above
    return { status: 200, body: { ...work.wanted, reportId: id, status, url, failureReason: null } }
  }
  return {
    answer(request: IncomingMessage, url: URL, body: string): AdsReply {
      if (request.headers['amazon-advertising-api-clientid'] !== parts.clientId) {
        return { status: 401, body: { code: '401', detail: 'Unknown client' } }
      }
      if (url.pathname === '/v2/profiles') return { status: 200, body: profiles(parts.marketplaceId) }
      if (request.headers['amazon-advertising-api-scope'] !== profile) {
        return { status: 403, body: { code: '403', detail: 'No access to this profile' } }
      }
      const id = /^\/reporting\/reports\/(.+)$/.exec(url.pathname)?.[1]
      return request.method === 'GET' && id !== undefined ? look(id) : order(request, body)
    },
  }
}

/** Profiles as they come: the number is longer than JavaScript holds, so that the text is made by hand. */
function profiles(marketplaceStringId: string): string {
  const account = (id: string, type: string) =>
    `{"profileId":${id},"countryCode":"US","currencyCode":"USD","timezone":"America/Los_Angeles",
      "accountInfo":{"marketplaceStringId":"${marketplaceStringId}","id":"E${type}","type":"${type}"}}`
  return `[${account('31', 'agency')},${account(profile, 'seller')}]`
}

/** Rows of a report: flat objects with exactly the columns that were asked for. */
function adsRowsOf({ startDate, endDate, configuration }: AdsReport): readonly object[] {
  const { columns, reportTypeId } = configuration
  const only = (row: object) => Object.fromEntries(Object.entries(row).filter(([name]) => columns.includes(name)))
  const rows: object[] = []
  for (let at = Date.parse(startDate); at <= Date.parse(endDate); at += 86_400_000) {
    const date = new Date(at).toISOString().slice(0, 10)
    const many = Math.floor(at / 86_400_000) % 17
    const told = { date, campaignId: 7, impressions: 900 + many, clicks: 30 + many, cost: (1_234 + many) / 100 }
    const sold = { purchases: 2, sales: 45.5, purchases7d: 3, sales7d: 61.25, unitsSoldClicks7d: 4 }
    const skus = reportTypeId === 'sbCampaigns' ? [''] : ['TEA-CUP-2', 'PIN_7']
    for (const sku of skus) rows.push(only({ ...told, ...sold, advertisedSku: sku, promotedSku: sku }))
  }
  return rows
}
