import type { Feishu } from '#bots/feishu/context.ts'
import { limits } from '#bots/feishu/limits.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import type { MessageReference } from './reference.ts'

type Kind = 'app' | 'sms' | 'phone'

/**
 * Calls people by 加急 where the card asks for it: in the app first, then as hard as the administrator allows. Whatever
 * goes wrong is logged and forgotten: the message itself stands.
 */
export async function urge(feishu: Feishu, message: Outgoing, standing: MessageReference): Promise<void> {
  const { card, handles, to, signal } = message
  const asked = card.blocks.flatMap(block => (block.type === 'mention' && block.urgent ? [block] : []))
  const people = asked.flatMap(block => block.people.flatMap(({ id }) => handles.get(id) ?? []))
  const level = Math.max(0, ...asked.map(block => block.urgent ?? 0))
  const kind = kindFor(feishu, level)
  const [id] = standing.ids
  if (kind === null || people.length === 0 || id === undefined || standing.as !== 'card') return
  try {
    const called = (await notYetCalled(feishu, message, level, people)).slice(0, limits.urgentPeople)
    if (called.length === 0) return
    if (kind !== 'app' && !(await withinBudget(feishu, called.length))) return
    await call(feishu, kind, id, called, signal)
    feishu.deps.log.info({ kind, people: called.length }, 'People were called by an urgent message')
  } catch (err) {
    feishu.deps.log.warn({ err, kind, channel: to.channel }, 'An urgent message could not be sent; the alert stands')
  }
}

/** The same matter in several groups, or edited, calls somebody once an hour (judgement). */
async function notYetCalled({ deps }: Feishu, message: Outgoing, level: number, people: readonly string[]) {
  const hour = deps.now().toISOString().slice(0, 13)
  const matter = message.subject ?? message.deliveryId
  const called: string[] = []
  for (const person of new Set(people))
    if (await deps.claim(`urge/${matter}/${level}/${hour}/${person}`)) called.push(person)
  return called
}

function kindFor({ config }: Feishu, level: number): Kind | null {
  const { most } = config.urgent
  if (level === 0 || most === 'off') return null
  if (level === 1) return 'app'
  return most === 'app' ? null : most
}

/** Counted at once for all replicas, and before the call: a crash costs a call and never the budget. */
async function withinBudget({ deps, config }: Feishu, people: number): Promise<boolean> {
  const { monthlyBudget: limit } = config.urgent
  const month = deps.now().toISOString().slice(0, 7)
  const until = new Date(deps.now().getTime() + 32 * 86_400_000)
  const left = await deps.spend({ key: `urgent/${config.appId}/${month}`, amount: people, limit, until })
  if (!left) deps.log.warn({ people, limit }, 'The budget of urgent messages is used up')
  return left
}

/** https://open.feishu.cn/document/uAjLw4CM/ukTMukTMukTM/reference/im-v1/buzz-messages/buzz-overview */
async function call({ api }: Feishu, kind: Kind, id: string, people: readonly string[], signal: AbortSignal) {
  await api({
    method: 'PATCH',
    path: `im/v1/messages/${encodeURIComponent(id)}/urgent_${kind}`,
    params: { user_id_type: 'open_id' },
    data: { user_id_list: people },
    optional: true,
    signal,
  })
}
