import type { CardApproval } from '#src/chat/card.ts'
import type { BotDeps } from '#src/chat/messenger.ts'

/** A request that was submitted. */
export interface KeptApproval {
  readonly approval: Pick<CardApproval, 'name' | 'lines'>
  /** Who may decide it there, in the order in which they were asked. */
  readonly users: readonly string[]
  /** What was decided there is carried out here, or was refused: then the next comparison submits it anew. */
  readonly spent: 'no' | 'carried out' | 'refused'
}

/** `null`: none of ours. */
export async function findApproval({ messages }: BotDeps, spNo: string): Promise<KeptApproval | null> {
  const kept = await messages.find(`approval/${spNo}`)
  return kept ? (kept.body as KeptApproval) : null // written below
}

/** Remembers a request by its number. */
export async function keepApproval({ messages, now }: BotDeps, spNo: string, kept: KeptApproval): Promise<void> {
  const { approval, users, spent } = kept
  const { name, lines } = approval
  const body: KeptApproval = { approval: { name, lines }, users, spent }
  await messages.put({ id: `approval/${spNo}`, channel: 'approvals', at: now(), body })
}
