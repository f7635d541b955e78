import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Check, Found } from '#src/chat/checkup.ts'
import type { Connector } from '#src/contracts/connector.ts'
import {
  addressCheck,
  clockCheck,
  configurationCheck,
  databaseCheck,
  findStrangers,
  folderCheck,
  isOwnMachine,
  marketplacesCheck,
  picturesCheck,
  reasonOf,
  runChecks,
  runtimeCheck,
  type Stranger,
  secretKeyCheck,
  serviceCheck,
  unreachableCheck,
} from '#src/features/checkup/index.ts'
import { listAllSealed } from '#src/platform/bot-services/store/vault.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import type { Database, Db } from '#src/platform/database/db.ts'
import { ourMigrations } from '#src/platform/database/migrate.ts'
import { type Chosen, readEachBot } from './choose-bots.ts'
import { type Config, type Env, readConfig, withoutEmpty } from './config.ts'
import { ConfigError } from './errors.ts'
import { projectRoot } from './paths.ts'
import type { Secrets } from './secrets.ts'

/** What an installation is checked with. */
export interface CheckupParts {
  readonly env: Env
  /** Names of the `.env` file. */
  readonly fromFile: readonly string[]
  readonly connectors: readonly Connector[]
  /** `null`: there is none yet; a text: why it cannot be asked. */
  readonly db: Db | null | string
  /** `null`: made at the first start, or missing. */
  readonly secretKey: string | null
  /** Besides those of the environment: values that must stand in no answer. */
  readonly secrets: readonly string[]
  readonly now: () => Date
}

/** Looks at everything that an installation needs. Nothing is changed, and nothing found stops the rest. */
export async function checkInstallation(parts: CheckupParts): Promise<readonly Found[]> {
  const env = withoutEmpty(parts.env)
  const { config, problems } = readGently(env)
  const db = typeof parts.db === 'string' ? null : parts.db
  const kept = db ? await listAllSealed(db).catch(() => new Map<string, readonly string[]>()) : new Map()
  const own = readEachBot({ ...env, DEMO: '0' }, kept)
  const demo = config.demo ?? (own.chosen.length === 0 && config.databaseUrl === null)
  const known = knownNames()
  const names = { known, set: Object.keys(env), fromFile: parts.fromFile }
  const checks = [
    runtimeCheck(),
    configurationCheck({ ...names, problems: [...problems, ...own.problems] }),
    folderCheck({
      dataDir: config.dataDir,
      holdsDatabase: config.databaseUrl === null,
      importFolder: config.importFolder,
    }),
    ...(parts.secretKey === null && config.databaseUrl !== null
      ? []
      : [secretKeyCheck({ secretKey: parts.secretKey, db })]),
    ...databaseChecks(parts.db),
    clockCheck({ db, addresses: outsideAddresses(env, config), now: parts.now }),
    ...reachability(env, config, { used: own.chosen.length + own.problems.length > 0, demo, now: parts.now }),
    ...own.chosen.flatMap(bot => messengerChecks(bot, config, { db, secretKey: parts.secretKey })),
    ...(db ? [marketplacesCheck({ ...parts, db, env, secretKey: parts.secretKey ?? '' })] : []),
    picturesCheck(),
  ]
  return runChecks(checks, { secrets: [...parts.secrets, ...secretsIn(env)] })
}

function databaseChecks(db: Db | null | string): readonly Check[] {
  if (db === null) return []
  return [typeof db === 'string' ? unreachableCheck(db) : databaseCheck(db, { count: ourMigrations().length })]
}

interface Reached {
  readonly used: boolean
  readonly demo: boolean
  readonly now: () => Date
}

