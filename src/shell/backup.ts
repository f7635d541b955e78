import { type Config, databaseAddress } from '#src/config.ts'
import { StartError } from '#src/errors.ts'
import { restoreBackup } from '#src/platform/backup/restore.ts'
import { writeBackup } from '#src/platform/backup/write.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { loadSecrets } from '#src/secrets.ts'
import { version } from '#src/version.ts'
import { usage } from './usage.ts'

/** `backup FILE`: everything at one instant, also while the service runs. */
export async function runBackup(
  words: readonly string[],
  config: Config,
  url: string,
  print: (text: string) => void,
): Promise<void> {
  const [file] = words
  if (file === undefined || words.length > 1 || file.startsWith('--'))
    throw new StartError(`Name one file.\n\n${usage}`)
  const { secretKey } = await loadSecrets(config)
  const { tables, rows } = await writeBackup({ url, file, version, secretKey, now: new Date() })
  print(`${rows} rows of ${tables} tables are in ${file}, with pictures and photos.`)
  print(
    config.secretKey === null
      ? `Credentials in it are sealed: keep ${config.dataDir}/secret.key with it, but apart.`
      : 'Credentials in it are sealed: keep SECRET_KEY with it, but apart.',
  )
}

/** `restore FILE`: into an empty database. Before anything else, because a start would already change it. */
export async function runRestore(
  words: readonly string[],
  config: Config,
  print: (text: string) => void,
): Promise<void> {
  const [file] = words
  if (file === undefined || words.length > 1 || file.startsWith('--'))
    throw new StartError(`Name one file.\n\n${usage}`)
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir, { alone: true }) : null
  try {
    const { secretKey } = await loadSecrets(config)
    const url = databaseAddress(config)?.url ?? embedded?.url ?? ''
    const done = await restoreBackup({ url, file, secretKey, now: new Date() })
    print(`${done.rows} rows of ${done.tables} tables are restored, as of ${done.createdAt} (version ${done.version}).`)
    if (done.migrated > 0) print(`${done.migrated} migrations brought them to the present version.`)
    if (done.otherKey) print(otherKey)
    print('Nothing is sent or fetched until an administrator says so: npm run kpi -- restore release')
  } finally {
    await embedded?.stop()
  }
}

const otherKey = `SECRET_KEY is not the key of that time: credentials of shops and workspaces do not open. Set the former one
(of the built-in database: the file secret.key of its data folder) as SECRET_KEY, or as SECRET_KEY_PREVIOUS and run:
npm run kpi -- vault rekey`
