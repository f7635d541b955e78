import { z } from 'zod'
import { type Connector, SourceFault } from '#src/contracts/connector.ts'
import { UserError } from '#src/errors.ts'
import {
  addressesOf,
  forgetDraft,
  KeysRefused,
  keyIssues,
  politeFetch,
  proveKeys,
  refusalOf,
  type SyncParts,
} from '#src/features/sync/index.ts'
import type { Localized } from '#src/i18n/locale.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { type KeyField, keyFields, keysOf } from './key-fields.ts'
import { hintText } from './key-hints.ts'
import { issueConsent, type OpenPage, type PageParts, useConsent } from './pages.ts'
import { refusedFields } from './refused-keys.ts'
import { changePage, mergeData } from './store/connect-pages.ts'
import { texts } from './texts.ts'

/** What the steps of a page work with. */
export type ConnectParts = SyncParts & PageParts

/** What is wrong with a field. */
export interface Problem {
  /** The field; empty: the form as a whole. */
  readonly name: string
  readonly text: Localized
}

/** Somebody waits at a page: a busy marketplace is asked again for so long (judgement). */
const waitMs = 25_000

/** Fields of the form of keys. */
export function fieldsOf(connector: Connector): readonly KeyField[] {
  return keyFields(connector.keys, connector.keyTexts)
}

/** Fields that must be known before the seller can consent; empty where there is no consent page. */
export function consentFieldsOf(connector: Connector): readonly KeyField[] {
  return connector.consent ? keyFields(connector.consent.keys, connector.keyTexts) : []
}

/**
 * Takes the keys of a form, asks the marketplace for the stores and keeps both for the next step. What was given before
 * counts where a field is empty, so that only what is wrong has to be given again. Answers what is wrong; empty: nothing.
 * @throws UserError when the marketplace does not accept them.
 */
export async function giveKeys(
  parts: ConnectParts,
  connector: Connector,
  page: OpenPage,
  sent: Readonly<Record<string, unknown>>,
): Promise<readonly Problem[]> {
  const fields = fieldsOf(connector)
  const keys = { ...(await givenBefore(parts, page)), ...keysOf(fields, sent) }
  await keepGiven(parts, page, keys)
  const own = Object.fromEntries(Object.entries(keys).filter(([name]) => fields.some(field => field.name === name)))
  const parsed = connector.keys.safeParse(own)
  if (!parsed.success) return refuseForm(parts, page, parsed.error, { keys: own, fields })
  await prove(parts, connector, page, own)
  return []
}

/** What was given stays sealed until the page ends: whoever sees the wrong stores agrees again with another account. */
async function prove(parts: ConnectParts, connector: Connector, page: OpenPage, keys: unknown): Promise<void> {
  const before = page.connectionId
  const { connectionId, found } = await proveKeys(parts, connector, keys, { createdBy: page.personId, waitMs })
  await changePage(parts.db, page.id, { connectionId })
  await mergeData(parts.db, page.id, { found, dry: null, chosen: null })
  if (before !== null && before !== connectionId) await forgetDraft(parts, connector, before)
}

/** Takes the keys of the application; afterwards the seller can go to the marketplace's page. */
export async function giveApplication(
  parts: ConnectParts,
  connector: Connector,
  page: OpenPage,
  sent: Readonly<Record<string, unknown>>,
): Promise<readonly Problem[]> {
  const { consent } = connector
  if (!consent) return [{ name: '', text: texts.noConsent }]
  const fields = consentFieldsOf(connector)
  const keys = { ...(await givenBefore(parts, page)), ...keysOf(fields, sent) }
  await keepGiven(parts, page, keys)
  const parsed = consent.keys.safeParse(keys)
  if (!parsed.success) return refuseForm(parts, page, parsed.error, { keys, fields })
  await mergeData(parts.db, page.id, { consentReady: true })
  return []
}

/** Where the seller's browser goes to consent. @throws UserError when the application's keys were not given. */
export async function consentUrl(parts: ConnectParts, connector: Connector, page: OpenPage): Promise<string> {
  const request = await consentRequest(parts, connector, page)
  return request.consent.authorizeUrl({ ...request, state: await issueConsent(parts, page) })
}

