import type { Card } from '#src/chat/card.ts'
import type { Connector, Feed } from '#src/contracts/connector.ts'
import type { Day } from '#src/domain/period/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: {
    en: '{connector}: {feed} of {store} suddenly says zero',
    ja: '{connector}：{store}の{feed}が急に0になりました',
    'zh-CN': '{connector}：{store}的{feed}突然为 0',
  },
  sister: {
    en: 'Other figures of the shop show sales on these days, so that the zeros were not written: {days}',
    ja: '同じ日の他の数値には売上があるため、0は書き込んでいません：{days}',
    'zh-CN': '这些日期店铺的其他数据显示有销售，因此没有写入 0：{days}',
  },
  history: {
    en: 'The days before had figures, so that the zeros were not written: {days}',
    ja: '前の日までは数値があったため、0は書き込んでいません：{days}',
    'zh-CN': '之前的日期都有数据，因此没有写入 0：{days}',
  },
  todo: {
    en: 'Look at the marketplace. Is it right? Then type: sync accept "{store}". It goes away by itself with the next good answer.',
    ja: 'モールの管理画面で確認してください。正しければ「同期 承認 "{store}"」と入力します。次に正しい値が届けば自動で解除されます。',
    'zh-CN': '请在平台后台核对。如果正确，请输入：同步 接受 "{store}"。下次获取到正常数据时会自动解除。',
  },
} satisfies Record<string, Localized>

/** At most so many days are named. */
const maxNamed = 10

/** Tells which days are kept back, why, and what to do. */
export function heldCard(of: {
  readonly connector: Pick<Connector, 'label'>
  readonly feed: Pick<Feed<unknown>, 'label'>
  readonly store: string
  readonly days: readonly { readonly day: Day; readonly why: 'history' | 'sister' }[]
}): Card {
  const { connector, feed, store, days } = of
  const named = days
    .map(({ day }) => day)
    .sort()
    .slice(0, maxNamed)
  const more = days.length > maxNamed ? [verbatim(`+${days.length - maxNamed}`)] : []
  const why = days.some(one => one.why === 'sister') ? texts.sister : texts.history
  return {
    title: fill(texts.title, { connector: connector.label, feed: feed.label, store }),
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(why, { days: join([...named.map(verbatim), ...more]) }) },
      { type: 'text', text: fill(texts.todo, { store }), style: 'strong' },
    ],
  }
}
