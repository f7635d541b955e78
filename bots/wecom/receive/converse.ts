import type { Wecom } from '#bots/wecom/context.ts'
import type { Question } from '#bots/wecom/render/selection.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { Invocation, Reply } from '#src/chat/messenger.ts'
import { fill, type Locale, verbatim } from '#src/i18n/locale.ts'
import { beginForm, continueForm, type Step } from './forms.ts'

/** Where somebody speaks. */
export interface Place {
  readonly user: string
  readonly channel: string
  readonly kind: 'direct' | 'group'
  /** Said back where the line came from; with lists to choose from on a card, where there are any. */
  readonly say: (reply: Reply, questions?: readonly Question[]) => Promise<void>
}

/** WeCom tells neither language nor zone; its people mostly read Chinese and live in one zone (judgement). */
const profile = { locale: 'zh-CN', timeZone: 'Asia/Shanghai' } as const

/** Asks the service. */
export function ask(wecom: Wecom, place: Omit<Place, 'say'>, line: string, via: Invocation['via']): Promise<Reply> {
  const { user, channel, kind } = place
  return wecom.deps.answer({ messenger: 'wecom', workspace: '', person: user, profile, channel, kind, line, via })
}

/** Typed text: the answer to a question that stands open, else a command line. */
export async function hear(wecom: Wecom, place: Place, text: string): Promise<void> {
  const line = text.replace(/[\u200b\u200c\u2060\ufeff]/g, '').trim()
  const step = await continueForm(wecom, place.user, line)
  if (step) return takeStep(wecom, place, step)
  await place.say(await ask(wecom, place, line, 'typed'))
}

/** Goes on with a form: asks for what is left, or carries its line out where the form was asked for. */
export async function takeStep(wecom: Wecom, place: Place, step: Step): Promise<void> {
  if (step.kind === 'said') return place.say(aside(step.prompt.card, step.locale), step.prompt.questions)
  await place.say(await ask(wecom, step.asked, step.line, 'form'))
}

/** A button that asks first: its blanks one by one, or whether it is meant. */
export async function question(wecom: Wecom, place: Place, action: Action, locale: Locale): Promise<void> {
  if (action.form) {
    const { card, questions } = await beginForm(wecom, place, action, locale)
    return place.say(aside(card, locale), questions)
  }
  const sure: Card = {
    title: action.confirm ?? action.label,
    tone: 'warning',
    blocks: [
      {
        type: 'actions',
        actions: [
          { label: texts.confirmYes, line: `yes|${action.line}`, style: action.style ?? 'primary' },
          { label: texts.confirmNo, line: 'no|' },
        ],
      },
    ],
  }
  await place.say(aside(sure, locale))
}

/** A card too old to know what its button asks. */
export function outdated(line: string, locale: Locale): Reply {
  const typed = line.replace(/\s*\{\w+\}/g, ' …')
  return aside({ title: fill(texts.tooOld, { line: verbatim(typed) }), tone: 'warning', blocks: [] }, locale)
}

/** Something of the messenger's own, for the person alone. */
export function aside(card: Card, locale: Locale): Reply {
  return { cards: [card], locale, private: true, handles: new Map() }
}

/** One line of the messenger's own. */
export function remark(text: Card['title'], locale: Locale = 'zh-CN'): Reply {
  return aside({ title: text, tone: 'info', blocks: [] }, locale)
}
