import type { Block, Card, Cell } from '#src/chat/card.ts'
import type { MadeShare } from '#src/features/boards/share.ts'
import type { ListedShare, ShareVisit } from '#src/features/boards/store/shares.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A link that was just made: its address is shown this once. */
export function shareMadeCard({ link, url, passphrase, stores }: MadeShare, zone: string): Card {
  const until = formatDateTime(link.expiresAt, zone, { year: true })
  const shown = join(stores.slice(0, 10).map(store => verbatim(store.name)))
  const locked: Block[] =
    passphrase === null ? [] : [{ type: 'text', text: fill(texts.passphrase, { phrase: passphrase }) }]
  return {
    title: fill(texts.made, { name: verbatim(link.name) }),
    tone: 'good',
    blocks: [
      { type: 'link', label: texts.open, url },
      { type: 'text', text: fill(texts.until, { until, stores: shown }) },
      ...locked,
      { type: 'text', style: 'muted', text: texts.once },
      { type: 'actions', actions: [{ label: texts.revoke, line: `share revoke #${link.id}`, style: 'danger' }] },
    ],
  }
}

/** Links, whether they work, and how often they were opened. */
export function shareListCard(shares: readonly ListedShare[], zone: string, now: Date): Card {
  if (shares.length === 0) return { title: texts.title, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  const open = shares.filter(({ link }) => link.revokedAt === null && link.expiresAt > now)
  const state = ({ link }: ListedShare): Cell =>
    link.revokedAt !== null
      ? { text: texts.revoked, dim: true }
      : link.expiresAt <= now
        ? { text: texts.over, dim: true }
        : { text: formatDateTime(link.expiresAt, zone, { year: true }) }
  const rows = shares.map((one): readonly Cell[] => [
    { text: verbatim(`#${one.link.id} ${one.link.name}`) },
    { text: verbatim(one.makerName) },
    state(one),
    { text: formatCount(one.visits) },
    { text: formatCount(one.previews) },
  ])
  const columns = [texts.link, texts.maker, texts.works].map(label => ({ label }))
  const numbers = [texts.visits, texts.previews].map(label => ({ label, align: 'end' as const }))
  const actions = open.slice(0, 5).map(({ link }) => {
    const label = fill(texts.revokeOne, { name: verbatim(link.name) })
    return { label, line: `share revoke #${link.id}`, style: 'danger' as const }
  })
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      { type: 'table', columns: [...columns, ...numbers], rows },
      ...(actions.length > 0 ? [{ type: 'actions' as const, actions }] : []),
    ],
  }
}

/** Who opened a link. */
export function shareLogCard(name: string, visits: readonly ShareVisit[], zone: string): Card {
  const title = fill(texts.log, { name: verbatim(name) })
  if (visits.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.unopened }] }
  const kinds: Readonly<Record<string, Localized>> = { preview: texts.preview, refused: texts.refused }
  const rows = visits.map((visit): readonly Cell[] => [
    { text: formatDateTime(visit.at, zone, { year: true }) },
    { text: verbatim(visit.network) },
    { text: verbatim(visit.device) },
    { text: kinds[visit.kind] ?? verbatim(visit.what) },
  ])
  const columns = [texts.when, texts.network, texts.device, texts.what].map(label => ({ label }))
  return { title, tone: 'info', blocks: [{ type: 'table', columns, rows }] }
}

/** A link has ended. */
export function shareRevokedCard(id: number): Card {
  return { title: fill(texts.ended, { id }), tone: 'good', blocks: [] }
}

const texts = {
  title: { en: 'Links for people outside', ja: '社外共有リンク', 'zh-CN': '对外共享链接' },
  made: { en: 'Link for {name}', ja: '{name}向けの共有リンク', 'zh-CN': '给{name}的共享链接' },
  open: { en: 'Address to pass on', ja: '共有するリンク', 'zh-CN': '共享地址' },
  until: {
    en: 'Shows {stores} and opens without signing in until {until}.',
    ja: '{stores}の数値を、{until}までログインなしで閲覧できます。',
    'zh-CN': '显示{stores}的数据，{until}前无需登录即可打开。',
  },
  passphrase: {
    en: 'Passphrase: {phrase}. Pass it on by another way than the link.',
    ja: '合言葉：{phrase}（リンクとは別の手段で伝えてください）',
    'zh-CN': '口令：{phrase}（请通过其他方式告知对方）',
  },
  once: {
    en: 'Address and passphrase are shown this once; only hashes of them are kept.',
    ja: 'リンクと合言葉の表示は今回のみです（保存はハッシュのみ）。',
    'zh-CN': '地址和口令只显示这一次，系统仅保存哈希。',
  },
  revoke: { en: 'Revoke', ja: '取り消す', 'zh-CN': '撤销链接' },
  revokeOne: { en: 'Revoke {name}', ja: '{name}を取り消す', 'zh-CN': '撤销{name}' },
  none: {
    en: 'There are none. share "BrightAds" sales acos shopify makes one.',
    ja: 'まだありません。「共有 "BrightAds" 売上 ACoS shopify」で作成できます。',
    'zh-CN': '暂无。发送“分享 "BrightAds" 销售额 ACoS shopify”创建。',
  },
  link: { en: 'Link', ja: 'リンク', 'zh-CN': '链接' },
  maker: { en: 'By', ja: '作成者', 'zh-CN': '创建人' },
  works: { en: 'Works until', ja: '有効期限', 'zh-CN': '有效期至' },
  visits: { en: 'Opened', ja: '閲覧', 'zh-CN': '打开次数' },
  previews: { en: 'Previews by chats', ja: 'チャットの自動プレビュー', 'zh-CN': '聊天预览' },
  revoked: { en: 'revoked', ja: '取り消し済み', 'zh-CN': '已撤销' },
  over: { en: 'over', ja: '期限切れ', 'zh-CN': '已过期' },
  ended: { en: 'Link #{id} opens nothing any more', ja: 'リンク #{id} を取り消しました', 'zh-CN': '链接 #{id} 已撤销' },
  log: { en: 'Who opened the link for {name}', ja: '{name}向けリンクの閲覧記録', 'zh-CN': '{name}链接的访问记录' },
  unopened: { en: 'Nobody yet.', ja: 'まだ閲覧されていません。', 'zh-CN': '尚无访问。' },
  when: { en: 'When', ja: '日時', 'zh-CN': '时间' },
  network: { en: 'From (shortened)', ja: '接続元（短縮）', 'zh-CN': '来源（截短）' },
  device: { en: 'Browser', ja: 'ブラウザー', 'zh-CN': '浏览器' },
  what: { en: 'What', ja: '閲覧内容', 'zh-CN': '内容' },
  preview: { en: 'preview by a chat', ja: '自動プレビュー', 'zh-CN': '聊天预览' },
  refused: { en: 'wrong passphrase', ja: '合言葉の誤り', 'zh-CN': '口令错误' },
} satisfies Record<string, Localized>

/** What the list of links is called. */
export const shareTexts = { title: texts.title }

/** How a link stands. */
export const shareStates = {
  open: { en: 'works', ja: '有効', 'zh-CN': '有效' },
  revoked: texts.revoked,
  over: texts.over,
} satisfies Record<string, Localized>
