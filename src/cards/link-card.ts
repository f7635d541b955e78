import type { Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A one-time code and where to write it. */
export function linkCodeCard(name: string, code: string): Card {
  return {
    title: fill(texts.code, { name: verbatim(name) }),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: verbatim(`link ${code}`) },
      { type: 'text', text: texts.how },
    ],
  }
}

/** An id of a messenger now belongs to a person. */
export function linkedCard(name: string, externalId: string): Card {
  return {
    title: fill(texts.linked, { name: verbatim(name) }),
    tone: 'good',
    blocks: [
      { type: 'text', text: fill(texts.as, { id: verbatim(externalId) }) },
      { type: 'actions', actions: [{ label: texts.help, line: 'help' }] },
    ],
  }
}

const texts = {
  code: { en: 'Link code for {name}', ja: '{name}さんの連携コード', 'zh-CN': '{name} 的绑定码' },
  how: {
    en: 'Write this line to me in the other messenger, from the account that is to belong to this person. It serves once, for 15 minutes.',
    ja: '連携したいチャットのアカウントから、この行を私に送ってください。15分以内に1回だけ使えます。',
    'zh-CN': '请在要绑定的聊天工具里，用本人的账号把这一行发给我。15 分钟内有效，只能使用一次。',
  },
  linked: { en: 'This account belongs to {name} now', ja: '{name}さんと連携しました', 'zh-CN': '已绑定为 {name}' },
  as: { en: 'Linked id: {id}', ja: '連携したID：{id}', 'zh-CN': '已绑定的账号：{id}' },
  help: { en: 'Help', ja: 'ヘルプ', 'zh-CN': '帮助' },
} satisfies Record<string, Localized>
