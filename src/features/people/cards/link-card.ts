import type { Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A one-time code and where to write it; `mailed` is the address it also went to. */
export function linkCodeCard(name: string, code: string, mailed: string | null = null): Card {
  return {
    title: fill(texts.code, { name: verbatim(name) }),
    tone: 'info',
    blocks: [
      { type: 'text', style: 'strong', text: verbatim(`link ${code}`) },
      { type: 'text', text: texts.how },
      ...(mailed === null ? [] : [{ type: 'text', text: fill(texts.mailed, { email: verbatim(mailed) }) } as const]),
    ],
  }
}

/** A code is on its way, if somebody has that address: whether, is nobody's business. */
export function codeMailedCard(email: string): Card {
  return {
    title: texts.sent,
    tone: 'info',
    blocks: [
      { type: 'text', text: fill(texts.onItsWay, { email: verbatim(email) }) },
      { type: 'text', text: texts.next },
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
  mailed: {
    en: 'It also went to {email} by mail.',
    ja: '{email} にもメールで送信しました。',
    'zh-CN': '已同时发送到邮箱 {email}。',
  },
  sent: { en: 'Look into your mail', ja: 'メールをご確認ください', 'zh-CN': '请查收邮件' },
  onItsWay: {
    en: 'If somebody was invited as {email}, a code is on its way there. It serves for this account alone.',
    ja: '{email} が招待済みであれば、そのアドレスにコードをお送りします。コードはこのアカウントでのみ使えます。',
    'zh-CN': '如果 {email} 已被邀请，绑定码会发到该邮箱，且只能用于本账号。',
  },
  next: {
    en: 'Send it to me: link CODE',
    ja: '届いたコードを「連携 コード」と送ってください。',
    'zh-CN': '收到后请发送：绑定 绑定码',
  },
  linked: { en: 'This account belongs to {name} now', ja: '{name}さんと連携しました', 'zh-CN': '已绑定为 {name}' },
  as: { en: 'Linked id: {id}', ja: '連携したID：{id}', 'zh-CN': '已绑定的账号：{id}' },
  help: { en: 'Help', ja: 'ヘルプ', 'zh-CN': '帮助' },
} satisfies Record<string, Localized>
