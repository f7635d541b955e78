import { type ProposalParts, shownProposal } from '#src/features/approvals/announce.ts'
import { listProposals } from '#src/features/approvals/store/proposals.ts'
import { readSetting, writeSetting } from '#src/platform/database/settings.ts'
import { showOnPlatforms } from './show.ts'
import { platformApprovalsAreOn } from './switch.ts'

const setting = 'platform_approvals_kept'

/** How often all that waits is compared with the platforms, in milliseconds; judgement: their callbacks get lost rarely. */
const everyMs = 50 * 60_000

/**
 * Compares what waits with the platforms, at most once an hour: decisions there whose callback was lost, and proposals
 * from before the switch. Answers how many; 0 where it is off or not due.
 */
export async function keepPlatformApprovals(parts: ProposalParts): Promise<number> {
  const { db, now } = parts
  if (!(await platformApprovalsAreOn(db))) return 0
  const last = await readSetting(db, setting)
  if (typeof last === 'string' && now.getTime() - Date.parse(last) < everyMs) return 0
  await writeSetting(db, setting, now.toISOString())
  let count = 0
  for (const proposal of await listProposals(db, { state: 'waiting', demo: false })) {
    const shown = await shownProposal(parts, proposal)
    if (!shown) continue
    await showOnPlatforms(parts, shown)
    count += 1
  }
  return count
}
