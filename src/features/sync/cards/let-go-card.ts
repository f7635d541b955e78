import type { Card } from '#src/chat/card.ts'
import type { Connector, Feed } from '#src/contracts/connector.ts'
import type { Day } from '#src/domain/period/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: {
    en: '{connector}: zero of {store} on {day} is written now',
    ja: '{connector}：{store}の{day}の0を書き込みました',
    'zh-CN': '{connector}：已写入{store} {day} 的 0 值',
  },
  final: {
    en: '{feed} said zero every time until its figures are final. Is it wrong? Ask for the day again: sync replay "{store}" {day}',
    ja: '{feed}は確定まで毎回0でした。違う場合はその日を取り直してください：同期 再取得 "{store}" {day}',
    'zh-CN': '{feed}在数据最终确定前一直为 0。如果不对，请重新拉取该日：同步 重拉 "{store}" {day}',
  },
  agrees: {
    en: 'The other figures of the shop agree by now: there were no sales on that day. Nothing is to be done.',
    ja: '店舗の他の数値も一致し、その日の売上はありませんでした。対応は不要です。',
    'zh-CN': '店铺的其他数据现在也一致：当天没有销售。无需处理。',
  },
} satisfies Record<string, Localized>

/** Tells that a zero which was kept back counts now, and why. */
export function letGoCard(of: {
  readonly connector: Pick<Connector, 'label'>
  readonly feed: Pick<Feed<unknown>, 'label'>
  readonly store: string
  readonly day: Day
  readonly why: 'final' | 'agrees'
}): Card {
  const { connector, feed, store, day, why } = of
  const named = { feed: feed.label, store, day: verbatim(day) }
  return {
    title: fill(texts.title, { connector: connector.label, ...named }),
    tone: 'info',
    blocks: [{ type: 'text', text: fill(texts[why], named) }],
  }
}
