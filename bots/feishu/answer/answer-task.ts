import { profileOf } from '#bots/feishu/api/profile.ts'
import { readTask } from '#bots/feishu/api/tasks.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import { lineOfTask } from '#bots/feishu/send/task.ts'
import { sayInTurn } from './say.ts'

/** Somebody completed a task of ours: what it is about is closed as if they had typed it. */
export async function closeTask(feishu: Feishu, guid: string): Promise<void> {
  const { deps, config, api } = feishu
  const line = await lineOfTask(feishu, guid)
  if (line === null) return
  const { done, doneAt, assignees } = await readTask(api, guid)
  const [person] = assignees
  if (!done || person === undefined || !(await deps.claim(`task/${guid}/done/${doneAt}`))) return
  const profile = await profileOf(feishu, person)
  const where = { workspace: config.appId, channel: person, kind: 'direct' } as const
  const reply = await deps.answer({ messenger: 'feishu', ...where, person, profile, line, via: 'button' })
  if (reply.refused) return // it was closed here before
  const saying = { to: where, cards: reply.cards, reply, key: `task/${guid}/done/${doneAt}` }
  await sayInTurn(feishu, `${person}/${person}`, saying)
}
