import type { TemplateCard } from '#bots/wecom/render/types.ts'
import { cdata } from './xml.ts'

/** A synchronous answer to a click: changes the card for the one who clicked. */
export type Passive =
  | { readonly kind: 'card'; readonly card: TemplateCard }
  | { readonly kind: 'button'; readonly text: string }

/** The inner document of an answer; sender and receiver are swapped. https://developer.work.weixin.qq.com/document/path/90241 */
export function passiveXml(passive: Passive, to: string, from: string, at: Date): string {
  const head = [
    `<ToUserName>${cdata(to)}</ToUserName>`,
    `<FromUserName>${cdata(from)}</FromUserName>`,
    `<CreateTime>${Math.floor(at.getTime() / 1_000)}</CreateTime>`,
  ].join('')
  const body =
    passive.kind === 'button'
      ? `<MsgType>${cdata('update_button')}</MsgType><Button><ReplaceName>${cdata(passive.text)}</ReplaceName></Button>`
      : `<MsgType>${cdata('update_template_card')}</MsgType><TemplateCard>${fields(passive.card)}</TemplateCard>`
  return `<xml>${head}${body}</xml>`
}

/** The JSON of a card as elements: names in Pascal case, lists as repeated elements. */
function fields(value: object): string {
  return Object.entries(value)
    .map(([name, inner]) => element(pascal(name), inner))
    .join('')
}

function element(name: string, value: unknown): string {
  if (Array.isArray(value)) return value.map(one => element(name, one)).join('')
  if (typeof value === 'object' && value !== null) return `<${name}>${fields(value)}</${name}>`
  return `<${name}>${typeof value === 'number' ? value : cdata(String(value))}</${name}>`
}

/** `userid` is written `UserId` there. */
function pascal(name: string): string {
  if (name === 'userid') return 'UserId'
  if (name === 'keyname') return 'KeyName'
  return name.replace(/(?:^|_)([a-z])/g, (_all, letter: string) => letter.toUpperCase())
}
