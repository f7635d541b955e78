import { parseArgs } from 'node:util'
import { plainText } from '#src/chat/plain.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { readSaid } from '#src/contracts/said.ts'
import { StartError } from '#src/errors.ts'
import { type FeedLine, syncCard } from './cards/sync-card.ts'
import { patiently, waitForHistory } from './collector.ts'
import { type Connected, connect, findConnector, type Proved, parseSince } from './connect.ts'
import { addressesOf, type SyncParts } from './context.ts'
import { readKeys } from './keys/read-keys.ts'
import { tidyKeys } from './keys/tidy-keys.ts'
import { type FeedProgress, realFeedsOf } from './progress.ts'
import { linesOf } from './status.ts'

/** How the shell speaks. */
export interface Shell {
  readonly out: (text: string) => void
  /** Absent where nobody can answer. */
  readonly ask?: (question: string) => Promise<boolean>
  /** What one day of every feed says, before somebody is asked. */
  readonly preview?: (connector: Connector, proved: Proved) => Promise<readonly string[]>
  readonly input: NodeJS.ReadableStream
}

/** Judgement: what most marketplaces keep. */
const defaultSince = '24m'
/** Judgement: a first connection of two years takes hours on the slowest marketplaces. */
const defaultMinutes = 600
/** Judgement: a line of progress says nothing new more often. */
const sayEveryMs = 5_000

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
  const { keys, ignored } = tidyKeys(findConnector(parts, connector), await readKeys(values.keys, shell.input))
  if (ignored.length > 0) shell.out(`Not used, ${connector} has no such keys: ${ignored.join(', ')}`)
  const store = values.store?.trim()
  const sinceGiven = values.since !== undefined
  const request = { connector, keys, since, sinceGiven, ...(store ? { store } : {}) }
  sayWho(parts, findConnector(parts, connector), keys, shell)
  const connected = await connect(parts, request, (one, proved) =>
    values.yes ? Promise.resolve(true) : isWanted(shell, one, proved, since),
  )
  if (connected.length === 0) {
    shell.out('Nothing was connected.')
    return false
  }
  for (const one of connected) for (const line of connectedLines(one, store)) shell.out(line)
  shell.out('The history is fetched by the running service. To wait for it: npm run kpi -- sync wait')
  return true
}

/** A store that was there before goes on as it is: that is said, also where another name was asked for. */
function connectedLines(
  { found, store: ours, renewed, earlier, assumed }: Connected,
  asked: string | undefined,
): readonly string[] {
  const place = `${ours.name} (${ours.slug}): ${found.externalId}, ${ours.currency}, ${ours.timeZone}`
  const keepsName =
    renewed && asked !== undefined && ![ours.slug, ours.name.toLowerCase()].includes(asked.toLowerCase())
  return [
    renewed ? `Renewed ${place}` : `Connected ${place}`,
    ...(renewed ? ['It was connected before: figures, history, targets and owners stay, the new keys take over.'] : []),
    ...(assumed
      ? [
          `No order shows yet whose shop this is: it was taken for ${ours.name}, which has no order either. Should it be a further shop: connect the keys of ${ours.name} again with --store "${ours.name}", then these with --store and a new name.`,
        ]
      : []),
    ...(earlier === null
      ? []
      : [`Its history goes further back now: from ${earlier} on, as far as the marketplace tells.`]),
    ...(keepsName ? [`It keeps its name ${ours.name}.`] : []),
    ...(found.note ? [found.note.en] : []),
  ]
}

/** Says who is asked before the network is waited for; nothing where the keys are not even usable. */
function sayWho({ env }: SyncParts, connector: Connector, keys: unknown, shell: Shell): void {
  const parsed = connector.keys.safeParse(keys)
  if (!parsed.success) return
  const addresses = Object.values(addressesOf(connector, parsed.data, env)).filter(one => URL.canParse(one))
  const hosts = [...new Set(addresses.map(one => new URL(one).host))]
  shell.out(`Asking ${hosts.length > 0 ? hosts.join(', ') : connector.label.en} …`)
}

