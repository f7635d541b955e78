import type { Caller, CommandContext } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import type { Figures } from '#src/features/figures/index.ts'
import type { DispatchParts } from './dispatch.ts'

/** Who asks, and when. */
interface AskedBy {
  readonly caller: Caller
  readonly catalog: Catalog
  readonly now: Date
  /** Figures read once for the whole answer: of commands that change nothing. */
  readonly look?: Figures
}

/** What a command may use, for a caller. */
export function contextOf(
  parts: DispatchParts,
  { caller, catalog, now, look }: AskedBy,
  readOnly = true,
): CommandContext {
  const figures = (readOnly ? look : undefined) ?? parts.figures
  const { db, commands, teamTimeZone, health, enqueue, log, markets, pages, carriesFiles, checkup, installation } =
    parts
  const ours = { db, figures, catalog, caller, commands, now, teamTimeZone, health, enqueue, log }
  const given = { ...(markets && { markets }), ...(pages && { pages }), ...(checkup && { checkup }) }
  const known = { ...(installation && { installation }), ...(carriesFiles && { carriesFiles }) }
  return { ...ours, ...given, ...known }
}
