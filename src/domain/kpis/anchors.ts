import type { Localized } from '#src/i18n/locale.ts'

/**
 * What each rating from 1 to 5 stands for, the worst first (design rule: the anchors of the Japanese market, which the
 * strictest buyers set).
 */
export const anchors = {
  unboxing: [
    {
      en: 'dirty, damaged, text in a foreign language only',
      ja: '汚れ・破損、外国語の表記のみ',
      'zh-CN': '脏污、破损，只有外文',
    },
    { en: 'product loose, tape messy', ja: '商品が固定されていない、テープが雑', 'zh-CN': '商品松动，胶带凌乱' },
    { en: 'clean, plain, complete', ja: '清潔・簡素で、内容に不足なし', 'zh-CN': '干净、朴素、配件齐全' },
    {
      en: "tidy, leaflet in the buyer's language, easy to open",
      ja: '整っている、購入者の言語の説明書、開けやすい',
      'zh-CN': '整齐，附买家语言的说明，易拆开',
    },
    {
      en: 'gift-like, thanks card, no excess plastic',
      ja: 'ギフトのよう、お礼状あり、過剰なプラスチックなし',
      'zh-CN': '如礼品般精致，附感谢卡，无多余塑料',
    },
  ],
  packaging: [
    { en: 'crushed, product hurt', ja: '箱が潰れ、商品も損傷', 'zh-CN': '箱体压坏，商品受损' },
    { en: 'dents that reach the inner box', ja: '内箱まで届くへこみ', 'zh-CN': '凹痕伤及内盒' },
    { en: 'dents outside only', ja: '外側のみのへこみ', 'zh-CN': '仅外箱有凹痕' },
    {
      en: 'no visible damage, right box size',
      ja: '目立つ傷なし、箱の大きさが適切',
      'zh-CN': '无明显损伤，箱子大小合适',
    },
    {
      en: 'survives a drop test, right cushioning',
      ja: '落下試験に耐える、緩衝材が適切',
      'zh-CN': '经得起跌落测试，缓冲得当',
    },
  ],
  invoice: [
    { en: 'none, or wrong name or amount', ja: 'なし、または宛名・金額の誤り', 'zh-CN': '没有，或抬头、金额有误' },
    { en: 'present, but prices or tax unclear', ja: 'あるが、価格や税が不明確', 'zh-CN': '有，但价格或税额不清楚' },
    {
      en: 'correct, but tax rate or registration number hard to find',
      ja: '正しいが、税率や登録番号が見つけにくい',
      'zh-CN': '正确，但税率或登记号不易找到',
    },
    {
      en: 'tax rate and registration number shown, buyer name as asked',
      ja: '税率（8／10％）と登録番号（T番号）あり、宛名は希望どおり',
      'zh-CN': '税率与登记号齐全，抬头符合要求',
    },
    {
      en: 'also a download link for the receipt and a clear contact',
      ja: 'さらに領収書のダウンロードと分かりやすい連絡先',
      'zh-CN': '另附收据下载链接和清楚的联系方式',
    },
  ],
  returnWording: [
    {
      en: 'none, or machine-translated, blames the customer',
      ja: 'なし、または機械翻訳調でお客様を責める',
      'zh-CN': '没有，或机器翻译且指责买家',
    },
    {
      en: 'understandable, impolite, address missing',
      ja: '意味は通じるが失礼、返送先なし',
      'zh-CN': '能看懂，但不礼貌，缺退货地址',
    },
    {
      en: 'correct, plain polite form, steps incomplete',
      ja: '正しく丁寧だが、手順が不足',
      'zh-CN': '正确且礼貌，但步骤不全',
    },
    {
      en: 'polite, with steps, deadline and who pays postage',
      ja: 'です・ます調で、手順・期限・送料負担を明記',
      'zh-CN': '礼貌，写明步骤、期限和运费由谁承担',
    },
    {
      en: 'apology first, most polite, pre-filled form, pick-up option, QR code',
      ja: 'お詫びから始まる敬語、記入済み用紙、集荷、QRコード',
      'zh-CN': '先致歉、用语得体，附填好的表单、上门取件和二维码',
    },
  ],
} satisfies Record<string, readonly Localized[]>