/** Shows the stores found and what one day of them says, and asks. Where nobody can answer, the line itself is the wish. */
async function isWanted(shell: Shell, connector: Connector, proved: Proved, since: string): Promise<boolean> {
  if (!shell.ask) return true
  for (const { name, externalId, currency, timeZone } of proved.found) {
    shell.out(`Found ${name}: ${externalId}, ${currency}, ${timeZone}`)
  }
  for (const line of (await shell.preview?.(connector, proved)) ?? []) shell.out(line)
  return shell.ask(`Connect ${connector.label.en} and take all stores found, from ${since} on? (yes/no) `)
}

/**
 * `sync wait [--minutes N]`: works until all history is there; says how far it is, at the end what is open and why, and
 * answers whether nothing is.
 */
export async function waitFromShell(parts: SyncParts, words: readonly string[], shell: Shell): Promise<boolean> {
  const { values } = parseArgs({ args: [...words], options: { minutes: { type: 'string' } } })
  const minutes = values.minutes === undefined ? defaultMinutes : Number(values.minutes)
  if (!Number.isFinite(minutes) || minutes < 0) throw new StartError('Write: sync wait [--minutes N]')
  const tell = teller(parts, shell)
  const complete = await waitForHistory(parts, minutes, tell.progress)
  const feeds = await patiently(parts, () => realFeedsOf(parts))
  const lines = await patiently(parts, () => linesOf(parts.db, feeds))
  shell.out(plainText(syncCard(lines), 'en'))
  if (feeds.length === 0) return false
  const open = lines.filter((_, index) => !isSettled(feeds[index]))
  if (complete) shell.out('All history is there.')
  else {
    shell.out(
      tell.timeIsOver(minutes) ? `Not complete after ${minutes} minutes. Still open:` : 'Not complete. Still open:',
    )
    for (const line of open) shell.out(`  ${line.store} · ${line.feed}: ${openText(line)}`)
  }
  return complete
}

function isSettled(feed: FeedProgress | undefined): boolean {
  return feed === undefined || feed.history === 'whole' || (feed.history === 'unavailable' && !feed.main)
}

function openText(line: FeedLine): string {
  if (line.needsConsent) return `history ${line.percent}%; the marketplace must authorise again: connect with new keys`
  if (line.paused) return `history ${line.percent}%; paused, go on with: sync resume`
  const why = line.unavailable
    ? `not available for this account: ${line.error?.en}`
    : (line.waits?.why ?? line.error)?.en
  const until = line.waits?.until ? `, waits until ${line.waits.until.toISOString()}` : ''
  return `history ${line.percent}%${why ? `; ${why}` : ''}${until}`
}

/** Says how far each feed is whenever that changes, but each at most every few seconds. */
function teller({ now }: SyncParts, shell: Shell) {
  const begun = now().getTime()
  const said = new Map<string, { readonly text: string; readonly at: number }>()
  const progress = (feeds: readonly FeedProgress[]) => {
    for (const feed of feeds) {
      const key = `${feed.storeId}/${feed.feed}`
      const text = progressText(feed)
      const before = said.get(key)
      const at = performance.now()
      if (before?.text === text || (before && feed.history === 'going' && at - before.at < sayEveryMs)) continue
      said.set(key, { text, at })
      shell.out(`${now().toISOString().slice(11, 19)}  ${feed.connector} ${feed.feed} (store ${feed.storeId}): ${text}`)
    }
  }
  return { progress, timeIsOver: (minutes: number) => now().getTime() - begun >= minutes * 60_000 }
}

function progressText({ history, planned, done, waitsFor, error }: FeedProgress): string {
  const share = `${done} of ${planned} pieces of history`
  if (history === 'whole') return `${share}, complete`
  if (history === 'unavailable') return `not available for this account: ${saidInEnglish(error)}`
  const why = history === 'stopped' ? error : waitsFor
  return why ? `${share}; ${saidInEnglish(why)}` : share
}

function saidInEnglish(text: string | null): string {
  return text === null ? '' : readSaid(text).en
}
