import type { FeishuCard } from '#bots/feishu/render/elements.ts'
import { byPlatformLocale } from '#bots/feishu/render/language.ts'
import type { Card } from '#src/chat/card.ts'
import { type Localized, localized } from '#src/i18n/locale.ts'

/** The answer to a click: https://open.feishu.cn/document/uAjLw4CM/ukzMukzMukzM/feishu-cards/card-callback-communication */
export interface ClickAnswer {
  readonly toast?: Readonly<Record<string, unknown>>
  readonly card?: { readonly type: 'raw'; readonly data: FeishuCard }
}

/** Judgement: a toast vanishes after seconds. */
const longest = 160

/** A short line that the person who clicked sees in their language. */
export function toast(type: 'info' | 'success' | 'error', text: Localized): ClickAnswer {
  const short = localized(locale => Array.from(text[locale]).slice(0, longest).join(''))
  return { toast: { type, content: short['zh-CN'], i18n: byPlatformLocale(short) } }
}

/** A card as one line: its title is what happened. */
export function toastOf({ title }: Card): Localized {
  return title
}
