import { recall, updateCard } from '#bots/wecom/api/app.ts'
import { hasCode } from '#bots/wecom/api/client.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { codeLifeMs, recallLifeMs } from '#bots/wecom/limits.ts'
import { draw } from '#bots/wecom/render/render.ts'
import type { Part, TemplateCard } from '#bots/wecom/render/types.ts'
import type { Card } from '#src/chat/card.ts'
import type { MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { approvalIn, showApproval } from './approval/approval.ts'
import { keepCard } from './cards.ts'
import { codesOf, spend } from './codes.ts'
import { readEntry, writeEntry } from './journal.ts'
import { bring } from './pictures.ts'
import { hashOf, type Posted, post } from './post.ts'
import { cardOf, drawOptions, picturesOf, postOptions, type Ref, saidBy, taskIdOf } from './send.ts'
import { type Target, targetOf } from './target.ts'

/**
 * Brings a message that stands to its new state. In person: the card is changed with a code that is left, else sent
 * anew; texts that changed are taken back and said again. In a group nothing can be changed: the cards that people got
 * are, and the group hears what is new, once per change.
 */
export async function update(wecom: Wecom, ref: MessageRef, message: Outgoing): Promise<MessageRef> {
  const { approval } = message.card
  if (approval) return showApproval(wecom, message, approval, approvalIn(ref))
  const done = await readEntry(wecom.deps, message.deliveryId)
  if (done.ref !== null) return done.ref
  const standing = JSON.parse(ref) as Ref // written by send and below
  const next =
    standing.target.surface === 'app'
      ? await inPerson(wecom, standing, message)
      : await inGroup(wecom, standing, message)
  const text = JSON.stringify({ ...next, said: saidBy(message.card) } satisfies Ref)
  await writeEntry(wecom.deps, message.deliveryId, { posted: [], ref: text })
  return text
}

async function inPerson(wecom: Wecom, standing: Ref, message: Outgoing): Promise<Ref> {
  const { card, locale, handles, deliveryId } = message
  const pictures = await bring(wecom, 'app', message.pictures)
  const options = { ...drawOptions(wecom, 'app', taskIdOf(deliveryId)), locale, pictures, handles }
  const parts = draw(card, options).messages
  const old = [...standing.parts]
  const next: Posted[] = []
  for (const part of parts) {
    const at = old.findIndex(posted => posted.kind === part.kind)
    const before = at < 0 ? undefined : old.splice(at, 1)[0]
    next.push(await bringUp(wecom, standing.target, part, before, message))
  }
  for (const gone of old) if (gone.kind !== 'image') await takeBack(wecom, gone)
  return { ...standing, parts: next }
}

/** A picture that stands is left where it is: a second one would say the same a little newer. */
async function bringUp(
  wecom: Wecom,
  target: Target,
  part: Part,
  before: Posted | undefined,
  message: Outgoing,
): Promise<Posted> {
  if (before && (part.kind === 'image' || before.hash === hashOf(part))) return before
  if (before && part.kind === 'card') return changeCard(wecom, target, part, before, message)
  const posted = await post(wecom, target, part, postOptions(message, picturesOf(message.pictures)))
  if (before) await takeBack(wecom, before)
  return posted
}

/** Changes a card for all who have it, with each code once; without one that serves, a fresh card takes its place. */
async function changeCard(
  wecom: Wecom,
  target: Target,
  part: Part & { readonly kind: 'card' },
  before: Posted,
  message: Outgoing,
): Promise<Posted> {
  const { config, client, deps } = wecom
  const taskId = before.taskId ?? part.card.task_id
  const card: TemplateCard = { ...part.card, task_id: taskId }
  const users = before.users ?? []
  const reached = users.filter(user => !(before.missed ?? []).includes(user.toLowerCase()))
  for (const code of config.app && reached.length > 0 ? await codesOf(deps, before, codeLifeMs) : []) {
    await spend(deps, taskId, code)
    try {
      if (config.app) await updateCard(client, config.app, { users: reached, code, card })
      const { subject = null, locale } = message
      await keepCard(deps, taskId, { subject, locale, asks: part.asks })
      return { ...before, hash: hashOf(part) }
    } catch (error) {
      if (!hasCode(error, 60140)) throw error
    }
  }
  if (reached.length === 0 && users.length > 0) return before
  const posted = await post(wecom, target, part, postOptions(message, new Map()))
  await takeBack(wecom, before)
  return posted
}

/** Takes a message back while that is possible; one that stays is only old. */
async function takeBack({ client, deps }: Wecom, { msgid, at }: Posted): Promise<void> {
  if (!msgid || deps.now().getTime() - at > recallLifeMs) return
  try {
    await recall(client, msgid)
  } catch (err) {
    deps.log.warn({ err }, 'An old message could not be taken back')
  }
}

async function inGroup(wecom: Wecom, standing: Ref, message: Outgoing): Promise<Ref> {
  const { card, locale, handles, deliveryId } = message
  const cards: Posted[] = []
  for (const [at, before] of standing.cards.entries()) {
    const taskId = taskIdOf(`${deliveryId}/person/${at}`)
    const part = cardOf(card, { ...drawOptions(wecom, 'app', taskId), locale, pictures: [], handles })
    const users = before.users ?? []
    const changes = wecom.config.app !== null && part?.kind === 'card' // a card of the AI bot changes with a click alone
    cards.push(changes ? await changeCard(wecom, { surface: 'app', users }, part, before, message) : before)
  }
  if (!message.news && standing.said === saidBy(card)) return { ...standing, cards }
  const target = await targetOf(wecom, message.to)
  const options = {
    ...drawOptions(wecom, target.surface, taskIdOf(`${deliveryId}/more`)),
    locale,
    pictures: [],
    handles,
  }
  const parts = [...standing.parts]
  for (const part of draw(message.news ?? news(card, cards.length === 0), options).messages) {
    parts.push(await post(wecom, target, part, postOptions(message, new Map())))
  }
  return { ...standing, cards, parts }
}

/**
 * What a group is told of a change: the state and what people said, without figures and pictures that stand above;
 * what to type only where nobody has the buttons in person.
 */
function news(card: Card, withCommands: boolean): Card {
  const kept = card.blocks.filter(
    block => (block.type === 'text' && block.style !== 'muted') || (withCommands && block.type === 'actions'),
  )
  return { ...card, blocks: kept }
}
