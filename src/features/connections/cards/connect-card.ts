import type { Card } from '#src/chat/card.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A marketplace and the stores of it that are connected. */
export interface MarketLine {
  readonly connector: Connector
  readonly stores: readonly string[]
}

const texts = {
  title: { en: 'Connect a shop', ja: '店舗を接続', 'zh-CN': '连接店铺' },
  lead: {
    en: 'Which marketplace? You get a page on which you agree or give the keys. Keys are never typed in chat.',
    ja: 'どのモールですか。同意またはキーの入力は専用ページで行います。キーはチャットに入力しないでください。',
    'zh-CN': '请选择平台。授权或填写密钥都在专用页面进行，请勿在聊天中输入密钥。',
  },
  market: { en: 'Marketplace', ja: 'モール', 'zh-CN': '平台' },
  stores: { en: 'Connected stores', ja: '接続中の店舗', 'zh-CN': '已连接店铺' },
  noStore: { en: 'none yet', ja: 'なし', 'zh-CN': '暂无' },
  page: { en: 'Connect {connector}', ja: '{connector}を接続', 'zh-CN': '连接{connector}' },
  once: {
    en: 'Open the page within 15 minutes. The link works once, for you alone. Give keys only there, never here.',
    ja: '15分以内にページを開いてください。リンクは1回だけ、あなただけが使えます。キーは必ずそのページに入力し、ここには書かないでください。',
    'zh-CN': '请在 15 分钟内打开页面。链接仅供您本人使用一次。密钥只能填写在该页面，请勿写在这里。',
  },
  open: { en: 'Open the page', ja: 'ページを開く', 'zh-CN': '打开页面' },
  local: {
    en: 'PUBLIC_URL is not set, so this address works only on the machine of the service. Set it to the address at which the service is reached.',
    ja: 'PUBLIC_URLが未設定のため、このアドレスはサーバー本体でしか開けません。外部から届くアドレスを設定してください。',
    'zh-CN': '未设置 PUBLIC_URL，此地址只能在服务所在的机器上打开。请设置为可从外部访问的地址。',
  },
  connected: {
    en: '{connector}: connected {stores}',
    ja: '{connector}：{stores}を接続しました',
    'zh-CN': '{connector}：已连接{stores}',
  },
  renewed: {
    en: '{connector}: renewed {stores}',
    ja: '{connector}：{stores}を更新しました',
    'zh-CN': '{connector}：已续期{stores}',
  },
  goesOn: {
    en: 'Same shop, new keys: figures, history, targets and owners stay as they were. “sync” says how far it is.',
    ja: '同じ店舗を新しいキーで続けます。数値・履歴・目標・担当者はそのままです。「同期」で状況を確認できます。',
    'zh-CN': '店铺不变，仅更换密钥：数据、历史、目标和负责人保持不变。输入“同步”查看进度。',
  },
  there: {
    en: 'Connected already: {stores}. Agreeing again or giving other keys of the same shop renews it and makes no second store.',
    ja: '接続済み：{stores}。同じ店舗に再度同意するか別のキーを入力すると更新され、店舗は増えません。',
    'zh-CN': '已连接：{stores}。对同一店铺重新授权或更换密钥只会续期，不会新增店铺。',
  },
  coming: {
    en: 'Today comes within minutes, then the history, newest first. “sync” says how far it is.',
    ja: '本日分は数分で、過去分は新しい順に届きます。「同期」で進み具合を確認できます。',
    'zh-CN': '今天的数据几分钟内到达，历史数据从新到旧依次获取。输入“同步”查看进度。',
  },
} satisfies Record<string, Localized>

/** Every marketplace, with a button. */
export function marketsCard(lines: readonly MarketLine[]): Card {
  const rows = lines.map(({ connector, stores }) => [
    { text: connector.label },
    stores.length === 0 ? { text: texts.noStore, dim: true } : { text: join(stores.map(verbatim)) },
  ])
  const actions = lines.map(({ connector }) => ({ label: connector.label, line: `connect ${connector.id}` }))
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.lead },
      { type: 'table', columns: [{ label: texts.market }, { label: texts.stores }], rows },
      { type: 'actions', actions },
    ],
  }
}

/** The way to the page of a marketplace. `local`: it can be opened on the machine of the service only. */
export function pageLinkCard({ connector, stores }: MarketLine, url: string, local: boolean): Card {
  return {
    title: fill(texts.page, { connector: connector.label }),
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.once },
      ...(stores.length > 0
        ? [{ type: 'text', text: fill(texts.there, { stores: join(stores.map(verbatim)) }) } as const]
        : []),
      { type: 'link', label: texts.open, url },
      ...(local ? [{ type: 'text', text: texts.local, style: 'muted' } as const] : []),
    ],
  }
}

/** Tells who connected stores that their figures are coming, or that those that were there go on. */
export function connectedCard(
  connector: Connector,
  taken: readonly { readonly store: { readonly name: string }; readonly renewed: boolean }[],
): Card {
  const isRenewal = taken.every(one => one.renewed)
  const stores = join(taken.map(({ store }) => verbatim(store.name)))
  return {
    title: fill(isRenewal ? texts.renewed : texts.connected, { connector: connector.label, stores }),
    tone: 'good',
    blocks: [
      { type: 'text', text: isRenewal ? texts.goesOn : texts.coming },
      { type: 'actions', actions: [{ label: { en: 'Sync', ja: '同期', 'zh-CN': '同步' }, line: 'sync' }] },
    ],
  }
}
