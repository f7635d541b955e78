import type { Localized } from '#src/i18n/locale.ts'

/** What the marketplaces of Japan and South-East Asia say alone. */
export const asianTexts = {
  rakutenKey: {
    en: 'Rakuten does not accept the keys. Issue a new licence key in RMS > 各種設定 > WEB APIサービス and connect again',
    ja: '楽天市場がキーを受け付けません。RMS＞各種設定＞WEB APIサービスで新しいライセンスキーを発行し、接続し直してください',
    'zh-CN': '乐天市场不接受密钥。请在 RMS > 各種設定 > WEB APIサービス 签发新的 licenseKey 后重新连接',
  },
  rakutenPermission: {
    en: 'Rakuten does not allow {name}. Tick it in RMS > 各種設定 > WEB APIサービス; it works after 10 to 30 minutes',
    ja: '楽天市場が{name}を許可していません。RMS＞各種設定＞WEB APIサービスでチェックを入れてください（10〜30分後に有効）',
    'zh-CN': '乐天市场未开放 {name}。请在 RMS > 各種設定 > WEB APIサービス 勾选，10 至 30 分钟后生效',
  },
  yahooApply: {
    en: 'Yahoo! did not open this interface to the Client ID: apply for the store',
    ja: 'このClient IDにはAPIが許可されていません。ストアから利用申請をしてください',
    'zh-CN': '雅虎购物未对此 Client ID 开放该接口：请由店铺提交使用申请',
  },
  yahooSession: {
    en: 'The session of the store is over (12 hours): consent again, with a public key',
    ja: 'ストアのセッション（12時間）が切れました。公開鍵を使って再度同意してください',
    'zh-CN': '店铺会话已过期（12 小时）：请使用公钥重新授权',
  },
  yahooPublicKey: {
    en: 'Yahoo! does not accept the public key or its version: download it again',
    ja: 'Yahoo!が公開鍵またはバージョンを受け付けません。ダウンロードし直してください',
    'zh-CN': '雅虎购物不接受公钥或其版本：请重新下载',
  },
  yahooGrant: {
    en: 'Yahoo! does not accept the grant any more: it lasts four weeks, or 12 hours without a public key. Consent again',
    ja: 'Yahoo!の認証が切れました（有効期間は4週間、公開鍵なしでは12時間）。再度同意してください',
    'zh-CN': '雅虎购物的授权已失效（有效期四周，无公钥时 12 小时）。请重新授权',
  },
  yahooPem: {
    en: 'The public key is no PEM key: download it again from ストアクリエイターPro',
    ja: '公開鍵がPEM形式ではありません。ストアクリエイターProからダウンロードし直してください',
    'zh-CN': '公钥不是 PEM 格式：请从 ストアクリエイターPro 重新下载',
  },
  yahooMaintenance: {
    en: 'Yahoo! is in maintenance',
    ja: 'Yahoo!ショッピングはメンテナンス中です',
    'zh-CN': '雅虎购物正在维护',
  },
  shopeeMainAccount: {
    en: 'The consent was of a main account: consent with the account of one shop',
    ja: '同意したのがメインアカウントでした。1店舗のアカウントで同意してください',
    'zh-CN': '授权的是主账号：请用单个店铺的账号授权',
  },
  shopeeRegion: {
    en: 'Shopee does not tell the region of the shop: add "region", such as "SG", to the keys',
    ja: 'Shopeeから店舗の地域が返りません。キーに "region"（例："SG"）を加えてください',
    'zh-CN': 'Shopee 没有给出店铺地区：请在密钥中加入 "region"，例如 "SG"',
  },
  shopeeMoney: {
    en: 'Shopee does not open the money of orders to the application',
    ja: 'Shopeeが注文の入金情報をこのアプリに公開していません',
    'zh-CN': 'Shopee 未向该应用开放订单款项',
  },
  lazadaSeller: {
    en: 'Lazada does not tell the seller of the keys',
    ja: 'Lazadaからキーの販売者が返りません',
    'zh-CN': 'Lazada 没有给出密钥对应的卖家',
  },
  lazadaProducts: {
    en: 'Lazada lists only the first {count} products: stock is not read',
    ja: 'Lazadaは先頭{count}商品しか返さないため、在庫は取得しません',
    'zh-CN': 'Lazada 只列出前 {count} 个商品：不读取库存',
  },
  tiktokCipher: {
    en: 'The authorisation opens no shop with this cipher',
    ja: 'この認証では、指定のcipherの店舗を利用できません',
    'zh-CN': '该授权中没有此 cipher 对应的店铺',
  },
  tiktokAdsKeys: {
    en: 'Advertising has keys of its own: connect again with ads_access_token and ads_advertiser_id',
    ja: '広告には専用のキーが必要です。ads_access_token と ads_advertiser_id を加えて接続し直してください',
    'zh-CN': '广告需要单独的密钥：请加上 ads_access_token 和 ads_advertiser_id 重新连接',
  },
  tiktokAdsToken: {
    en: 'TikTok does not accept the token of the advertising account',
    ja: 'TikTokが広告アカウントのトークンを受け付けません',
    'zh-CN': 'TikTok 不接受广告账户的令牌',
  },
} satisfies Record<string, Localized>
