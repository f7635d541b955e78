import { isIP } from 'node:net'
import { resolve } from 'node:path'
import { z } from 'zod'
import { isTimeZone } from '#src/domain/days.ts'
import { ConfigError } from './errors.ts'

/** The part of the environment that all of the service shares. */
export interface Config {
  /** `null`: the embedded database under `dataDir`. */
  readonly databaseUrl: string | null
  /** The same database without the connection pooler that `databaseUrl` leads to; `null`: that is the server itself. */
  readonly databaseDirectUrl: string | null
  /** A hot standby that answers questions; `null`: none. */
  readonly databaseReadUrl: string | null
  readonly dataDir: string
  readonly host: string
  readonly port: number
  /** Proxies whose word about the address of a browser counts (addresses, networks, `loopback`, `linklocal`, `uniquelocal`). */
  readonly trustedProxies: readonly string[]
  /** Where people's browsers and the platforms reach the service, without a slash at the end. */
  readonly publicUrl: string
  readonly logLevel: string
  /** `null` with the embedded database: made once and kept under `dataDir`. */
  readonly secretKey: string | null
  /** The key before; what it sealed is sealed again at the start. `null`: the key did not change. */
  readonly previousKey: string | null
  readonly teamTimeZone: string
  /** `null`: not said; the demo is loaded when neither a messenger nor `DATABASE_URL` is configured. */
  readonly demo: boolean | null
  /** `null` with the embedded database: made once and kept under `dataDir`. */
  readonly apiToken: string | null
  /** Lower case. */
  readonly adminEmail: string | null
  /** Where requests for help are mailed; `null`: the administrators are told. Lower case. */
  readonly supportEmail: string | null
  /** Called every few minutes while planned and delivered messages agree. */
  readonly heartbeatUrl: string | null
  /** Days for which order lines of connected shops are kept. */
  readonly ledgerDays: number
  /** Days for which answers of marketplaces are kept, without persons; 0: not at all. */
  readonly answerDays: number
  /** A folder whose files are imported; `null`: none. */
  readonly importFolder: string | null
  /** E-mail of the person who hears what came of them, lower case; `null`: the administrators. */
  readonly importTell: string | null
  /** Address of a mailbox whose attachments are imported; `null`: none. */
  readonly imapUrl: string | null
  /** A language model that helps with questions; `null`: none. `figures`: whether figures may be sent to it. */
  readonly model: {
    readonly url: string
    readonly model: string
    readonly key: string | null
    readonly figures: boolean
  } | null
}

/** Where a database is reached. */
export interface DatabaseAddress {
  /** The server itself. */
  readonly url: string
  /** A connection pooler in transaction mode before it; `null`: none. */
  readonly pooled: string | null
}

/** Environment variables; an empty one counts as absent. */
export type Env = Readonly<Record<string, string | undefined>>

const flag = z.enum(['0', '1'], 'must be 0 or 1').transform(text => text === '1')

const days = (least: number) =>
  z.coerce.number('must be a number of days').int('must be a number of days').min(least, `must be ${least} or more`)

const postgresUrl = z
  .string()
  .regex(/^postgres(ql)?:\/\/.+/, 'must look like postgres://user:password@host:5432/name')
  .optional()

const Shared = z.object({
  DATABASE_URL: postgresUrl,
  DATABASE_DIRECT_URL: postgresUrl,
  DATABASE_READ_URL: postgresUrl,
  DATA_DIR: z.string().default('./data'),
  HOST: z.string().default('127.0.0.1'),
  TRUSTED_PROXIES: z
    .string()
    .transform(text => text.split(',').map(one => one.trim()))
    .refine(list => list.every(isProxy), 'must list addresses, networks such as 10.0.0.0/8, loopback or uniquelocal')
    .default(['loopback']),
  PORT: z.coerce.number('must be a port number').int().min(0).max(65_535, 'must be a port number').default(3000),
  PUBLIC_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  LOG_LEVEL: z
    .enum(
      ['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent'],
      'must be fatal, error, warn, info, debug, trace or silent',
    )
    .default('info'),
  SECRET_KEY_PREVIOUS: z.string().min(1).optional(),
  SECRET_KEY: z.string().min(32, 'must have 32 characters or more').optional(),
  TEAM_TIME_ZONE: z
    .string()
    .refine(isTimeZone, 'must be an IANA time zone such as Asia/Shanghai')
    .default('Asia/Shanghai'),
  DEMO: flag.optional(),
  API_TOKEN: z.string().min(16, 'must have 16 characters or more').optional(),
  ADMIN_EMAIL: z.email('must be an e-mail address').optional(),
  SUPPORT_EMAIL: z.email('must be an e-mail address').optional(),
  HEARTBEAT_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  LEDGER_DAYS: days(90).default(400),
  RAW_ANSWER_DAYS: days(0).default(14),
  IMPORT_FOLDER: z.string().optional(),
  IMPORT_TELL: z.email('must be an e-mail address').optional(),
  IMAP_URL: z
    .string()
    .regex(/^imaps?:\/\/[^:@/]+:[^@/]+@[^/]+/, 'must look like imaps://user:password@host:993/INBOX')
    .optional(),
  LLM_URL: z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).optional(),
  LLM_MODEL: z.string().min(1).max(200).optional(),
  LLM_KEY: z.string().min(1).optional(),
  LLM_FIGURES: flag.optional(),
})

