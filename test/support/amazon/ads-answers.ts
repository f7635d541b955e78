import type { IncomingMessage } from 'node:http'
import { type AdsReport, adsFaults, adsProfile, profilesJson } from './ads.ts'
import { adsContent, make } from './made-documents.ts'
import { fakeKeys, type Reply, type State } from './market.ts'

/** The advertising interface: its own grant, headers, one report of the same kind and days at a time. */
export function answerAds(state: State, request: IncomingMessage, url: URL, body: string): Reply {
  const { headers, method } = request
  const token = String(headers.authorization ?? '').replace(/^Bearer /, '')
  if (state.tokens.get(token) !== 'ads') return { status: 401, body: { code: '401', details: 'Not authorized' } }
  const client = headers['amazon-advertising-api-clientid']
  if (client !== fakeKeys.client_id) return { status: 401, body: { code: '401', details: 'Unknown client' } }
  if (url.pathname === '/v2/profiles') return { status: 200, body: profilesJson }
  if (headers['amazon-advertising-api-scope'] !== String(adsProfile)) {
    return { status: 403, body: { code: '403', details: 'No access to this profile' } }
  }
  const id = /^\/reporting\/reports\/(.+)$/.exec(url.pathname)?.[1]
  if (method === 'GET' && id !== undefined) return look(state, id)
  return order(state, String(headers['content-type']), JSON.parse(body))
}

function order(state: State, type: string, wanted: AdsReport): Reply {
  const isRightType = type === 'application/vnd.createasyncreportrequest.v3+json'
  const faults = isRightType ? adsFaults(wanted, state.fake.now()) : ['content type']
  if (faults.length > 0) return { status: 400, body: { code: '400', detail: faults.join(', ') } }
  const same = [...state.made.values()].find(
    one =>
      one.asked < 2 &&
      JSON.stringify(one.wanted.configuration) === JSON.stringify(wanted.configuration) &&
      one.wanted.startDate === wanted.startDate,
  )
  if (same) return { status: 425, body: { code: '425', detail: `The Request is a duplicate of : ${same.id}` } }
  const outcome = state.fake.outcome?.(wanted.configuration.reportTypeId) ?? null
  const made = make(state, 'A', { ...wanted }, adsContent(wanted), outcome)
  return { status: 200, body: { ...wanted, reportId: made.id, status: 'PENDING', url: null } }
}

function look({ made, fake }: State, id: string): Reply {
  const one = made.get(decodeURIComponent(id))
  if (!one) return { status: 404, body: { code: '404', details: 'Not found' } }
  one.asked += 1
  one.addressedAt = fake.now().getTime()
  const status = one.asked < 2 ? 'PROCESSING' : one.outcome === 'FATAL' ? 'FAILED' : 'COMPLETED'
  const url = status === 'COMPLETED' ? `${fake.url}/files/${one.id}?X-Amz-Signature=Canary-Signature` : null
  return { status: 200, body: { ...one.wanted, reportId: one.id, status, url, failureReason: null } }
}
