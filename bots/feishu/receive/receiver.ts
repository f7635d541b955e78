import { randomUUID } from 'node:crypto'
import { setTimeout as pause } from 'node:timers/promises'
import type { EventDispatcher } from '@larksuiteoapi/node-sdk'
import { type Outcome, press } from '#bots/feishu/answer/answer-click.ts'
import { type ClickAnswer, toast } from '#bots/feishu/answer/toast.ts'
import { patchMessage } from '#bots/feishu/api/messages.ts'
import { sdkLog } from '#bots/feishu/api/sdk-log.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import { limits } from '#bots/feishu/limits.ts'
import { texts } from '#bots/feishu/texts.ts'
import { fill } from '#src/i18n/locale.ts'
import { type Click, readClick } from './click.ts'
import { type Ended, readDeparted, readEndedGroup, readMembership, readMenu, readTaskChange } from './events.ts'
import { readMessage } from './message.ts'
import { takeEvent } from './take.ts'

type Fields = Readonly<Record<string, unknown>>

/** How long after its answer a click may still be undone by an edit, in milliseconds (judgement: the answer's way). */
const restMs = 300

/**
 * What is done with events, whichever way they came: taken once, answered at once, worked on afterwards. The SDK's
 * dispatcher types and routes them; it proves nothing, so that only proved events may be given to it.
 */
export async function createDispatcher(feishu: Feishu): Promise<EventDispatcher> {
  const { EventDispatcher } = await import('@larksuiteoapi/node-sdk')
  const { log } = feishu.deps
  const logger = sdkLog({ ...log, warn: () => {} }) // events nobody subscribed to are none of our business
  const dispatcher = new EventDispatcher({ logger })
  const own = (work: (event: Fields) => Promise<unknown>) => async (event: Fields) =>
    event.app_id === feishu.config.appId ? work(event) : undefined
  return dispatcher.register({
    'im.message.receive_v1': own(event => onMessage(feishu, event)),
    'card.action.trigger': own(event => onClick(feishu, event)),
    'application.bot.menu_v6': own(event => onMenu(feishu, event)),
    'im.chat.member.bot.added_v1': own(event => onAdded(feishu, event)),
    'im.chat.member.bot.deleted_v1': own(event => onEnded(feishu, readEndedGroup(event, 'the bot was removed'))),
    'im.chat.disbanded_v1': own(event => onEnded(feishu, readEndedGroup(event, 'the group was disbanded'))),
    'contact.user.deleted_v3': own(event => onEnded(feishu, readDeparted(event))),
    'contact.user.updated_v3': own(event => onEnded(feishu, readDeparted(event))),
    'task.task.update_user_access_v2': own(event => onTask(feishu, event)),
    'task.task.updated_v1': own(event => onTask(feishu, event)),
    'im.chat.access_event.bot_p2p_chat_entered_v1': async () => undefined,
  } as Record<string, (event: Fields) => Promise<unknown>>)
}

async function onMessage(feishu: Feishu, event: Fields): Promise<void> {
  const message = readMessage(event)
  if (message) await takeEvent(feishu, { kind: 'message', message })
}

async function onMenu(feishu: Feishu, event: Fields): Promise<void> {
  const menu = readMenu(event)
  if (menu) await takeEvent(feishu, { kind: 'menu', menu })
}

async function onAdded(feishu: Feishu, event: Fields): Promise<void> {
  const added = readMembership(event)
  if (added) await takeEvent(feishu, { kind: 'added', added })
}

async function onEnded(feishu: Feishu, ended: Ended | null): Promise<void> {
  if (ended) await takeEvent(feishu, { kind: 'ended', ended })
}

async function onTask(feishu: Feishu, event: Fields): Promise<void> {
  const task = readTaskChange(event)
  if (task) await takeEvent(feishu, { kind: 'task', task })
}

/** Answers a click within the deadline; what takes longer follows in the chat. */
async function onClick(feishu: Feishu, event: Fields): Promise<ClickAnswer> {
  const click = readClick(event)
  if (!click) return toast('info', texts.outdated)
  const release = feishu.presses.hold(click.message)
  const work = pressOnce(feishu, click)
  const outcome = await Promise.race([work, pause(limits.answerMs, null, { ref: false })])
  setTimeout(release, restMs).unref()
  feishu.background.run(async () => {
    const { now, later, late } = await work
    await pause(restMs)
    if (outcome === null && now.card) await lateCard(feishu, click, now.card)
    await (outcome === null ? late() : later())
  })
  return outcome?.now ?? toast('info', texts.working)
}

const nothing: Outcome = { now: {}, later: async () => {}, late: async () => {} }

/** Never throws: a fault becomes a toast. A click that was taken before does nothing. */
async function pressOnce(feishu: Feishu, click: Click): Promise<Outcome> {
  try {
    return (await feishu.deps.claim(`click/${click.eventId}`)) ? await press(feishu, click) : nothing
  } catch (err) {
    const reference = randomUUID().slice(0, 8)
    feishu.deps.log.error({ err, reference }, 'A click in Feishu failed')
    return { ...nothing, now: toast('error', fill(texts.sorry, { reference })) }
  }
}

/** The answer came too late to carry the card: it is patched. */
async function lateCard({ api, deps }: Feishu, { message }: Click, card: NonNullable<ClickAnswer['card']>) {
  await patchMessage(api, message, card.data).catch(err => deps.log.warn({ err }, 'A late card could not be shown'))
}
