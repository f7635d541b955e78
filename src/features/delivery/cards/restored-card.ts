import type { Card } from '#src/chat/card.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Asks whether the service may go on after a restore. */
export function restoredCard({ at, from }: { readonly at: Date; readonly from: Date }): Card {
  const time = (date: Date) => formatDateTime(date, 'UTC', { year: true, named: true })
  return {
    title: texts.title,
    tone: 'warning',
    blocks: [
      { type: 'text', style: 'strong', text: fill(texts.held, { at: time(at), from: time(from) }) },
      { type: 'text', text: texts.whatHappens },
      {
        type: 'actions',
        actions: [{ label: texts.go, line: 'restore release', style: 'primary', confirm: texts.sure }],
      },
    ],
  }
}

/** What was left unsaid. */
export function releasedCard({ messages, posts }: { readonly messages: number; readonly posts: number }): Card {
  return {
    title: texts.released,
    tone: 'good',
    blocks: [{ type: 'text', text: fill(texts.dropped, { messages, posts }) }],
  }
}

const texts = {
  title: {
    en: 'Restored from a backup: may I go on?',
    ja: 'バックアップから復元しました。再開してよいですか？',
    'zh-CN': '已从备份恢复，是否继续运行？',
  },
  held: {
    en: 'The data is as of {from} (restored {at}). Until you say so, nothing is posted, no alert goes out and no shop is asked; questions are answered.',
    ja: 'データは{from}時点のものです（{at}に復元）。許可があるまで、投稿・アラート・店舗データの取得は行いません（質問には答えます）。',
    'zh-CN': '数据为 {from} 的状态（{at} 恢复）。在您确认之前，不会发布日报、告警，也不会向店铺取数；提问仍会回答。',
  },
  whatHappens: {
    en: 'Go on only where no other service works on the same shops and channels. What was due in between is not sent.',
    ja: '同じ店舗・チャンネルで別のサービスが動いていないことを確認してから再開してください。この間に予定されていた投稿は送られません。',
    'zh-CN': '请确认没有另一个服务在处理同样的店铺和频道。期间错过的内容不会补发。',
  },
  go: { en: 'Go on, send nothing old', ja: '再開する（過去分は送らない）', 'zh-CN': '继续运行（不补发旧消息）' },
  sure: {
    en: 'Post, alert and fetch again from now on?',
    ja: '投稿・アラート・取得を再開しますか？',
    'zh-CN': '从现在起恢复发布、告警和取数？',
  },
  released: { en: 'The service goes on', ja: 'サービスを再開しました', 'zh-CN': '服务已继续运行' },
  dropped: {
    en: 'Not sent: {messages} old messages, {posts} posts whose time has passed. Shops are asked again from now on.',
    ja: '送信しなかったもの：過去のメッセージ{messages}件、時刻を過ぎた投稿{posts}件。店舗データの取得も再開します。',
    'zh-CN': '未发送：旧消息 {messages} 条、已过时的发布 {posts} 次。店铺取数同时恢复。',
  },
} satisfies Record<string, Localized>
