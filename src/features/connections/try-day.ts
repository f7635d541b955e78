import type { Connector } from '#src/contracts/connector.ts'
import { UserError } from '#src/errors.ts'
import { choicesOf, dataOf, offersOf } from './choose-stores.ts'
import { type DryRun, type DryStore, dryRunStore } from './dry-run.ts'
import type { ConnectParts } from './give-keys.ts'
import type { OpenPage } from './pages.ts'
import { mergeData } from './store/connect-pages.ts'
import { texts } from './texts.ts'

/** A trial that says nothing for so long has broken off with its process (judgement: longer than a store may take). */
const brokenMs = 10 * 60_000

/**
 * Begins to ask the chosen stores for one day; what they say is kept with the page as it comes, nothing else is written.
 * Answers the work that goes on behind.
 * @throws UserError where no store was chosen.
 */
export async function beginTrial(
  parts: ConnectParts,
  connector: Connector,
  page: OpenPage,
  sent: Readonly<Record<string, string>>,
  stop: AbortSignal,
): Promise<{ readonly work: Promise<void> }> {
  const { connectionId } = page
  if (connectionId === null) throw new UserError(texts.keysFirst)
  const choices = choicesOf(page, sent)
  const offers = await offersOf(parts, connector, page)
  const startedAt = parts.now().toISOString()
  const keep = (state: DryRun['state'], stores: readonly DryStore[]) =>
    mergeData(parts.db, page.id, { dry: { state, startedAt, stores } satisfies DryRun })
  await mergeData(parts.db, page.id, { chosen: sent })
  await keep('running', [])
  const work = async () => {
    const stores: DryStore[] = []
    for (const { found, as } of choices) {
      const connected = offers.find(one => one.found.externalId === found.externalId)?.connected
      const here = connected?.id ?? ('storeId' in as ? as.storeId : null)
      stores.push(await dryRunStore(parts, connector, { connectionId, found, here }, stop))
      await keep('running', stores)
    }
    await keep('done', stores)
  }
  const log = (error: unknown) => parts.log.error({ err: error }, 'A trial of a connection broke off')
  return { work: work().catch(log) }
}

/** How a page's trial stands; `broke`: it never came to an end. */
export function trialOf(
  { now }: ConnectParts,
  page: OpenPage,
): { readonly dry: DryRun | null; readonly broke: boolean } {
  const dry = dataOf(page).dry ?? null
  const broke = dry?.state === 'running' && now().getTime() - Date.parse(dry.startedAt) > brokenMs
  return { dry, broke }
}