function reachability(env: Env, config: Config, { used, demo, now }: Reached): readonly Check[] {
  const { host, port, publicUrl } = config
  const outside =
    !isOwnMachine(host) || host === '0.0.0.0' || host === '::' || !isOwnMachine(new URL(publicUrl).hostname)
  const console = readEachBot({ ...env, DEMO: demo ? '1' : '0' }, new Map()).chosen.some(bot => bot.factory.pagePath)
  return [
    serviceCheck({ host, port, openConsole: console && outside }),
    addressCheck({ publicUrl, isSet: env.PUBLIC_URL !== undefined, inUse: used, now }),
  ]
}

function messengerChecks(
  { factory, config: own }: Chosen,
  { publicUrl }: Config,
  { db, secretKey }: { readonly db: Db | null; readonly secretKey: string | null },
): readonly Check[] {
  const vault = db && secretKey !== null ? createVault(db, factory.id, secretKey) : null
  return factory.checkup?.(own, { publicUrl, vault }) ?? []
}

/** The configuration without what is wrong in it, so that the rest can be looked at. */
function readGently(env: Env): { readonly config: Config; readonly problems: readonly string[] } {
  try {
    return { config: readConfig(env), problems: [] }
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    const wrong = new Set(error.problems.map(problem => problem.split(' ')[0] ?? ''))
    const rest = Object.fromEntries(Object.entries(env).filter(([name]) => !wrong.has(name)))
    const key = rest.DATABASE_URL && !rest.SECRET_KEY ? { SECRET_KEY: '-'.repeat(32) } : {} // stands for what is missing
    return { config: readConfig({ ...rest, ...key }), problems: error.problems }
  }
}

/** Variables that are set, that nothing reads and that are probably meant for us, each with the one that is meant. */
export function findStrayVariables(env: Env): readonly Stranger[] {
  const known = knownNames()
  return known.length === 0 ? [] : findStrangers({ known, set: Object.keys(withoutEmpty(env)), fromFile: [] })
}

/** Names in the order of `.env.example`, where the usual one of several stands first; none where it does not stand beside the program. */
function knownNames(): readonly string[] {
  const file = join(projectRoot, '.env.example')
  const text = existsSync(file) ? readFileSync(file, 'utf8') : ''
  return [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(match => match[1] ?? '')
}

/** Addresses that are configured, then those of the platforms: the first that answers tells the time. */
function outsideAddresses(env: Env, { publicUrl }: Config): readonly string[] {
  const set = Object.entries(env).flatMap(([name, value]) => (/_API_URL$/.test(name) && value ? [value] : []))
  const own = isOwnMachine(new URL(publicUrl).hostname) ? [] : [publicUrl]
  const usual = ['https://slack.com', 'https://open.feishu.cn', 'https://qyapi.weixin.qq.com']
  return [...set, ...usual, ...own].filter(address => URL.canParse(address))
}

/** Values of secret variables, and passwords inside addresses, as they stand and decoded. */
function secretsIn(env: Env): readonly string[] {
  return Object.entries(env).flatMap(([name, value = '']) => {
    if (/TOKEN|SECRET|KEY|PASSWORD/.test(name)) return value.split(',').map(one => one.trim())
    const password = URL.canParse(value) ? new URL(value).password : ''
    return password === '' ? [] : [password, decode(password)]
  })
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** The same for the service that runs, on its own database. */
export function checkRunning(
  { env, database, secrets }: Running,
  connectors: readonly Connector[],
  now: () => Date,
): Promise<readonly Found[]> {
  const { secretKey, apiToken } = secrets
  const password = new URL(database.url).password // in the address of a pooler it is among the secrets of the environment
  const hidden = [secretKey, password, ...(apiToken === null ? [] : [apiToken])]
  return checkInstallation({ env, fromFile: [], connectors, db: database.db, secretKey, secrets: hidden, now })
}

/** A service that runs. */
interface Running {
  readonly env: Env
  readonly database: Pick<Database, 'db' | 'url'>
  readonly secrets: Secrets
}

/** Why a database cannot be asked; `null`: it can. */
export async function whyUnreachable(probe: () => Promise<unknown>): Promise<string | null> {
  try {
    await probe()
    return null
  } catch (error) {
    return reasonOf(error)
  }
}