/**
 * Reads the shared part of the environment.
 * @throws ConfigError with every variable that is wrong.
 */
export function readConfig(env: Env): Config {
  const parsed = Shared.safeParse(withoutEmpty(env))
  const problems = parsed.success ? [] : parsed.error.issues.map(issue => `${issue.path.join('.')} ${issue.message}`)
  if (env.DATABASE_URL && !env.SECRET_KEY) {
    problems.push(
      'SECRET_KEY must be set together with DATABASE_URL: 32 random characters or more, the same for every process',
    )
  }
  if (env.DATABASE_READ_URL && !env.DATABASE_URL) {
    problems.push('DATABASE_READ_URL is a standby of DATABASE_URL and needs it')
  }
  if (env.DATABASE_DIRECT_URL && !env.DATABASE_URL) {
    problems.push('DATABASE_DIRECT_URL is the server behind the pooler of DATABASE_URL and needs it')
  }
  problems.push(...modelProblems(env))
  if (!parsed.success || problems.length > 0) throw new ConfigError(problems)
  const it = parsed.data
  return {
    databaseUrl: it.DATABASE_URL ?? null,
    databaseDirectUrl: it.DATABASE_DIRECT_URL ?? null,
    databaseReadUrl: it.DATABASE_READ_URL ?? null,
    dataDir: resolve(it.DATA_DIR),
    host: it.HOST,
    port: it.PORT,
    trustedProxies: it.TRUSTED_PROXIES,
    publicUrl: (it.PUBLIC_URL ?? `http://${it.HOST}:${it.PORT}`).replace(/\/+$/, ''),
    logLevel: it.LOG_LEVEL,
    secretKey: it.SECRET_KEY ?? null,
    previousKey: it.SECRET_KEY_PREVIOUS ?? null,
    teamTimeZone: it.TEAM_TIME_ZONE,
    demo: it.DEMO ?? null,
    apiToken: it.API_TOKEN ?? null,
    adminEmail: it.ADMIN_EMAIL?.toLowerCase() ?? null,
    supportEmail: it.SUPPORT_EMAIL?.toLowerCase() ?? null,
    heartbeatUrl: it.HEARTBEAT_URL ?? null,
    ledgerDays: it.LEDGER_DAYS,
    answerDays: it.RAW_ANSWER_DAYS,
    importFolder: it.IMPORT_FOLDER === undefined ? null : resolve(it.IMPORT_FOLDER),
    importTell: it.IMPORT_TELL?.toLowerCase() ?? null,
    imapUrl: it.IMAP_URL ?? null,
    model: modelOf(it),
  }
}

/** An address, a network, or a name of networks that Fastify knows. */
function isProxy(text: string): boolean {
  if (['loopback', 'linklocal', 'uniquelocal'].includes(text)) return true
  const [address = '', bits, ...rest] = text.split('/')
  const longest = isIP(address) === 6 ? 128 : 32
  return (
    isIP(address) !== 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= longest))
  )
}

/** Where the configured database is reached; `null`: none is configured, and the built-in one is used. */
export function databaseAddress({ databaseUrl, databaseDirectUrl }: Config): DatabaseAddress | null {
  if (databaseUrl === null) return null
  return databaseDirectUrl === null
    ? { url: databaseUrl, pooled: null }
    : { url: databaseDirectUrl, pooled: databaseUrl }
}

/** A language model that is configured by half. */
function modelProblems(env: Env): readonly string[] {
  const set = withoutEmpty(env)
  const missing = ['LLM_URL', 'LLM_MODEL'].filter(name => set[name] === undefined)
  const given = Object.keys(set).filter(name => name.startsWith('LLM_'))
  return given.length > 0 && missing.length > 0
    ? [`${missing.join(', ')} must be set together with ${given.join(', ')}`]
    : []
}

function modelOf({ LLM_URL, LLM_MODEL, LLM_KEY, LLM_FIGURES }: z.infer<typeof Shared>): Config['model'] {
  if (LLM_URL === undefined || LLM_MODEL === undefined) return null
  return { url: LLM_URL, model: LLM_MODEL, key: LLM_KEY ?? null, figures: LLM_FIGURES === true }
}

/** The environment without variables that are set to nothing, as `.env` files leave them. */
export function withoutEmpty(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value.trim() !== ''))
}