async function consentRequest(parts: ConnectParts, connector: Connector, page: OpenPage) {
  const { consent } = connector
  const parsed = consent?.keys.safeParse(await givenBefore(parts, page))
  if (!consent || !parsed?.success) throw new UserError(texts.applicationFirst)
  const keys = parsed.data as Record<string, string> // of a form: all values are texts
  const addresses = addressesOf(connector, keys, parts.env)
  return { consent, keys, addresses, redirectUri: redirectUri(parts, connector), now: parts.now() }
}

/** The page to which the marketplace sends the seller back: to be registered with the application, letter by letter. */
export function redirectUri({ publicUrl }: PageParts, { id }: Connector): string {
  return `${publicUrl}/connect/${id}/callback`
}

/**
 * The seller came back from the marketplace: trades the code for keys and asks for the stores.
 * @throws UserError when this is not the answer to what this page asked, or it was refused.
 */
export async function takeConsentAnswer(
  parts: ConnectParts,
  connector: Connector,
  page: OpenPage,
  query: Readonly<Record<string, string>>,
): Promise<void> {
  if (!(await useConsent(parts, page, query.state ?? ''))) throw new UserError(texts.strangeAnswer)
  if (query.error) throw new UserError(texts.notAgreed(connector.label, query.error.slice(0, 80)))
  const request = await consentRequest(parts, connector, page)
  const stop = AbortSignal.timeout(waitMs)
  let keys: unknown
  try {
    keys = await request.consent.exchange({ ...request, query }, one => politeFetch(one, stop, parts.now))
  } catch (error) {
    if (error instanceof SourceFault) throw refusalOf(connector, error, parts.now().getTime())
    if (error instanceof z.ZodError) throw new UserError(texts.strangeExchange(connector.label))
    throw error
  }
  await prove(parts, connector, page, keys)
}

/** The fields that a refusal of the marketplace means; empty: it did not say which, or it was no refusal of keys. */
export function problemsOfRefusal(
  connector: Connector,
  error: UserError,
  fields: readonly KeyField[],
): readonly Problem[] {
  if (!(error instanceof KeysRefused)) return []
  return refusedFields(error.subject, fields).map(({ name }) => ({ name, text: texts.notAccepted(connector.label) }))
}

/** Says what is wrong with what was typed; a secret of a wrong form is not kept, so that it is asked for again. */
async function refuseForm(
  parts: ConnectParts,
  page: OpenPage,
  error: z.ZodError,
  { keys, fields }: { readonly keys: Readonly<Record<string, string>>; readonly fields: readonly KeyField[] },
): Promise<readonly Problem[]> {
  const problems = problemsOf(error, keys, fields)
  const wrong = fields.filter(({ secret, name }) => secret && problems.some(one => one.name === name))
  const names = new Set(wrong.map(field => field.name))
  const before = await givenBefore(parts, page)
  await keepGiven(parts, page, Object.fromEntries(Object.entries(before).filter(([name]) => !names.has(name))))
  return problems
}

/** What is wrong with keys, each field once. */
export function problemsOf(
  error: z.ZodError,
  given: Readonly<Record<string, string>>,
  fields: readonly KeyField[],
): readonly Problem[] {
  const problems = keyIssues(error, given).map(({ key, hint }): Problem => {
    const [name = '', ...path] = key.split('.')
    const said = hint === '' ? null : hintText(hint, fields)
    if (name === '') return { name, text: said === null ? texts.wrongForm(null) : texts.together(said) }
    if (given[name] === undefined && said === null) return { name, text: texts.missing }
    return { name, text: texts.wrongForm(path.length === 0 ? said : texts.within(path.join('.'), said)) }
  })
  return problems.filter((one, at) => problems.findIndex(other => other.name === one.name) === at)
}

/** What was given on this page so far, sealed; for filling in what is no secret. */
export async function givenBefore(parts: ConnectParts, page: OpenPage): Promise<Readonly<Record<string, string>>> {
  const sealed = await pageVault(parts).find(page.id)
  return sealed === null ? {} : (JSON.parse(sealed) as Record<string, string>) // written below
}

async function keepGiven(parts: ConnectParts, page: OpenPage, keys: Readonly<Record<string, string>>): Promise<void> {
  await pageVault(parts).put(page.id, JSON.stringify(keys))
}

/** Forgets what was given on a page. */
export async function forgetGiven(parts: ConnectParts, page: { readonly id: string }): Promise<void> {
  await pageVault(parts).remove(page.id)
}

function pageVault({ db, secretKey }: ConnectParts) {
  return createVault(db, 'connect-page', secretKey)
}
