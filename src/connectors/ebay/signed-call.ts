import { z } from 'zod'
import { type HttpResponse, SourceFault, type Token } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { applicationToken, type Call, type Context, call, read } from './api.ts'
import { type SigningKey, signatureHeaders } from './message-signature.ts'

/** Marketplaces of the EU and the UK: their sellers must sign; a signature of others is not looked at. */
const regulated = new Set(
  ['GB', 'IE', 'DE', 'AT', 'FR', 'IT', 'ES', 'NL', 'BE', 'PL'].map(country => `EBAY_${country}`),
)

const Made = z.object({
  jwe: z.string().min(1),
  privateKey: z.string().min(1),
  /** Unix seconds; a key lives three years. */
  expirationTime: z.coerce.number().positive().nullish(),
})
const Kept = z.object({ jwe: z.string(), privateKey: z.string() })

/** Judgement: a key whose end is not told is replaced after two years. */
const unknownLifeMs = 730 * 86_400_000
const spareMs = 86_400_000

/**
 * A call to an interface that wants a message signature of sellers in the EU and the UK: signed where the marketplace is
 * one of theirs, the keys hold a signing key, or eBay asks for it. @throws SourceFault
 */
export async function signedCall(context: Context, wanted: Call): Promise<HttpResponse | null> {
  const isAsked = context.keys.signing_jwe !== undefined || regulated.has(wanted.marketplace ?? '')
  try {
    return await call(context, isAsked ? await signed(context, wanted) : wanted)
  } catch (fault) {
    if (!isAboutSignature(fault)) throw fault
    if (isAsked) await context.forgetToken('signing') // it may have been withdrawn
    const again = await signed(context, wanted)
    if (again.headers) return call(context, again)
    throw new SourceFault('scope', says('ebaySignature'), { subject: 'Key Management API' })
  }
}

/** Errors 215000 to 215999 are those of signatures: missing, wrong or expired. */
function isAboutSignature(fault: unknown): boolean {
  return fault instanceof SourceFault && /^215\d{3}$/.test(fault.subject ?? '')
}

/** The call with its signature; as it is where there is no key to sign with. */
async function signed(context: Context, wanted: Call): Promise<Call> {
  const key = await keyOf(context)
  if (key === null) return wanted
  const url = `${context.addresses[wanted.at ?? 'EBAY_API_URL']}${wanted.path}`
  const body = wanted.body === undefined ? {} : { body: JSON.stringify(wanted.body) }
  return { ...wanted, headers: signatureHeaders({ method: wanted.method ?? 'GET', url, ...body }, key, context.now()) }
}

/** The key of the grant, else one that eBay makes for the application; `null`: it makes none. */
async function keyOf(context: Context): Promise<SigningKey | null> {
  const { signing_jwe: jwe, signing_private_key: privateKey } = context.keys
  if (jwe !== undefined && privateKey !== undefined) return { jwe, privateKey }
  try {
    return Kept.parse(JSON.parse(await context.token('signing', () => makeKey(context))))
  } catch (fault) {
    if (!(fault instanceof SourceFault) || fault.kind === 'transient' || fault.kind === 'throttled') throw fault
    return null
  }
}

/**
 * A private key is told once, when it is made: it is sealed as tokens are.
 * https://developer.ebay.com/api-docs/developer/key-management/resources/signing_key/methods/createSigningKey
 */
async function makeKey(context: Context): Promise<Token> {
  const token = await applicationToken(context)
  const answer = await context.http({
    method: 'POST',
    url: `${context.addresses.EBAY_FINANCES_URL}/developer/key_management/v1/signing_key`,
    headers: { Authorization: `Bearer ${token}`, Accept: 'application/json', 'Content-Type': 'application/json' },
    body: JSON.stringify({ signingKeyCipher: 'ED25519' }),
  })
  const { jwe, privateKey, expirationTime } = read(Made, answer.json())
  const end = expirationTime ? expirationTime * 1_000 - spareMs : context.now().getTime() + unknownLifeMs
  return { value: JSON.stringify({ jwe, privateKey }), expiresAt: new Date(end) }
}
