import type { Connector } from '#src/contracts/connector.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { toMajor } from '#src/domain/money.ts'
import { findStores } from '#src/features/stores/index.ts'
import { isThis, listConnectedStores, type Proved, type SyncParts } from '#src/features/sync/index.ts'
import { type DryFeed, dryRunStore } from './dry-run.ts'

/** Lines for a shell: one day of every feed of the stores found, beside what stands here. Nothing is written. */
export async function previewForShell(
  parts: SyncParts,
  connector: Connector,
  { connectionId, found }: Proved,
): Promise<readonly string[]> {
  const connected = await listConnectedStores(parts.db)
  const lines: string[] = ['Asking every feed for one day; this can take two minutes for each store …']
  for (const store of found) {
    const known = connected.find(one => one.connector === connector.id && isThis(one, store))
    const [here] = known ? await findStores(parts.db, [known.storeId]) : []
    const never = new AbortController().signal
    const { day, feeds } = await dryRunStore(
      parts,
      connector,
      { connectionId, found: store, here: here?.id ?? null },
      never,
    )
    lines.push(`${store.name}, ${day}:`)
    for (const feed of feeds) lines.push(...feedLines(feed, store.currency))
  }
  return lines
}

function feedLines(feed: DryFeed, currency: string): readonly string[] {
  const said = feed.detail.length > 0 ? `: ${feed.detail.join(', ')}` : ''
  if (feed.outcome === 'scope') return [`  ${feed.feed}: a permission is missing${said}`]
  if (feed.outcome === 'nothing') return [`  ${feed.feed}: the marketplace has nothing for this day`]
  if (feed.outcome === 'later') return [`  ${feed.feed}: takes longer; it comes with the first pull${said}`]
  if (feed.outcome !== 'figures') return [`  ${feed.feed}: not available${said}`]
  const figures = Object.entries(feed.measures).map(([id, value]) => {
    const shown = (amount: string) =>
      findMeasure(id)?.unit === 'money' ? `${toMajor(amount, currency)} ${currency}` : amount
    const here = feed.here[id]
    return `    ${id} ${shown(value)}; here ${here === undefined ? 'nothing yet' : shown(here)}`
  })
  return [`  ${feed.feed}:`, ...figures]
}
