import { createHash, randomBytes } from 'node:crypto'
import { isMisconfigured } from '#bots/wecom/api/client.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { away } from '#bots/wecom/receive/bot/socket.ts'
import { safe } from '#bots/wecom/render/markup.ts'
import { actionsOf, draw, peopleOf } from '#bots/wecom/render/render.ts'
import type { Part, Surface } from '#bots/wecom/render/types.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import { answerPrefix } from '#src/chat/direct-answers.ts'
import type { DrawnPicture, MessageRef, Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { showApproval } from './approval/approval.ts'
import { type Entry, readEntry, writeEntry } from './journal.ts'
import { bring } from './pictures.ts'
import { type Posted, type PostOptions, post } from './post.ts'
import { type Pictures, type Target, targetOf } from './target.ts'

/** Where a delivery stands. */
export interface Ref {
  readonly target: Target
  readonly parts: readonly Posted[]
  /** Cards that people got in person about a message in a group. */
  readonly cards: readonly Posted[]
  /** Names what was last said of it, so that a group hears of changes only. */
  readonly said: string
}

/** A message with its place, and which of its parts is for people in person. */
interface Step {
  readonly target: Target
  readonly part: Part
  readonly personal: boolean
  /** Only said where somebody was not reached in person. */
  readonly onlyMissed?: boolean
}

/**
 * Sends a delivery, or what is left of it. While only an administrator can bring the app back, people are written to
 * by the AI bot, where they speak to it: also the administrator who is told so.
 */
export async function send(wecom: Wecom, message: Outgoing): Promise<MessageRef> {
  const { to, deliveryId, card } = message
  if (card.approval) return showApproval(wecom, message, card.approval, null)
  const entry = await readEntry(wecom.deps, deliveryId)
  if (entry.ref !== null) return entry.ref
  const target = await targetOf(wecom, to)
  try {
    return await sendRest(wecom, message, entry, target)
  } catch (error) {
    if (target.surface !== 'app' || entry.posted.length > 0 || !wecom.config.bot || !isMisconfigured(error)) throw error
    if (!wecom.socket.connected) throw away() // whoever holds the connection looks whether the person speaks to the bot
    const other: Target = { surface: 'bot', chatid: to.channel, group: false }
    return sendRest(wecom, message, entry, other).catch(() => {
      throw error
    })
  }
}

async function sendRest(wecom: Wecom, message: Outgoing, entry: Entry, target: Target): Promise<MessageRef> {
  const { deps } = wecom
  const pictures = picturesOf(message.pictures)
  const steps = await stepsOf(wecom, target, message)
  const posted: Posted[] = [...entry.posted]
  for (const [at, step] of steps.entries()) {
    if (posted[at]) continue
    const part = withMissed(step, posted, message)
    posted.push(part ? await postStep(wecom, { ...step, part }, postOptions(message, pictures)) : leftOut(wecom, step))
    await writeEntry(deps, message.deliveryId, { posted, ref: null })
  }
  const ref = refOf(target, steps, posted, message.card)
  await writeEntry(deps, message.deliveryId, { posted, ref } satisfies Entry)
  return ref
}

/** How long the platform drops the same content to the same members: the longest pause between two attempts. */
const deliveryTwinSeconds = 600

/** The same question may be asked again a moment later, and its answer is worth more than one that rarely stands twice. */
const answerTwinSeconds = 15

/** How the messages of a delivery are sent. */
export function postOptions({ locale, subject, signal }: Outgoing, pictures: Pictures): PostOptions {
  const dropTwinsSeconds = subject?.startsWith(answerPrefix) ? answerTwinSeconds : deliveryTwinSeconds
  return { pictures, dropTwinsSeconds, locale, signal, ...(subject !== undefined && { subject }) }
}

/** A card for a person beside a message in a group is a courtesy: whoever is out of reach is named in the group. */
async function postStep(wecom: Wecom, { target, part, personal }: Step, options: PostOptions): Promise<Posted> {
  try {
    return await post(wecom, target, part, options)
  } catch (error) {
    if (!personal || !(error instanceof TransportError) || error.fault !== 'unreachable') throw error
    const users = target.surface === 'app' ? target.users : target.surface === 'bot' ? [target.chatid] : []
    return {
      kind: part.kind,
      at: wecom.deps.now().getTime(),
      hash: '',
      users,
      missed: users.map(it => it.toLowerCase()),
    }
  }
}

/**
 * The messages of a card in order; in a group also a card for each person who is asked for, because only a webhook and a
 * group of the app can mention, and neither has buttons. Where the AI bot alone reaches the group, the card in person is
 * what calls somebody; whom it does not reach is named in the group.
 */
async function stepsOf(wecom: Wecom, target: Target, message: Outgoing): Promise<readonly Step[]> {
  const { card, locale, handles, deliveryId } = message
  const brought = await bring(wecom, target.surface, message.pictures)
  const options = { ...drawOptions(wecom, target.surface, taskIdOf(deliveryId)), locale, pictures: brought, handles }
  const group = draw(card, options).messages.map(part => ({ target, part, personal: false }))
  const personal = personalCards(wecom, target, message)
  if (personal.length === 0) return group
  const mention = group.findIndex(step => step.part.kind === 'mention')
  if (target.surface === 'bot') return [...group, ...personal, missedNote(target, message)]
  return mention < 0 ? [...group, ...personal] : [...group.slice(0, mention), ...personal, ...group.slice(mention)]
}

/** What a group of the AI bot reads of people whom nothing reached in person; left out where all were reached. */
function missedNote(target: Target, { card, locale }: Outgoing): Step {
  return { target, part: { kind: 'text', content: safe(card.title[locale]) }, personal: false, onlyMissed: true }
}

/** The message in person for those whom a message in a group mentions. */
function personalCards(wecom: Wecom, target: Target, message: Outgoing): readonly Step[] {
  const { card, handles } = message
  const called = target.surface === 'bot' && target.group
  if (target.surface !== 'hook' && target.surface !== 'chat' && !called) return []
  const users = [...new Set(peopleOf(card.blocks).flatMap(person => handles.get(person.id) ?? []))]
  if (users.length === 0 || (!called && (!wecom.config.app || actionsOf(card).length === 0))) return []
  if (wecom.config.app) return personalStep(wecom, { surface: 'app', users }, message, 'person')
  return users.flatMap(user =>
    personalStep(wecom, { surface: 'bot', chatid: user, group: false }, message, `person/${user}`),
  )
}

function personalStep(wecom: Wecom, target: Target, message: Outgoing, name: string): readonly Step[] {
  const { card, locale, handles, deliveryId } = message
  const options = drawOptions(wecom, target.surface, taskIdOf(`${deliveryId}/${name}`))
  const drawn = draw(withoutPictures(card), { ...options, locale, pictures: [], handles }).messages
  const part = drawn.find(one => one.kind === 'card') ?? drawn[0]
  return part ? [{ target, part, personal: true }] : []
}

/** What all cards of a surface have in common. */
export function drawOptions({ deps }: Wecom, surface: Surface, taskId: string) {
  return { surface, taskId, page: deps.pageUrl ?? null }
}

/** The template card of a card; what has no room on it stands in the group. */
export function cardOf(card: Card, options: Parameters<typeof draw>[1]): Part | null {
  return draw(withoutPictures(card), options).messages.find(part => part.kind === 'card') ?? null
}

function withoutPictures(card: Card): Card {
  return { ...card, blocks: card.blocks.filter(block => block.type !== 'image' && block.type !== 'table') }
}

function leftOut({ deps }: Wecom, { part }: Step): Posted {
  return { kind: part.kind, at: deps.now().getTime(), hash: '' }
}

/** The mention in the group names those whom their card did not reach; `null`: there is nothing to say. */
function withMissed(
  { part, onlyMissed = false }: Step,
  posted: readonly Posted[],
  { locale, handles, card }: Outgoing,
): Part | null {
  if (part.kind !== 'mention' && !onlyMissed) return part
  const missed = new Set(posted.flatMap(one => one.missed ?? []))
  const people = peopleOf(card.blocks).filter(person => missed.has((handles.get(person.id) ?? '').toLowerCase()))
  if (people.length === 0) return onlyMissed ? null : part
  const names = verbatim(people.map(person => safe(person.name)).join('、'))
  const note = fill(texts.outOfScope, { names })[locale]
  return 'content' in part ? { ...part, content: `${part.content}\n${note}` } : part
}

/** Where a delivery stands, by its messages. */
export function refOf(
  target: Target,
  steps: readonly Pick<Step, 'personal'>[],
  posted: readonly Posted[],
  card: Card,
): MessageRef {
  const of = (personal: boolean) => posted.filter((_, at) => steps[at]?.personal === personal)
  const kept = target.surface === 'hook' ? { surface: 'hook', key: '' } : target // the key stays in the vault
  return JSON.stringify({ target: kept, parts: of(false), cards: of(true), said: saidBy(card) })
}

/** Names what a card says at a glance. */
export function saidBy(card: Card): string {
  const glance = [card.title, card.tone, card.blocks.filter(block => block.type === 'text' && block.style !== 'muted')]
  return createHash('sha256').update(JSON.stringify(glance)).digest('hex').slice(0, 16)
}

/** Pictures by their id. */
export function picturesOf(pictures: readonly (DrawnPicture | null)[]): Pictures {
  return new Map(pictures.flatMap(picture => (picture ? [[picture.id, picture] as const] : [])))
}

/** Names a card for good: a second attempt carries the same, so that WeCom does not show it twice. */
export function taskIdOf(deliveryId: string): string {
  return `kpi-${createHash('sha256').update(deliveryId).digest('hex').slice(0, 32)}`
}

/** Names a card that is sent once; only characters that WeCom allows. */
export function newTaskId(what: string): string {
  return `kpi-${what}-${randomBytes(12).toString('hex')}`
}
