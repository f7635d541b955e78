import type { Card } from '#src/chat/card.ts'
import type { Connector, Feed } from '#src/contracts/connector.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: {
    en: '{connector} says something new',
    ja: '{connector}から未知の区分が届きました',
    'zh-CN': '{connector}返回了未知类别',
  },
  text: {
    en: '{store} · {feed}: these words are not known yet. Amounts with them count among other costs, nothing is dropped.',
    ja: '{store}・{feed}：次の区分はまだ登録がありません。金額は「その他費用」に含めています（欠落はありません）。',
    'zh-CN': '{store} · {feed}：以下类别尚未收录，相关金额计入“其他费用”，没有丢弃。',
  },
} satisfies Record<string, Localized>

/** Tells what a marketplace said that nobody here knows. */
export function unknownCard(of: {
  readonly connector: Connector
  readonly feed: Feed<unknown>
  readonly store: string
  readonly words: readonly string[]
}): Card {
  const { connector, feed, store, words } = of
  return {
    title: fill(texts.title, { connector: connector.label }),
    tone: 'info',
    blocks: [
      { type: 'text', text: fill(texts.text, { store: verbatim(store), feed: feed.label }) },
      { type: 'list', items: words.map(word => verbatim(word)) },
    ],
  }
}
