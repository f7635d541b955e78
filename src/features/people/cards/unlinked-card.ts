import type { Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Accounts that belong to a person no more. `isOwn`: the person did it. */
export function unlinkedCard(
  name: string,
  accounts: readonly { readonly messenger: string; readonly externalId: string }[],
  isOwn: boolean,
): Card {
  const said = accounts.map(({ messenger, externalId }) => verbatim(`${messenger}: ${externalId}`))
  return {
    title: fill(texts.title, { name: verbatim(name) }),
    tone: 'good',
    blocks: [
      { type: 'list', items: said },
      { type: 'text', text: isOwn ? texts.own : texts.other },
    ],
  }
}

const texts = {
  title: { en: 'Unlinked from {name}', ja: '{name}さんとの連携を解除しました', 'zh-CN': '已解除与 {name} 的绑定' },
  own: {
    en: 'I do not know this account any more, and its messages reach nobody. To use it again, get a code with “link” from another account of yours, or ask an administrator.',
    ja: 'このアカウントからは利用できなくなり、通知も届きません。もう一度使うには、別のアカウントで「連携」と送ってコードを取得するか、管理者に依頼してください。',
    'zh-CN': '该账号将无法再使用机器人，也收不到通知。如需恢复，请用您的其他账号发送“绑定”获取绑定码，或联系管理员。',
  },
  other: {
    en: 'These accounts cannot use the bot any more, until somebody links them again with “link”.',
    ja: 'これらのアカウントは、「連携」で再度連携するまで利用できません。',
    'zh-CN': '这些账号在重新“绑定”之前无法使用机器人。',
  },
} satisfies Record<string, Localized>
