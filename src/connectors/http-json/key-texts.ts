import type { KeyText } from '#src/contracts/connector.ts'

const text = (en: string, ja: string, zh: string) => ({ en, ja, 'zh-CN': zh })

const store = '[{"name":"West","currency":"USD","time_zone":"America/Los_Angeles","market":"us"}]'
const report =
  '[{"address":"https://erp.example.com/days?from={from}&to={to}","day":"date","measures":{"orders":"count","net_sales":"amount"}}]'

/** Keys as the form names them; the README of this folder has all that a report may say. */
export const keyTexts: Readonly<Record<string, KeyText>> = {
  stores: {
    label: text('Stores (JSON)', '店舗（JSON）', '店铺（JSON）'),
    help: text(`Such as ${store}`, `例：${store}`, `例如 ${store}`),
    lines: true,
  },
  reports: {
    label: text('Reports (JSON)', 'レポート（JSON）', '报表（JSON）'),
    help: text(
      `An address and what its columns are, such as ${report}`,
      `アドレスと列の対応。例：${report}`,
      `地址及各列含义，例如 ${report}`,
    ),
    lines: true,
  },
  token: {
    label: text('Token', 'トークン', '令牌'),
    help: text('Empty: the address asks for none.', '不要な場合は空欄のままにします。', '地址不需要令牌时留空。'),
  },
  token_header: {
    label: text('Header of the token', 'トークンを送るヘッダー', '令牌所在的请求头'),
    help: text('Empty: authorization', '空欄の場合は authorization', '留空则为 authorization'),
  },
  token_prefix: {
    label: text('Words in front of the token', 'トークンの前に付ける文字', '令牌前的文字'),
    help: text(
      'Empty: “Bearer ” in authorization, nothing elsewhere.',
      '空欄の場合、authorization では「Bearer 」、他では何も付けません。',
      '留空则在 authorization 中为“Bearer ”，其他请求头不加。',
    ),
  },
  allow_private: {
    label: text('The address is in a private network', '社内ネットワークのアドレスを許可', '允许内网地址'),
    help: text(
      'Otherwise names that lead into a private network are refused.',
      '許可しない場合、社内ネットワークにつながる名前は拒否します。',
      '不允许时，指向内网的域名会被拒绝。',
    ),
  },
  every_minutes: {
    label: text('Minutes between looks', '取得の間隔（分）', '获取间隔（分钟）'),
    help: text('15 to 1440; empty: 60', '15〜1440（空欄の場合は60）', '15 至 1440，留空为 60'),
  },
}
