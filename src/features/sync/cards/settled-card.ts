import type { Card } from '#src/chat/card.ts'
import type { Settled } from '#src/features/sync/settle-change.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: {
    en: '{store} counts in {counting}',
    ja: '{store}は{counting}で集計します',
    'zh-CN': '{store} 按 {counting} 统计',
  },
  adopted: {
    en: 'It was {before}. All days that the marketplace still tells are fetched again. See how far it is: sync',
    ja: '変更前は {before} でした。モールから取得できる全期間を取り直しています。進み具合：同期',
    'zh-CN': '此前为 {before}。正在重新获取平台仍提供的全部日期。查看进度：同步',
  },
  kept: {
    en: 'The marketplace counts in {after}; fetching goes on.',
    ja: 'モール側は {after} です。取得を再開します。',
    'zh-CN': '平台按 {after} 统计；继续获取数据。',
  },
  waits: {
    en: 'The marketplace counts in {after}: nothing is written until it is set back there, or you type: sync adopt {store}',
    ja: 'モール側は {after} です。モールで元に戻すか「同期 採用 {store}」と入力するまで書き込みません。',
    'zh-CN': '平台按 {after} 统计：在平台改回之前，或输入“同步 采用 {store}”之前，不写入数据。',
  },
} satisfies Record<string, Localized>

/** What was decided about a shop that counts otherwise at its marketplace, and what follows. */
export function settledCard(store: string, { before, after, goesOn }: Settled, isAdopted: boolean): Card {
  const said = ({ currency, timeZone }: Settled['before']) => verbatim(`${currency}, ${timeZone}`)
  const text = isAdopted ? texts.adopted : goesOn ? texts.kept : texts.waits
  return {
    title: fill(texts.title, { store: verbatim(store), counting: said(isAdopted ? after : before) }),
    tone: goesOn ? 'good' : 'warning',
    blocks: [{ type: 'text', text: fill(text, { before: said(before), after: said(after), store: verbatim(store) }) }],
  }
}
