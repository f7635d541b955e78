import { type HttpRequest, type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { responseOf, streamOf, unpacked } from './answers/response.ts'
import { untilAborted } from './answers/until-aborted.ts'
import { saidMoment } from './moments.ts'

/** Judgement: a step lasts at most 25 s and holds at most 32 MiB; a call that hangs leaves time for another. */
const timeoutMs = 15_000
const maxBytes = 32 * 1_048_576
const nothing = new Uint8Array()

/**
 * One polite request: a time-out, a limit of size, no redirects, gunzip by the first bytes.
 * @throws SourceFault for every answer that the connector does not read itself.
 */
export async function politeFetch(
  request: HttpRequest,
  signal: AbortSignal,
  now: () => Date,
  withinMs = timeoutMs,
): Promise<HttpResponse> {
  // What is streamed is read until the step ends
  const limit = request.streamed ? signal : AbortSignal.any([signal, AbortSignal.timeout(withinMs)])
  const { method = 'GET', body } = request
  const headers = { ...request.headers, ...request.freshHeaders?.() }
  let answer: Response
  let bytes: Uint8Array
  try {
    answer = await fetch(request.url, {
      method,
      headers,
      redirect: 'manual',
      signal: limit,
      ...(body !== undefined && { body }),
    })
    bytes = request.streamed && answer.ok ? nothing : await readLimited(answer, request, limit)
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('transient', says('noAnswer', { vendor: hostOf(request.url) }), { cause })
  }
  if (!answer.ok && !request.accept?.includes(answer.status)) throw faultOf(answer, request, now())
  return request.streamed && answer.ok
    ? streamOf(answer, most(request), signal)
    : responseOf(answer, bytes, most(request), signal)
}

function most(request: HttpRequest): number {
  return request.maxBytes ?? maxBytes
}

async function readLimited(answer: Response, request: HttpRequest, limit: AbortSignal): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of answer.body ? untilAborted(answer.body, limit) : []) {
    size += part.length
    if (size > most(request)) throw new SourceFault('permanent', says('tooLarge', { count: most(request) }))
    parts.push(part)
  }
  const all = Buffer.concat(parts)
  return request.packed ? all : unpacked(all, most(request))
}

function faultOf({ status, headers }: Response, { url, againHeader }: HttpRequest, now: Date): SourceFault {
  const own = againHeader === undefined ? null : headers.get(againHeader)
  const { until, isFar } = saidMoment(headers.get('retry-after') ?? own, now)
  const answered = { vendor: hostOf(url), code: status }
  const said = isFar ? says('answeredFar', answered) : says('answered', answered)
  if (status === 429) return new SourceFault('throttled', said, { until })
  if (status === 401) return new SourceFault('authorisation', said, { subject: '401' })
  if (status === 403) return new SourceFault('scope', said)
  if (status === 404 || status === 410) return new SourceFault('unavailable', said, { subject: String(status) })
  if (status === 408 || status === 425 || status >= 500) {
    return new SourceFault('transient', said, { until })
  }
  return new SourceFault('permanent', said)
}

/** Queries may hold secrets: only the host is said. */
function hostOf(url: string): string {
  return URL.canParse(url) ? new URL(url).host : 'the marketplace'
}
