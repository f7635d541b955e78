import { readFile } from 'node:fs/promises'
import { text } from 'node:stream/consumers'
import { parseArgs } from 'node:util'
import { plainText } from '#src/chat/plain.ts'
import { StartError } from '#src/errors.ts'
import { syncCard } from './cards/sync-card.ts'
import { waitForHistory } from './collector.ts'
import { connect, parseSince } from './connect.ts'
import type { SyncParts } from './context.ts'
import { feedLines } from './status.ts'

/** How the shell speaks. */
export interface Shell {
  readonly out: (text: string) => void
  /** Absent where nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>
  readonly input: NodeJS.ReadableStream
}

/** Judgement: what most marketplaces keep. */
const defaultSince = '24m'
/** Judgement: a first connection of two years takes hours on the slowest marketplaces. */
const defaultMinutes = 600

/**
 * `connect CONNECTOR --keys FILE.json [--store NAME] [--since 24m] [--yes]`; answers whether it is connected.
 * @throws StartError when the words do not make sense, UserError when the marketplace does not accept the keys.
 */
export async function connectFromShell(parts: SyncParts, words: readonly string[], shell: Shell): Promise<boolean> {
  const one = { type: 'string' } as const
  const options = { keys: one, store: one, since: one, yes: { type: 'boolean' } } as const
  const { values, positionals } = parseArgs({ args: [...words], options, allowPositionals: true })
  const [connector] = positionals
  if (connector === undefined || positionals.length > 1 || values.keys === undefined) {
    throw new StartError('Write: connect CONNECTOR --keys FILE.json [--store NAME] [--since 24m|2014-01-01] [--yes]')
  }
  const since = parseSince(values.since ?? defaultSince, parts.now())
  const keys = await readKeys(values.keys, shell.input)
  if (!values.yes && shell.ask) {
    const question = `Connect ${connector} and take all stores found, from ${since} on? (yes/no) `
    if (!(await shell.ask(question))) return false
  }
  const store = values.store?.trim()
  const connected = await connect(parts, { connector, keys, since, ...(store ? { store } : {}) })
  for (const { found, store: ours } of connected) {
    shell.out(`Connected ${ours.name} (${ours.slug}): ${found.externalId}, ${ours.currency}, ${ours.timeZone}`)
  }
  shell.out('The history is fetched by the running service. To wait for it: npm run kpi -- sync wait')
  return true
}

async function readKeys(file: string, input: NodeJS.ReadableStream): Promise<unknown> {
  let source: string
  try {
    source = file === '-' ? await text(input) : await readFile(file, 'utf8')
  } catch (cause) {
    throw new StartError(`The file of keys cannot be read: ${file}`, { cause })
  }
  try {
    return JSON.parse(source.replace(/^\uFEFF/, ''))
  } catch {
    throw new StartError('The file of keys is not JSON.') // its text would hold secrets
  }
}

/** `sync wait [--minutes N]`: works until all history is there; says what is open and answers whether nothing is. */
export async function waitFromShell(parts: SyncParts, words: readonly string[], shell: Shell): Promise<boolean> {
  const { values } = parseArgs({ args: [...words], options: { minutes: { type: 'string' } } })
  const minutes = values.minutes === undefined ? defaultMinutes : Number(values.minutes)
  if (!Number.isFinite(minutes) || minutes < 0) throw new StartError('Write: sync wait [--minutes N]')
  const complete = await waitForHistory(parts, minutes)
  shell.out(plainText(syncCard(await feedLines(parts.db, null)), 'en'))
  return complete
}
