import type { Localized } from '#src/i18n/locale.ts'

/** What the service itself says of calls and answers. */
export const engineTexts = {
  allowanceUsed: {
    en: 'The allowance {code} is used up',
    ja: '呼び出し枠「{code}」を使い切りました',
    'zh-CN': '调用额度 {code} 已用完',
  },
  shopChanged: {
    en: 'The shop counts in {after} now, its store here in {before}',
    ja: 'モールの設定は {after}、ここでの店舗は {before} です',
    'zh-CN': '平台现按 {after} 统计，此处店铺为 {before}',
  },
  demoDrift: {
    en: 'Demo: a field that is read was gone from the answers ({path})',
    ja: 'デモ：応答から項目がなくなりました（{path}）',
    'zh-CN': '演示：返回中缺少需要读取的字段（{path}）',
  },
  demoGrantEnded: {
    en: 'Demo: the authorisation of this shop has ended',
    ja: 'デモ：この店舗の認証が切れています',
    'zh-CN': '演示：该店铺的授权已失效',
  },
  noKeys: {
    en: 'The keys of this connection are not there or do not fit',
    ja: 'この接続のキーがないか、合いません',
    'zh-CN': '此连接的密钥不存在或不匹配',
  },
  answeredFar: {
    en: '{vendor} answered {code} and names a pause of more than an hour: it is asked again within the hour',
    ja: '{vendor}の応答：{code}。1時間を超える待機が指定されたため、1時間以内に再試行します',
    'zh-CN': '{vendor}返回 {code}，并要求等待超过一小时：将在一小时内重试',
  },
  endless: {
    en: '{vendor} leads from page to page without any data',
    ja: '{vendor}がデータのないページを延々と示しています',
    'zh-CN': '{vendor}不断给出没有数据的下一页',
  },
  unpacksTooFar: {
    en: 'A compressed document becomes more than {count} times as large, which no table does',
    ja: '圧縮された文書が{count}倍を超えて膨らみます（通常の表ではありえません）',
    'zh-CN': '压缩文件解压后超过原大小的 {count} 倍，正常表格不会如此',
  },
  noAnswer: { en: 'No answer from {vendor}', ja: '{vendor}から応答がありません', 'zh-CN': '{vendor}没有应答' },
  tooLarge: {
    en: 'The answer is larger than {count} bytes',
    ja: '応答が{count}バイトを超えています',
    'zh-CN': '返回超过 {count} 字节',
  },
  page: {
    en: 'A page came instead of JSON',
    ja: 'JSONの代わりにページが返りました',
    'zh-CN': '返回的是网页而不是 JSON',
  },
  cut: { en: 'The answer was cut', ja: '応答が途中で切れました', 'zh-CN': '返回内容被截断' },
  notJson: { en: 'The answer is not JSON', ja: '応答がJSONではありません', 'zh-CN': '返回内容不是 JSON' },
  unreadable: {
    en: 'The compressed answer cannot be read',
    ja: '圧縮された応答を読み取れません',
    'zh-CN': '无法读取压缩的返回内容',
  },
  documentCut: {
    en: 'A document was cut off while it was read',
    ja: '文書の読み取り中に接続が切れました',
    'zh-CN': '读取文件时连接中断',
  },
  longLine: {
    en: 'A line of the document is too long',
    ja: '文書の1行が長すぎます',
    'zh-CN': '文件中有一行过长',
  },
  undocumented: {
    en: 'The answer is not as documented: {path} {quote}',
    ja: '応答が仕様と異なります：{path} {quote}',
    'zh-CN': '返回与文档不符：{path} {quote}',
  },
  stepFailed: {
    en: 'The step failed inside the service',
    ja: 'サービス内部で処理が失敗しました',
    'zh-CN': '服务内部处理失败',
  },
  noSuchFeed: {
    en: 'This version of the service has no such feed',
    ja: 'この版のサービスにはこの取得項目がありません',
    'zh-CN': '此版本的服务没有这项数据',
  },
  addressNotFetched: {
    en: 'A document lies at an address that is not fetched',
    ja: '文書が、取得を許可していないアドレスにあります',
    'zh-CN': '文件位于不允许获取的地址',
  },
  nothingToTell: {
    en: 'The marketplace has no such figures for this account',
    ja: 'モールにはこのアカウントの該当データがありません',
    'zh-CN': '平台没有该账号的这类数据',
  },
} satisfies Record<string, Localized>
