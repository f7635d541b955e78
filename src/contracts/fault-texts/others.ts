import type { Localized } from '#src/i18n/locale.ts'

/** What Amazon, eBay, Walmart, Shopify and addresses of one's own say alone. */
export const otherTexts = {
  amazonRole: {
    en: 'Amazon refused: the application or its authorisation lacks a role',
    ja: 'Amazonが拒否しました：アプリまたは認証にロールが足りません',
    'zh-CN': 'Amazon 拒绝：应用或授权缺少角色',
  },
  needsRole: {
    en: '{fault}. It needs the role "{name}"',
    ja: '{fault}。必要なロール：「{name}」',
    'zh-CN': '{fault}，需要角色“{name}”',
  },
  amazonSecret: {
    en: 'The secret of the application expired',
    ja: 'アプリのシークレットの有効期限が切れました',
    'zh-CN': '应用的密钥（client secret）已过期',
  },
  amazonQueryRefused: {
    en: 'Data Kiosk refused the query: {quote}',
    ja: 'Data Kioskがクエリを拒否しました：{quote}',
    'zh-CN': 'Data Kiosk 拒绝了查询：{quote}',
  },
  amazonQueryGivenUp: {
    en: 'Data Kiosk gave up the query: {quote}',
    ja: 'Data Kioskがクエリの処理を中止しました：{quote}',
    'zh-CN': 'Data Kiosk 放弃了查询：{quote}',
  },
  amazonKioskDocument: {
    en: 'A document of Data Kiosk is not made of lines of JSON',
    ja: 'Data Kioskの文書が1行ごとのJSONではありません',
    'zh-CN': 'Data Kiosk 的文件不是逐行 JSON',
  },
  documentRefused: {
    en: 'The document was refused ({code})',
    ja: '文書の取得を拒否されました（{code}）',
    'zh-CN': '文件被拒绝（{code}）',
  },
  documentPage: {
    en: 'A page came instead of the document',
    ja: '文書の代わりにページが返りました',
    'zh-CN': '返回的是网页而不是文件',
  },
  otherNumber: {
    en: 'The order report has something else than a number: {quote}',
    ja: '注文レポートの数値の形式が異なります：{quote}',
    'zh-CN': '订单报告中的数字格式不同：{quote}',
  },
  otherDate: {
    en: 'The order report has another date: {quote}',
    ja: '注文レポートの日付の形式が異なります：{quote}',
    'zh-CN': '订单报告的日期格式不同：{quote}',
  },
  noAdsGrant: {
    en: 'No grant of Amazon Ads was given (ads_refresh_token)',
    ja: 'Amazon Adsの認証がありません（ads_refresh_token）',
    'zh-CN': '没有提供 Amazon Ads 的授权（ads_refresh_token）',
  },
  adsGrantRefused: {
    en: 'Amazon does not accept the advertising grant any more ({code})',
    ja: 'Amazonが広告の認証を受け付けなくなりました（{code}）',
    'zh-CN': 'Amazon 不再接受广告授权（{code}）',
  },
  noAdsAccount: {
    en: 'There is no advertising account of a seller in {store}',
    ja: '{store}に販売者の広告アカウントがありません',
    'zh-CN': '{store} 没有卖家的广告账户',
  },
  sameReport: {
    en: 'Amazon Ads makes the same report already and does not say which',
    ja: 'Amazon Adsが同じレポートを作成中ですが、番号が返りません',
    'zh-CN': 'Amazon Ads 正在生成同样的报告，但没有给出编号',
  },
  ebayOldInterface: {
    en: 'eBay does not accept the token for this older interface',
    ja: 'eBayの旧インターフェースがこのトークンを受け付けません',
    'zh-CN': 'eBay 的旧接口不接受该令牌',
  },
  ebaySignature: {
    en: 'eBay wants signed calls of sellers in the EU and the UK, and the application cannot make a key for them',
    ja: 'EU・英国の出品者では署名付きの呼び出しが必要ですが、アプリケーションの署名鍵を作成できません',
    'zh-CN': 'eBay 要求欧盟和英国卖家的调用带签名，但该应用无法生成签名密钥',
  },
  ebayNoReportNumber: {
    en: 'The number of an ordered report is missing',
    ja: '依頼したレポートの番号が返りません',
    'zh-CN': '缺少所请求报告的编号',
  },
  walmartPerformance: {
    en: 'Walmart has no performance figures for this account',
    ja: 'Walmartにこのアカウントの評価指標がありません',
    'zh-CN': 'Walmart 没有该账号的绩效数据',
  },
  notUnpacked: {
    en: 'The report cannot be unpacked',
    ja: 'レポートを展開できません',
    'zh-CN': '报告无法解压',
  },
  shopLocked: {
    en: 'The shop is frozen, locked or not at this address',
    ja: '店舗が停止・ロックされているか、このアドレスにありません',
    'zh-CN': '店铺被冻结、锁定或不在此地址',
  },
  shopInactive: { en: 'The shop is not active', ja: '店舗が有効ではありません', 'zh-CN': '店铺未启用' },
  shopifyPoints: {
    en: 'The allowance of query points is spent',
    ja: 'クエリポイントを使い切りました',
    'zh-CN': '查询点数已用完',
  },
  shopifyCostly: {
    en: 'A query asks for more points than one may',
    ja: 'クエリが許容ポイントを超えています',
    'zh-CN': '一次查询所需点数超过上限',
  },
  shopifyFieldGone: {
    en: 'A field that is asked for is gone',
    ja: '要求した項目がなくなりました',
    'zh-CN': '请求的字段已不存在',
  },
  shopifyOtherShop: {
    en: 'The answer does not come from this shop',
    ja: '応答がこの店舗からのものではありません',
    'zh-CN': '返回不是来自该店铺',
  },
  shopifyNoScopes: {
    en: 'The shop does not list permissions',
    ja: '店舗から権限の一覧が返りません',
    'zh-CN': '店铺没有列出权限',
  },
  shopifyOldOrders: {
    en: 'Orders older than {count} days need the permission read_all_orders',
    ja: '{count}日より前の注文には権限 read_all_orders が必要です',
    'zh-CN': '{count} 天以前的订单需要权限 read_all_orders',
  },
  shopifyVisits: {
    en: 'Shopify does not understand the question for visits: {quote}',
    ja: 'Shopifyが訪問数のクエリを解釈できません：{quote}',
    'zh-CN': 'Shopify 无法理解访问量查询：{quote}',
  },
  shopifyVisitDay: {
    en: 'Visits come without their day',
    ja: '訪問数に日付がありません',
    'zh-CN': '访问量没有日期',
  },
  bulkRefused: {
    en: 'Shopify refused the bulk operation: {quote}',
    ja: 'Shopifyが一括処理を拒否しました：{quote}',
    'zh-CN': 'Shopify 拒绝了批量操作：{quote}',
  },
  bulkEndless: {
    en: 'The bulk operation does not end',
    ja: '一括処理が終わりません',
    'zh-CN': '批量操作一直没有结束',
  },
  bulkEnded: {
    en: 'The bulk operation ended as {code}',
    ja: '一括処理が{code}で終わりました',
    'zh-CN': '批量操作以 {code} 结束',
  },
  bulkNoFile: {
    en: 'The bulk operation has objects, but no file',
    ja: '一括処理に件数がありますが、ファイルがありません',
    'zh-CN': '批量操作有对象但没有文件',
  },
  bulkOtherCount: {
    en: 'The file of the bulk operation holds {got} objects instead of {count}',
    ja: '一括処理のファイルの件数が{count}ではなく{got}です',
    'zh-CN': '批量操作的文件有 {got} 个对象，应为 {count} 个',
  },
  bulkOrphan: {
    en: 'The file of the bulk operation holds a line without its order',
    ja: '一括処理のファイルに、注文のない明細があります',
    'zh-CN': '批量操作的文件有一条明细没有对应的订单',
  },
  bulkCut: {
    en: 'The file of the bulk operation is cut',
    ja: '一括処理のファイルが途中で切れています',
    'zh-CN': '批量操作的文件不完整',
  },
  privateNetwork: {
    en: '{host} leads into a private network: say allow_private in the keys if that is meant',
    ja: '{host}は社内ネットワークを指しています。意図どおりならキーに allow_private を指定してください',
    'zh-CN': '{host} 指向内部网络：如确实需要，请在密钥中写 allow_private',
  },
  hostUnknown: {
    en: 'The name {host} is not found',
    ja: 'ホスト名{host}が見つかりません',
    'zh-CN': '找不到主机名 {host}',
  },
  addressToken: {
    en: 'The address does not accept the token',
    ja: 'アドレスがトークンを受け付けません',
    'zh-CN': '该地址不接受令牌',
  },
  rowsNoList: {
    en: 'The rows are not a list: {path}',
    ja: '行が配列ではありません：{path}',
    'zh-CN': '数据行不是列表：{path}',
  },
  tooManyPages: {
    en: 'The report has more than {count} pages: ask for fewer days at a time',
    ja: 'レポートが{count}ページを超えています。1回の日数を減らしてください',
    'zh-CN': '报告超过 {count} 页：请减少每次请求的天数',
  },
  samePage: {
    en: 'The second page holds the rows of the first: the address does not turn pages',
    ja: '2ページ目が1ページ目と同じ内容です。このアドレスはページ送りに対応していません',
    'zh-CN': '第二页与第一页内容相同：该地址不支持翻页',
  },
  otherMachine: {
    en: 'The next page is at another machine than the one of the keys',
    ja: '次のページが、キーのアドレスとは別のホストにあります',
    'zh-CN': '下一页位于与密钥中地址不同的主机',
  },
  systemAnswered: {
    en: 'The system answered {path} {value}: {quote}',
    ja: 'システムの応答 {path} {value}：{quote}',
    'zh-CN': '系统返回 {path} {value}：{quote}',
  },
  noSuchReport: {
    en: 'The file of keys no longer names this report',
    ja: 'キーにこのレポートの指定がなくなりました',
    'zh-CN': '密钥中已没有这份报告',
  },
  rowDamaged: {
    en: 'Row {count} of the answer is damaged: {quote}',
    ja: '応答の{count}行目が壊れています：{quote}',
    'zh-CN': '返回的第 {count} 行已损坏：{quote}',
  },
  columnInNoRow: {
    en: 'A column is missing from all rows',
    ja: 'すべての行に、ある列がありません',
    'zh-CN': '所有行都缺少某一列',
  },
  filterFitsNone: {
    en: 'A filter (only) fits no row',
    ja: '絞り込み（only）に合う行がありません',
    'zh-CN': '筛选条件（only）没有匹配任何行',
  },
  noNumber: { en: '"{quote}" is no number', ja: '「{quote}」は数値ではありません', 'zh-CN': '“{quote}”不是数字' },
  noDay: { en: '"{quote}" is no day', ja: '「{quote}」は日付ではありません', 'zh-CN': '“{quote}”不是日期' },
  demoNoShop: { en: 'Demo: there is no such shop', ja: 'デモ：その店舗はありません', 'zh-CN': '演示：没有这个店铺' },
} satisfies Record<string, Localized>
