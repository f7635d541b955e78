import { z } from 'zod'
import type { Connector } from '#src/contracts/connector.ts'
import { StartError } from '#src/errors.ts'

/** Keys by the names that the connector has, and names of the file that it does not know. */
export interface TidyKeys {
  readonly keys: unknown
  readonly ignored: readonly string[]
}

interface Property {
  readonly type?: unknown
}

/** Words in front of names that say whose they are: `LWA_CLIENT_ID`, `SP_API_REFRESH_TOKEN`. */
const fronts = ['lwa', 'spapi', 'sellingpartner', 'sellingpartnerapp', 'api', 'oauth', 'app']
/** Other names that marketplaces and tools give to keys. */
const others: Readonly<Record<string, readonly string[]>> = {
  client_id: ['appid', 'clientidentifier', 'applicationid', 'consumerid'],
  client_secret: ['certid', 'appsecret', 'applicationsecret', 'secret', 'privatekey'],
  app_key: ['appid', 'appkey'],
  app_secret: ['secret', 'secretkey'],
  shop: ['shopdomain', 'store', 'storedomain', 'shopurl', 'domain'],
  access_token: ['adminapiaccesstoken', 'token'],
  partner_key: ['partnersecret'],
  license_key: ['licencekey'],
}

/**
 * Keys as the connector names them: names are compared without case, blanks and hyphens, also as the marketplace writes
 * them or within another object; values lose blanks and quotes around them.
 * @throws StartError where a file holds several sets, or two values for one key
 */
export function tidyKeys(connector: Connector, given: unknown): TidyKeys {
  const properties = propertiesOf(connector)
  const names = Object.keys(properties)
  const keys: Record<string, unknown> = {}
  const ignored: string[] = []
  for (const [path, value] of entriesOf(given, names)) {
    const name = nameOf(connector, names, path)
    if (name === null) ignored.push(path.join('.'))
    else if (name in keys && keys[name] !== bare(value, properties[name])) {
      throw new StartError(`The file says ${name} twice, with different values. Leave one of them out.`)
    } else keys[name] = bare(value, properties[name])
  }
  return { keys, ignored }
}

function propertiesOf({ keys }: Connector): Readonly<Record<string, Property>> {
  const schema = z.toJSONSchema(keys, { io: 'input', unrepresentable: 'any' })
  return (schema.properties ?? {}) as Record<string, Property> // keys are an object, by the contract
}

/** Every value with the names that lead to it; what a known name holds is one value, however it is built. */
function entriesOf(
  given: unknown,
  names: readonly string[],
  path: readonly string[] = [],
): [readonly string[], unknown][] {
  if (Array.isArray(given) && path.length === 0) {
    if (given.length === 1) return entriesOf(given[0], names)
    throw new StartError(
      `The file holds ${given.length} sets of keys. Write each into a file of its own and connect them one after the other.`,
    )
  }
  if (typeof given !== 'object' || given === null || Array.isArray(given)) return path.length > 0 ? [[path, given]] : []
  return Object.entries(given).flatMap(([name, value]) => {
    const isKnown = names.some(one => plain(one) === plain(name))
    return isKnown || path.length > 3
      ? [[[...path, name], value] as [readonly string[], unknown]]
      : entriesOf(value, names, [...path, name])
  })
}

function nameOf(connector: Connector, names: readonly string[], path: readonly string[]): string | null {
  const last = plain(path.at(-1) ?? '')
  const joined = plain(path.slice(-2).join(''))
  const tries = [last, joined, without(last, plain(connector.id)), ...fronts.map(front => without(last, front))]
  for (const tried of tries) {
    const found = names.find(name => plain(name) === tried)
    if (found) return found
  }
  return names.find(name => [...(others[name] ?? []), ...labelsOf(connector, name)].includes(last)) ?? null
}

function labelsOf({ keyTexts }: Connector, name: string): readonly string[] {
  return Object.values(keyTexts?.[name]?.label ?? {}).map(plain)
}

function without(name: string, front: string): string {
  return name.startsWith(front) ? name.slice(front.length) : name
}

function plain(name: string): string {
  return name
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '')
}

/** Without blanks and quotes around it; a number is a text where a text is asked for. */
function bare(value: unknown, property: Property | undefined): unknown {
  if (typeof value === 'number' && property?.type === 'string') return String(value)
  if (typeof value !== 'string') return value
  const text = value.trim()
  return /^(["'])([\s\S]*)\1$/.exec(text)?.[2]?.trim() ?? /^[“‘「]([\s\S]*)[”’」]$/.exec(text)?.[1]?.trim() ?? text
}
