import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { parseArgs, parseEnv } from 'node:util'
import { checkInstallation, whyUnreachable } from '#src/checkup.ts'
import type { DatabaseAddress, Env } from '#src/config.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { reportText, worst } from '#src/features/checkup/index.ts'
import { type Locale, localeOf } from '#src/i18n/locale.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'

/** What the shell hands on. */
export interface DoctorShell {
  readonly env: Env
  readonly connectors: readonly Connector[]
  readonly print: (text: string) => void
}

/**
 * `doctor`: looks at the whole installation, with or without the service running, and prints what to do; answers whether
 * no error was found. It reads the environment by itself, because a wrong one is what it is asked about.
 */
export async function runDoctor(words: readonly string[], shell: DoctorShell): Promise<boolean> {
  const options = { lang: { type: 'string' } } as const
  const { values } = parseArgs({ args: [...words], options, allowPositionals: false })
  const locale = languageOf(values.lang, shell.env)
  const { env, connectors, print } = shell
  const dataDir = resolve(env.DATA_DIR?.trim() || './data')
  return withOpen(env, dataDir, async db => {
    const kept = keptSecrets(dataDir)
    const secretKey = env.SECRET_KEY?.trim() || (env.DATABASE_URL ? null : (kept['secret.key'] ?? null))
    const fromFile = existsSync('.env') ? Object.keys(parseEnv(readFileSync('.env', 'utf8'))) : []
    const parts = { env, fromFile, connectors, db, secretKey, secrets: Object.values(kept), now: () => new Date() }
    const found = await checkInstallation(parts)
    print(reportText(found, locale))
    return worst(found) !== 'error'
  })
}

/** The language asked for, else that of the shell (POSIX: LC_ALL, LC_MESSAGES, LANG). */
function languageOf(asked: string | undefined, env: Env): Locale {
  const said = [asked, env.LC_ALL, env.LC_MESSAGES, env.LANG].find(one => one !== undefined && one !== '')
  return localeOf(said)
}

function keptSecrets(dataDir: string): Readonly<Record<string, string>> {
  const read = (name: string) => {
    try {
      return [[name, readFileSync(join(dataDir, name), 'utf8').trim()] as const]
    } catch {
      return [] // not there yet, or not ours to read: the check of the folder says so
    }
  }
  return Object.fromEntries(['secret.key', 'api.token', 'postgres.secret'].flatMap(read))
}

/** Opens the configured database, joins or starts the built-in one where it was set up, and closes what was opened. */
async function withOpen(
  env: Env,
  dataDir: string,
  work: (db: Database['db'] | null | string) => Promise<boolean>,
): Promise<boolean> {
  const configured = env.DATABASE_URL?.trim() ?? ''
  const direct = env.DATABASE_DIRECT_URL?.trim() ?? ''
  if (configured === '' && !existsSync(join(dataDir, 'postgres.ready'))) return work(null)
  let stop = async () => {}
  let url = configured
  if (configured === '') {
    const why = await whyUnreachable(async () => {
      const embedded = await startEmbedded(dataDir, { guest: true })
      url = embedded.url
      stop = embedded.stop
    })
    if (why !== null) return work(why)
  }
  try {
    return await onDatabase(direct === '' ? { url, pooled: null } : { url: direct, pooled: url }, work)
  } finally {
    await stop()
  }
}

async function onDatabase(
  { url, pooled }: DatabaseAddress,
  work: (db: Database['db'] | string) => Promise<boolean>,
): Promise<boolean> {
  if (![url, pooled ?? url].every(address => /^postgres(ql)?:\/\//.test(address))) return work('postgres://…')
  const database = openDatabase(url, { max: 3, connectSeconds: 8, pooled })
  try {
    const why = await whyUnreachable(() => database.db.execute('select 1'))
    return await work(why ?? database.db)
  } finally {
    await database.close()
  }
}
