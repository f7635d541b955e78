import type { KeyText } from '#src/contracts/connector.ts'
import type { Localized } from '#src/i18n/locale.ts'

const text = (en: string, ja: string, zh: string): Localized => ({ en, ja, 'zh-CN': zh })

const issued = text(
  'Given by the marketplace when the seller agrees. The button above fetches it for you.',
  '出品者の同意後にモールが発行します。上の同意ボタンでも取得できます。',
  '卖家同意授权后由平台发放，也可用上面的授权按钮获取。',
)
const ofApp = text(
  'Stands on the page of your application at the marketplace.',
  'モールのアプリ管理画面に表示されています。',
  '在平台的应用管理页面中查看。',
)

/** What keys with a usual name are called, whatever the marketplace. */
export const usualKeyTexts: Readonly<Record<string, KeyText>> = {
  client_id: { label: text('Client ID', 'クライアントID', '客户端 ID（Client ID）'), help: ofApp },
  client_secret: {
    label: text('Client secret', 'クライアントシークレット', '客户端密钥（Client Secret）'),
    help: ofApp,
  },
  app_key: { label: text('App key', 'アプリキー', '应用 App Key'), help: ofApp },
  app_secret: { label: text('App secret', 'アプリシークレット', '应用密钥（App Secret）'), help: ofApp },
  partner_id: { label: text('Partner ID', 'パートナーID', '合作伙伴 ID（Partner ID）'), help: ofApp },
  partner_key: { label: text('Partner key', 'パートナーキー', '合作伙伴密钥（Partner Key）'), help: ofApp },
  refresh_token: { label: text('Refresh token', 'リフレッシュトークン', '刷新令牌（Refresh Token）'), help: issued },
  access_token: { label: text('Access token', 'アクセストークン', '访问令牌（Access Token）'), help: issued },
  authorisation: {
    label: text('The authorisation', '承認', '授权'),
    help: text(
      'The seller agrees once more on the marketplace’s page.',
      '出品者がモールの画面でもう一度同意します。',
      '由卖家在平台页面重新同意授权。',
    ),
  },
  license_key: { label: text('licence key', 'ライセンスキー', '许可密钥（License Key）'), help: ofApp },
  token: { label: text('Token', 'トークン', '令牌') },
  region: {
    label: text('Region', 'リージョン', '区域'),
    help: text('Where the seller account is.', '出品アカウントの地域です。', '卖家账号所在的区域。'),
  },
  country: {
    label: text('Country', '国', '国家/地区'),
    help: text('Two letters, such as sg.', '2文字の国コード（例：sg）', '两位国家代码，例如 sg。'),
  },
  market: {
    label: text('Market', '販売先の国', '市场'),
    help: text(
      'Two letters of the country the buyers live in, such as us. Empty: taken from the shop.',
      '購入者の国の2文字コード（例：us）。空欄なら店舗の設定を使います。',
      '买家所在国家的两位代码，例如 us；留空则按店铺设置。',
    ),
  },
  shop_id: { label: text('Shop ID', 'ショップID', '店铺 ID') },
  seller_id: { label: text('Seller ID', '出品者ID（ストアアカウント）', '卖家 ID') },
  shop: { label: text('Shop address', 'ショップのアドレス', '店铺地址') },
}

/** Values of choices that say little by themselves. */
export const optionTexts: Readonly<Record<string, Localized>> = {
  na: text('North America (US, CA, MX, BR)', '北米（US・CA・MX・BR）', '北美（美、加、墨、巴西）'),
  fe: text('Far East (JP, AU, SG)', '極東（JP・AU・SG）', '远东（日本、澳大利亚、新加坡）'),
  eu: text('Europe', 'ヨーロッパ', '欧洲'),
  ca: text('Canada', 'カナダ', '加拿大'),
  mx: text('Mexico', 'メキシコ', '墨西哥'),
  br: text('Brazil', 'ブラジル', '巴西'),
  au: text('Australia', 'オーストラリア', '澳大利亚'),
  sg: text('Singapore', 'シンガポール', '新加坡'),
  published: text('published', '公開済み', '已发布'),
  draft: text('draft', '下書き', '草稿'),
  us: text('United States', '米国', '美国'),
  jp: text('Japan', '日本', '日本'),
  true: text('yes', 'はい', '是'),
  false: text('no', 'いいえ', '否'),
  global: text('Other countries', 'その他の国', '其他国家/地区'),
}
