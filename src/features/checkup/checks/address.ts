import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { connect } from 'node:tls'
import type { Check, Finding } from '#src/chat/checkup.ts'
import { reasonOf } from '#src/features/checkup/run.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { addressTexts as texts } from './address-texts.ts'

/** Where people and platforms reach the service. */
export interface AddressParts {
  readonly publicUrl: string
  /** It was set, not made from HOST and PORT. */
  readonly isSet: boolean
  /** A messenger or marketplace is configured, so that others have to come to us. */
  readonly inUse: boolean
  readonly now: () => Date
}

/** PUBLIC_URL: its name, its certificate, and who answers there. From inside only: what is blocked on the way shows outside. */
export function addressCheck({ publicUrl, isSet, inUse, now }: AddressParts): Check {
  return {
    label: texts.label,
    run: async signal => {
      const url = new URL(publicUrl)
      if (isOwnMachine(url.hostname)) return [localFinding(isSet, inUse)]
      const resolved = await resolve(url.hostname)
      if (typeof resolved === 'string')
        return [
          {
            state: 'error',
            said: fill(texts.unknownHost, { host: verbatim(url.hostname), why: verbatim(resolved) }),
            advice: texts.setDns,
          },
        ]
      const inside = resolved.some(({ address }) => isPrivate(address))
      const secure = url.protocol === 'https:' ? await certificateFindings(url, now(), signal) : [insecure]
      const answers = await whoAnswers(publicUrl, signal)
      return [...(inside ? [privateAddress] : []), ...secure, ...answers]
    },
  }
}

function localFinding(isSet: boolean, inUse: boolean): Finding {
  if (!inUse) return { state: 'ok', said: texts.local }
  return { state: 'warning', said: isSet ? texts.localSet : texts.notSet, advice: texts.setUrl }
}

const insecure: Finding = { state: 'warning', said: texts.noTls, advice: texts.useTls }
const privateAddress: Finding = { state: 'error', said: texts.inside, advice: texts.makePublic }

/** Names and addresses of this machine itself. */
export function isOwnMachine(host: string): boolean {
  const bare = host.replace(/^\[|\]$/g, '').toLowerCase()
  return (
    bare === 'localhost' ||
    bare.endsWith('.localhost') ||
    bare === '::1' ||
    bare === '::' ||
    /^(127\.|0\.0\.0\.0$)/.test(bare)
  )
}

/** Special-purpose networks (RFC 6890) that nobody outside reaches. */
const inside = new BlockList()
for (const [net, bits] of [
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.168.0.0', 16],
] as const)
  inside.addSubnet(net, bits)
for (const [net, bits] of [
  ['::1', 128],
  ['fc00::', 7],
  ['fe80::', 10],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** Whether an address is of a network that nobody outside reaches. */
export function isPrivate(address: string): boolean {
  return inside.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

async function resolve(host: string) {
  const bare = host.replace(/^\[|\]$/g, '')
  try {
    return await lookup(bare, { all: true })
  } catch (error) {
    return reasonOf(error)
  }
}

/** Judgement: certificates are usually renewed thirty days ahead; two weeks show that this does not happen. */
const soonDays = 14

interface Certificate {
  readonly trusted: boolean
  readonly why: string
  readonly until: Date | null
}

async function certificateFindings(url: URL, now: Date, signal: AbortSignal): Promise<readonly Finding[]> {
  const seen = await readCertificate(url, signal)
  if (typeof seen === 'string')
    return [{ state: 'error', said: fill(texts.noHandshake, { why: verbatim(seen) }), advice: texts.checkProxy }]
  return judgeCertificate(seen, now)
}

/** Judges what a server showed. */
export function judgeCertificate({ trusted, why, until }: Certificate, now: Date): readonly Finding[] {
  const days = until === null ? null : Math.floor((until.getTime() - now.getTime()) / 86_400_000)
  if (days !== null && days < 0)
    return [{ state: 'error', said: fill(texts.expired, { days: -days }), advice: texts.renew }]
  if (!trusted) return [{ state: 'error', said: fill(texts.untrusted, { why: verbatim(why) }), advice: texts.realOne }]
  if (days !== null && days < soonDays)
    return [{ state: 'warning', said: fill(texts.endsSoon, { days }), advice: texts.renew }]
  return [{ state: 'ok', said: days === null ? texts.trusted : fill(texts.valid, { days }) }]
}

function readCertificate(url: URL, signal: AbortSignal): Promise<Certificate | string> {
  const host = url.hostname.replace(/^\[|\]$/g, '')
  return new Promise(done => {
    const named = isIP(host) === 0 ? { servername: host } : {}
    const socket = connect({ host, port: Number(url.port || 443), rejectUnauthorized: false, timeout: 8_000, ...named })
    const end = (result: Certificate | string) => {
      socket.destroy()
      done(result)
    }
    signal.addEventListener('abort', () => end('time-out'), { once: true })
    socket.on('timeout', () => end('time-out'))
    socket.on('error', error => end(reasonOf(error)))
    socket.on('secureConnect', () => {
      const { valid_to: end_ } = socket.getPeerCertificate()
      const until = end_ === undefined ? null : new Date(end_)
      end({ trusted: socket.authorized, why: String(socket.authorizationError ?? ''), until })
    })
  })
}

async function whoAnswers(publicUrl: string, signal: AbortSignal): Promise<readonly Finding[]> {
  const until = AbortSignal.any([signal, AbortSignal.timeout(8_000)])
  try {
    const answer = await fetch(`${publicUrl}/healthz`, { redirect: 'manual', signal: until })
    const body = await answer.text()
    if (answer.ok && /"status"\s*:\s*"ok"/.test(body)) return [{ state: 'ok', said: texts.answers }]
    const said = fill([502, 503, 504].includes(answer.status) ? texts.proxyAlone : texts.somebodyElse, {
      status: answer.status,
    })
    return [{ state: answer.status >= 500 ? 'warning' : 'error', said, advice: texts.checkProxy }]
  } catch (error) {
    return [{ state: 'error', said: fill(texts.silent, { why: verbatim(reasonOf(error)) }), advice: texts.checkProxy }]
  }
}
