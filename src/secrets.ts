import { randomBytes } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { makeNewFile } from '#src/platform/embedded-postgres/new-file.ts'
import type { Config } from './config.ts'

/** Keys of the installation. */
export interface Secrets {
  /** Signs links to pictures and encrypts credentials. */
  readonly secretKey: string
  /** `null`: the push API is closed. */
  readonly apiToken: string | null
}

/** The configured keys; with the embedded database missing ones are made once and kept in the data folder, mode 0600. */
export async function loadSecrets(config: Config): Promise<Secrets> {
  if (config.databaseUrl !== null) return { secretKey: config.secretKey ?? '', apiToken: config.apiToken }
  return {
    secretKey: config.secretKey ?? (await keep(join(config.dataDir, 'secret.key'))),
    apiToken: config.apiToken ?? (await keep(join(config.dataDir, 'api.token'))),
  }
}

async function keep(file: string): Promise<string> {
  const fresh = randomBytes(32).toString('base64url')
  return (await makeNewFile(file, fresh, 0o600)) ? fresh : (await readFile(file, 'utf8')).trim()
}
