import type { Card } from '#src/chat/card.ts'
import { type Period, periodLabel } from '#src/domain/period/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  again: {
    en: '{days} is pulled again',
    ja: '{days}を再取得します',
    'zh-CN': '正在重新拉取：{days}',
  },
  overwrites: {
    en: 'What comes overwrites what stands. Days that a marketplace does not tell any more stay as they are. See how far it is: sync',
    ja: '取得した値で上書きします。モールが返さない日はそのままです。進み具合：同期',
    'zh-CN': '新获取的数据会覆盖现有数据；平台不再提供的日期保持不变。查看进度：同步',
  },
  accepted: {
    en: 'Zeros accepted: {count} days are written',
    ja: '0を承認しました：{count}日分を書き込みました',
    'zh-CN': '已接受 0 值：写入 {count} 天',
  },
} satisfies Record<string, Localized>

/** Which feeds of which stores are asked for days again. */
export function replayCard(
  asked: readonly { readonly store: string; readonly feeds: readonly string[] }[],
  period: Period,
): Card {
  const facts = asked.map(({ store, feeds }) => ({ label: verbatim(store), value: verbatim(feeds.join(', ')) }))
  return {
    title: fill(texts.again, { days: periodLabel(period) }),
    tone: 'good',
    blocks: [
      { type: 'facts', facts },
      { type: 'text', text: texts.overwrites, style: 'muted' },
    ],
  }
}

/** How many days that were kept back are written now. */
export function acceptedCard(count: number): Card {
  return { title: fill(texts.accepted, { count }), tone: 'good', blocks: [] }
}
