import type { BotDeps } from '#src/chat/messenger.ts'
import type { Posted } from './post.ts'

/**
 * Codes that change a card once each: one came when it was sent, one with each click on it.
 * https://developer.work.weixin.qq.com/document/path/94888
 */
export async function keepCode(deps: BotDeps, taskId: string, code: string): Promise<void> {
  const at = deps.now()
  await deps.messages.put({ id: `code/${taskId}/${code}`, channel: `code/${taskId}`, at, body: { code, spent: false } })
}

/** Marks a code before it is used: a second attempt must not count on it. */
export async function spend(deps: BotDeps, taskId: string, code: string): Promise<void> {
  const at = deps.now()
  await deps.messages.put({ id: `code/${taskId}/${code}`, channel: `code/${taskId}`, at, body: { code, spent: true } })
}

/** The codes of a card that may still serve, the one it was sent with first. */
export async function codesOf(deps: BotDeps, card: Posted, lifeMs: number): Promise<readonly string[]> {
  const oldest = deps.now().getTime() - lifeMs
  const own = card.code !== undefined && card.at > oldest ? [card.code] : []
  if (card.taskId === undefined) return own
  const kept = await deps.messages.list(`code/${card.taskId}`, 50)
  const known = kept.map(({ at, body }) => ({ at, ...(body as { code: string; spent: boolean }) })) // written above
  const spent = new Set(known.filter(one => one.spent).map(one => one.code))
  const clicks = known.filter(one => !one.spent && one.at.getTime() > oldest).map(one => one.code)
  return [...own, ...clicks].filter(code => !spent.has(code))
}
