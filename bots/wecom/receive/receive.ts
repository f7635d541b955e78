import { updateCard } from '#bots/wecom/api/app.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { clickBudgetMs } from '#bots/wecom/limits.ts'
import { pressOf } from '#bots/wecom/render/press.ts'
import { keepCode, spend } from '#bots/wecom/send/codes.ts'
import { mayRefresh, showOnWorkbench } from '#bots/wecom/send/workbench.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Taken } from '#src/chat/messenger.ts'
import { fill, verbatim } from '#src/i18n/locale.ts'
import { carryOut, type Outcome } from './clicks.ts'
import { ask, hear, type Place, remark } from './converse.ts'
import { decideApproval } from './decide-approval.ts'
import { answerPicture } from './files.ts'
import { mayGreet, withGreeting } from './greet.ts'
import type { Incoming } from './incoming.ts'
import type { Passive } from './passive.ts'
import { inTurn, sayTo, type Voice } from './say.ts'

type ClickIncoming = Extract<Incoming, { kind: 'click' }>

/**
 * Takes what reached the app: stored first, worked on once over all replicas. Answers with what the platform must be told
 * within its deadline, else `null`.
 */
export async function receive(wecom: Wecom, incoming: Incoming): Promise<Passive | null> {
  const taken = await wecom.deps.inbox.take(`app/${incoming.key}`, incoming)
  if (incoming.kind === 'click') return taken ? click(wecom, incoming, taken) : again(wecom, incoming)
  if (taken) wecom.background.run(() => taken.work(() => work(wecom, incoming)))
  return null
}

/** Works on what processes had taken that died: clicks, too, whose cards are changed with their own codes. */
export function recoverIncoming(wecom: Wecom): () => Promise<void> {
  return wecom.deps.inbox.recover('app/', async payload => {
    const incoming = payload as Incoming // stored by receive
    await (incoming.kind === 'click' ? clickLate(wecom, incoming) : work(wecom, incoming))
  })
}

function work(wecom: Wecom, incoming: Exclude<Incoming, ClickIncoming>): Promise<void> {
  return inTurnOf(wecom, incoming, place => workAt(wecom, incoming, place))
}

/** Answers in the order in which the person asked. */
function inTurnOf<T>(
  wecom: Wecom,
  { user, key }: Pick<Incoming, 'user' | 'key'>,
  run: (place: Place) => Promise<T>,
): Promise<T> {
  return inTurn(wecom, { who: user, key: `app/${key}` }, voice => run(placeOf(wecom, voice, user)))
}

async function workAt(wecom: Wecom, incoming: Exclude<Incoming, ClickIncoming>, place: Place): Promise<void> {
  switch (incoming.kind) {
    case 'text':
      return hear(wecom, place, incoming.text)
    case 'picture':
      return wecom.deps.photos ? answerPicture(wecom, place, incoming.mediaId) : place.say(remark(texts.onlyText))
    case 'other':
      return place.say(remark(texts.onlyText))
    case 'menu': {
      const press = pressOf(incoming.press)
      return press ? place.say(await ask(wecom, place, press.line, 'button')) : undefined
    }
    case 'notice':
      return tellNotice(wecom, incoming.event)
    case 'arrival':
      return arrive(wecom, place)
    case 'approval':
      return decideApproval(wecom, incoming.spNo)
    case 'ignored':
      return
    default:
      return incoming satisfies never
  }
}

/** Somebody comes: greeted once a day, with their figures on the workbench brought up to date. */
async function arrive(wecom: Wecom, place: Place): Promise<void> {
  const greeted = await mayGreet(wecom, 'app', place.user)
  const refreshed = await mayRefresh(wecom, place.user)
  if (!greeted && !refreshed) return
  const reply = await ask(wecom, place, '', 'slash')
  if (greeted) await place.say(withGreeting(reply))
  const [card] = reply.cards
  if (card && !reply.refused) await showOnWorkbench(wecom, place.user, card, reply.locale)
}

