import { XMLParser } from 'fast-xml-parser'
import { noneId } from '#bots/wecom/receive/questions.ts'
import { pressOf } from '#bots/wecom/render/press.ts'
import { callback, unseal } from '#test/bots/wecom/cipher.ts'
import { type FakeWecom, type Shown, taskOf } from '#test/bots/wecom/fake-wecom/server.ts'
import { clickOf, keys, pictureOf, textOf } from '#test/bots/wecom/world.ts'
import { until } from '#test/support/waiting.ts'
import { type Desk, everybody, objectsIn, type Post, type Who } from './desk.ts'

/** WeCom's self-built app: sealed callbacks, template cards, and forms as lists on a card or questions. */
export function wecomDesk(wecom: FakeWecom, post: Post): Desk {
  const accountOf = (who: Who) => `${who}Wecom`
  for (const who of everybody) wecom.scope.add(accountOf(who).toLowerCase())
  const deliver = async (inner: string) => {
    const { url, body } = callback(keys, inner, new Date())
    return post({ url, headers: { 'content-type': 'text/xml' }, payload: body })
  }
  const room = (who: Who) => wecom.standing().filter(({ to }) => to === accountOf(who))
  const cardOf = ({ body, card, to }: Shown) => card?.perUser.get(to) ?? body.template_card
  const keysIn = (shown: Shown) => objectsIn(cardOf(shown)).flatMap(({ key }) => (typeof key === 'string' ? [key] : []))
  const lineOf = (key: string) => pressOf(key)?.line ?? ''
  const type = async (who: Who, text: string) => void (await deliver(textOf(accountOf(who), text)))
  const clickOn = async (
    who: Who,
    shown: Shown | undefined,
    key: string,
    chosen: Readonly<Record<string, string>> = {},
  ) => {
    const task = taskOf(shown?.body ?? {})
    const answer = await deliver(clickOf(accountOf(who), key, task, wecom.click(task), chosen))
    const card = cardIn(answer.body)
    if (card) shown?.card?.perUser.set(accountOf(who), card)
  }
  let sent = 0
  /** What was asked last: a card with lists, or a question in words. */
  const listIn = (shown: Shown | undefined, field: string) =>
    objectsIn(shown && cardOf(shown)).find(({ question_key: key }) => key === field)

  return {
    messenger: 'wecom',
    workspace: '',
    accountOf,
    type,
    told: who => JSON.stringify(room(who).map(shown => [shown.body, cardOf(shown)])),
    lines: who => room(who).flatMap(keysIn).map(lineOf),
    sendPhoto: async (who, photo, words) => {
      if (words !== '') await type(who, words) // the app's pictures have no words beside them
      sent += 1
      wecom.kept.set(`kept-${sent}`, photo)
      await deliver(pictureOf(accountOf(who), `kept-${sent}`))
    },
    press: async (who, line) => {
      const found = room(who).findLast(shown => keysIn(shown).some(key => lineOf(key).startsWith(line)))
      const key = found && keysIn(found).find(one => lineOf(one).startsWith(line))
      await clickOn(who, found, key ?? '')
    },
    // Fields are asked one after the other: the first is asked as soon as anything is.
    waits: (who, field) =>
      listIn(room(who).at(-1), field) !== undefined ||
      /请直接回复|Answer with|そのまま/.test(JSON.stringify(room(who).at(-1)?.body)),
    fill: async (who, values) => {
      for (const [field, value] of Object.entries(values)) {
        const before = room(who).length
        const last = room(who).at(-1)
        if (listIn(last, field)) await clickOn(who, last, 'form|ok', { [field]: value === '-' ? noneId : `=${value}` })
        else await type(who, value)
        await until(() => room(who).length > before || field === Object.keys(values).at(-1), 60_000)
      }
    },
  }
}

/** The card that an answer to a click shows in place of the one that was pressed; `null`: none. */
function cardIn(answer: string): unknown {
  const sealed = /<Encrypt><!\[CDATA\[(.+?)\]\]>/.exec(answer)?.[1]
  if (!sealed) return null
  const { xml } = new XMLParser({ parseTagValue: false }).parse(unseal(keys, sealed).text)
  return xml.TemplateCard ? snakeCased(xml.TemplateCard) : null
}

/** The names as cards that are sent have them. */
function snakeCased(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(snakeCased)
  if (typeof value !== 'object' || value === null) return value
  const name = (pascal: string) => pascal.replace(/(?!^)([A-Z])/g, '_$1').toLowerCase()
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [name(key), snakeCased(inner)]))
}
