import type { Localized } from '#src/i18n/locale.ts'

/** What every marketplace may say. `{vendor}` is its name, `{quote}` are its own words, masked. */
export const commonTexts = {
  shape: {
    en: 'An answer of {vendor} has another shape than it is read with',
    ja: '{vendor}の応答が、読み取れる形と異なります',
    'zh-CN': '{vendor}的返回与读取时的结构不同',
  },
  circle: {
    en: 'The next page that {vendor} names is the same page again',
    ja: '{vendor}が次のページとして同じページを示しています',
    'zh-CN': '{vendor}给出的下一页仍是同一页',
  },
  tokenRefused: {
    en: '{vendor} refused the access token; the next call mints another',
    ja: '{vendor}がアクセストークンを受け付けませんでした。次回、新しいものを取得します',
    'zh-CN': '{vendor}拒绝了访问令牌，下次调用会重新获取',
  },
  lacksPermission: {
    en: '{vendor} refused: a permission is missing',
    ja: '{vendor}が拒否しました：権限が足りません',
    'zh-CN': '{vendor}拒绝：缺少权限',
  },
  lacksPermissionSaying: {
    en: '{vendor} refused: a permission is missing ({quote})',
    ja: '{vendor}が拒否しました：権限が足りません（{quote}）',
    'zh-CN': '{vendor}拒绝：缺少权限（{quote}）',
  },
  notOffered: {
    en: '{vendor} does not offer this to the account',
    ja: '{vendor}はこのアカウントにこれを提供していません',
    'zh-CN': '{vendor}没有向该账号提供这项数据',
  },
  notOfferedSaying: {
    en: '{vendor} does not offer this to the account ({quote})',
    ja: '{vendor}はこのアカウントにこれを提供していません（{quote}）',
    'zh-CN': '{vendor}没有向该账号提供这项数据（{quote}）',
  },
  grantRefused: {
    en: '{vendor} does not accept the grant or the application any more',
    ja: '{vendor}が認証またはアプリを受け付けなくなりました',
    'zh-CN': '{vendor}不再接受该授权或应用',
  },
  grantRefusedSaying: {
    en: '{vendor} does not accept the grant any more: {quote}',
    ja: '{vendor}が認証を受け付けなくなりました：{quote}',
    'zh-CN': '{vendor}不再接受该授权：{quote}',
  },
  tokenGone: {
    en: '{vendor} does not accept the access token',
    ja: '{vendor}がアクセストークンを受け付けません',
    'zh-CN': '{vendor}不接受访问令牌',
  },
  absent: {
    en: '{vendor} does not have what is asked for: {quote}',
    ja: '{vendor}に該当するものがありません：{quote}',
    'zh-CN': '{vendor}没有所请求的内容：{quote}',
  },
  notXml: {
    en: 'An answer of {vendor} cannot be read as XML',
    ja: '{vendor}の応答をXMLとして読み取れません',
    'zh-CN': '无法将{vendor}的返回读取为 XML',
  },
  keysRefused: {
    en: '{vendor} does not accept the keys',
    ja: '{vendor}がキーを受け付けません',
    'zh-CN': '{vendor}不接受这些密钥',
  },
  codeRefused: {
    en: '{vendor} does not accept the code or the application',
    ja: '{vendor}が認可コードまたはアプリを受け付けません',
    'zh-CN': '{vendor}不接受授权码或应用',
  },
  noCode: {
    en: '{vendor} sent no code back',
    ja: '{vendor}から認可コードが返りませんでした',
    'zh-CN': '{vendor}没有返回授权码',
  },
  signatureRefused: {
    en: '{vendor} does not accept the signature: check {keys}',
    ja: '{vendor}が署名を受け付けません。{keys}を確認してください',
    'zh-CN': '{vendor}不接受签名：请检查 {keys}',
  },
  clockWrong: {
    en: '{vendor} refuses the time: the clock of this computer is wrong',
    ja: '{vendor}が時刻を受け付けません。このコンピューターの時計がずれています',
    'zh-CN': '{vendor}拒绝了时间：这台计算机的时钟不准',
  },
  refused: {
    en: '{vendor} refused the request ({code})',
    ja: '{vendor}が要求を拒否しました（{code}）',
    'zh-CN': '{vendor}拒绝了请求（{code}）',
  },
  refusedSaying: {
    en: '{vendor} refused the request ({code}): {quote}',
    ja: '{vendor}が要求を拒否しました（{code}）：{quote}',
    'zh-CN': '{vendor}拒绝了请求（{code}）：{quote}',
  },
  failed: {
    en: '{vendor} failed to answer ({code})',
    ja: '{vendor}が応答できませんでした（{code}）',
    'zh-CN': '{vendor}未能应答（{code}）',
  },
  answered: { en: '{vendor} answered {code}', ja: '{vendor}の応答：{code}', 'zh-CN': '{vendor}返回 {code}' },
  crowded: {
    en: '{vendor} says that there are too many calls',
    ja: '{vendor}：呼び出しが多すぎます',
    'zh-CN': '{vendor}提示调用过多',
  },
  pause: { en: '{vendor} asks for a pause', ja: '{vendor}が間隔を空けるよう求めています', 'zh-CN': '{vendor}要求暂停' },
  dayUsedUp: {
    en: 'The calls of this day at {vendor} are used up',
    ja: '{vendor}の本日の呼び出し回数を使い切りました',
    'zh-CN': '{vendor}今天的调用次数已用完',
  },
  maintenance: {
    en: '{vendor} answered with a page instead of data, as it does in maintenance',
    ja: '{vendor}からデータの代わりにページが返りました（メンテナンス時など）',
    'zh-CN': '{vendor}返回了网页而不是数据（例如维护时）',
  },
  otherCurrency: {
    en: "{vendor} tells amounts in {other}, the store's are in {own}",
    ja: '{vendor}の金額は{other}ですが、店舗の通貨は{own}です',
    'zh-CN': '{vendor}的金额为 {other}，店铺货币为 {own}',
  },
  noOrderTime: {
    en: '{vendor} tells no time of an order',
    ja: '{vendor}の注文に時刻がありません',
    'zh-CN': '{vendor}没有给出订单时间',
  },
  noReturnTime: {
    en: '{vendor} tells no time of a return',
    ja: '{vendor}の返品に時刻がありません',
    'zh-CN': '{vendor}没有给出退货时间',
  },
  noBookingDay: {
    en: 'A booking of {vendor} has no day that can be read',
    ja: '{vendor}の入出金明細に読み取れる日付がありません',
    'zh-CN': '{vendor}的一条账目没有可读的日期',
  },
  missingColumn: {
    en: 'A column of a report of {vendor} is missing',
    ja: '{vendor}のレポートの列が足りません',
    'zh-CN': '{vendor}的报告缺少一列',
  },
  reportGivenUp: {
    en: '{vendor} gave up the report {report}',
    ja: '{vendor}がレポート{report}の作成を中止しました',
    'zh-CN': '{vendor}放弃生成报告 {report}',
  },
  reportGivenUpSaying: {
    en: '{vendor} gave up the report {report}: {quote}',
    ja: '{vendor}がレポート{report}の作成を中止しました：{quote}',
    'zh-CN': '{vendor}放弃生成报告 {report}：{quote}',
  },
  reportNotReady: {
    en: 'A report of {vendor} is not ready yet',
    ja: '{vendor}のレポートはまだできていません',
    'zh-CN': '{vendor}的报告尚未生成',
  },
  regionUnknown: {
    en: 'The region {code} of {vendor} is not known to this version',
    ja: '{vendor}の地域{code}はこの版では扱えません',
    'zh-CN': '此版本不支持{vendor}的地区 {code}',
  },
  addressRefused: {
    en: '{vendor} does not know this address: add it to the IP Address Whitelist of the application',
    ja: '{vendor}がこのIPアドレスを認識しません。アプリのIP Address Whitelistに追加してください',
    'zh-CN': '{vendor}不认识此地址：请把它加入应用的 IP Address Whitelist',
  },
  tooManyOfMoment: {
    en: '{vendor} has more {what} of one moment than can be read',
    ja: '{vendor}に、1回に読み取れる数を超える{what}があります',
    'zh-CN': '{vendor}同一时刻的{what}多于可读取的数量',
  },
} satisfies Record<string, Localized>