/**
 * A click gets its card in the answer itself. Where the command takes longer than the platform waits, the answer is
 * empty and the card is changed afterwards with the click's own code.
 */
function click(wecom: Wecom, incoming: ClickIncoming, taken: Taken): Promise<Passive | null> {
  return new Promise(tell => {
    wecom.background.run(() => taken.work(() => clickNow(wecom, incoming, tell)).finally(() => tell(null)))
  })
}

function clickNow(wecom: Wecom, incoming: ClickIncoming, tell: (passive: Passive | null) => void): Promise<void> {
  return inTurnOf(wecom, incoming, place => clickAt(wecom, incoming, place, tell))
}

async function clickAt(
  wecom: Wecom,
  incoming: ClickIncoming,
  place: Place,
  tell: (passive: Passive | null) => void,
): Promise<void> {
  const carried = carry(wecom, incoming, place)
  const outcome = await within(carried, clickBudgetMs)
  if (!outcome) {
    tell(null)
    return showLate(wecom, incoming, await carried)
  }
  if (outcome.passive) await keepPassive(wecom, incoming.key, outcome.passive)
  tell(outcome.passive)
  await outcome.later()
}

function clickLate(wecom: Wecom, incoming: ClickIncoming): Promise<void> {
  return inTurnOf(wecom, incoming, async place => showLate(wecom, incoming, await carry(wecom, incoming, place)))
}

async function carry(wecom: Wecom, { press, taskId, code, chosen }: ClickIncoming, place: Place): Promise<Outcome> {
  if (taskId !== '' && code !== '') await keepCode(wecom.deps, taskId, code)
  return carryOut(wecom, { press, taskId, surface: 'app', place, ...(chosen && { chosen }) })
}

async function showLate(wecom: Wecom, { user, taskId, code, key }: ClickIncoming, outcome: Outcome): Promise<void> {
  const { config, client, deps } = wecom
  const { passive, later } = outcome
  if (passive) await keepPassive(wecom, key, passive)
  if (config.app && code !== '' && passive?.kind === 'card') {
    await spend(deps, taskId, code)
    await updateCard(client, config.app, { users: [user], code, card: passive.card })
  }
  await later()
}

/** The first answer may be the one that got lost: the same update again. */
async function again({ deps }: Wecom, { key }: ClickIncoming): Promise<Passive | null> {
  const kept = await deps.messages.find(`passive/${key}`)
  return kept ? (kept.body as Passive) : null // written below
}

async function keepPassive({ deps }: Wecom, key: string, passive: Passive): Promise<void> {
  await deps.messages.put({ id: `passive/${key}`, channel: 'passive', at: deps.now(), body: passive })
}

/** A conversation with one person in the app. */
function placeOf(wecom: Wecom, voice: Voice, user: string): Place {
  const target = { surface: 'app', users: [user] } as const
  const late = { workspace: '', channel: user, kind: 'direct' } as const
  const say: Place['say'] = async (reply, questions) =>
    void (await sayTo(wecom, voice, { target, late }, reply, questions))
  return { user, channel: user, kind: 'direct', say }
}

/** The result within a time; `null` when it takes longer. */
export async function within<T>(result: Promise<T>, ms: number): Promise<T | null> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<null>(done => {
    timer = setTimeout(() => done(null), ms)
  })
  try {
    return await Promise.race([result, late])
  } finally {
    clearTimeout(timer)
  }
}

const inactive = {
  en: 'WeCom says that the app is hardly used ({event}) and may switch it off. Open it once in the client.',
  ja: 'WeComから、アプリの利用が少ないため停止される可能性があると通知がありました（{event}）。一度アプリを開いてください。',
  'zh-CN': '企业微信提示应用活跃度过低（{event}），可能会被停用。请在客户端打开一次应用。',
}

async function tellNotice({ deps }: Wecom, event: string): Promise<void> {
  const title = fill(inactive, { event: verbatim(event) })
  await deps.tell(`notice/${event}/${deps.now().toISOString().slice(0, 10)}`, { title, tone: 'warning', blocks: [] })
}
