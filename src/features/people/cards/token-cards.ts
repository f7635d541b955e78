import type { Card } from '#src/chat/card.ts'
import type { AccessToken } from '#src/features/people/store/access-tokens.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A token, shown this once. `address` is where programs ask; `null`: not known here. */
export function tokenCard(token: string, address: string | null, days: number): Card {
  return {
    title: texts.made,
    tone: 'warning',
    blocks: [
      { type: 'text', style: 'strong', text: verbatim(token) },
      { type: 'text', text: fill(texts.how, { address: verbatim(address ?? '/mcp') }) },
      { type: 'text', text: fill(texts.keep, { days }) },
      { type: 'actions', actions: [{ label: texts.revoke, line: 'link mcp revoke', style: 'danger' }] },
    ],
  }
}

/** The tokens of a person that serve. */
export function tokensCard(tokens: readonly AccessToken[], zone: string, now: Date): Card {
  if (tokens.length === 0) return { title: texts.none, tone: 'info', blocks: [makeBlock] }
  const items = tokens.map(({ id, createdAt, expiresAt, lastUsedAt }) =>
    fill(texts.item, {
      id,
      made: formatDateTime(createdAt, zone, { named: true, readOn: now }),
      until: formatDateTime(expiresAt, zone, { named: true, readOn: now }),
      used: lastUsedAt ? formatDateTime(lastUsedAt, zone, { named: true, readOn: now }) : texts.never,
    }),
  )
  const actions = [{ label: texts.revoke, line: 'link mcp revoke', style: 'danger' as const }]
  return {
    title: texts.list,
    tone: 'info',
    blocks: [
      { type: 'list', items },
      { type: 'actions', actions },
    ],
  }
}

/** Tokens that serve no more. */
export function revokedCard(count: number): Card {
  return { title: fill(count === 0 ? texts.none : texts.revoked, { n: count }), tone: 'good', blocks: [makeBlock] }
}

const texts = {
  made: {
    en: 'Token for your assistant: shown only this once',
    ja: 'アシスタント用トークン（表示は今回のみ）',
    'zh-CN': '您的助手令牌（仅显示这一次）',
  },
  how: {
    en: 'Address: {address} (Model Context Protocol, streamable HTTP). Header: Authorization: Bearer and this token.',
    ja: '接続先：{address}（Model Context Protocol、Streamable HTTP）。ヘッダー：Authorization: Bearer とこのトークン。',
    'zh-CN': '地址：{address}（Model Context Protocol，Streamable HTTP）。请求头：Authorization: Bearer 加此令牌。',
  },
  keep: {
    en: 'Whoever has it reads what you may read, and changes nothing. It serves for {days} days. Delete this message once it is copied.',
    ja: 'このトークンで、あなたが見られる内容の閲覧のみが可能です（変更はできません）。有効期間は{days}日です。コピー後はこのメッセージを削除してください。',
    'zh-CN': '持有者可以读取您有权查看的内容，但不能修改。有效期{days}天。复制后请删除本消息。',
  },
  revoke: { en: 'End my tokens', ja: 'トークンを無効にする', 'zh-CN': '作废我的令牌' },
  revoked: { en: '{n} tokens ended', ja: 'トークン{n}個を無効にしました', 'zh-CN': '已作废{n}个令牌' },
  none: { en: 'You have no token.', ja: '有効なトークンはありません。', 'zh-CN': '您没有有效的令牌。' },
  list: { en: 'Your tokens', ja: 'トークン一覧', 'zh-CN': '您的令牌' },
  item: {
    en: '#{id}: made {made}, until {until}, last used: {used}',
    ja: '#{id}：発行 {made}、期限 {until}、最終利用 {used}',
    'zh-CN': '#{id}：创建于{made}，有效至{until}，最近使用：{used}',
  },
  never: { en: 'never', ja: 'なし', 'zh-CN': '从未' },
  make: { en: 'Make a token', ja: 'トークンを発行', 'zh-CN': '创建令牌' },
} satisfies Record<string, Localized>

const makeBlock = { type: 'actions' as const, actions: [{ label: texts.make, line: 'link mcp' }] }
