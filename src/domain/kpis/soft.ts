import { anchors } from './anchors.ts'
import { defineKpis } from './kpi.ts'

const rated = 5 // design rule: at least five test orders or photo checks

/** What people rate from 1 to 5 by looking at it. */
export const soft = defineKpis('soft', [
  {
    id: 'unboxing_experience_score',
    label: { en: 'Unboxing experience score', ja: '開封体験スコア', 'zh-CN': '开箱体验评分' },
    aliases: ['unboxing', 'unboxing score', '開封体験', '开箱体验', '开箱评分'],
    formula: 'soft_unboxing_sum / soft_unboxing_n',
    unit: 'stars',
    better: 'higher',
    minimumSample: { measure: 'soft_unboxing_n', count: rated },
    anchors: anchors.unboxing,
    meaning: {
      en: 'Rated 1 to 5: from dirty or damaged (1) to gift-like with a thanks card and no excess plastic (5).',
      ja: '1〜5点の評価です。汚れ・破損が1点、ギフトのような仕上がりでお礼状があり過剰包装のないものが5点です。',
      'zh-CN': '1至5分：脏污破损为1分，如礼品般精致、附感谢卡且不过度包装为5分。',
    },
  },
  {
    id: 'packaging_integrity_score',
    label: { en: 'Packaging integrity score', ja: '梱包状態スコア', 'zh-CN': '包装完整度评分' },
    aliases: ['packaging', 'packaging score', '梱包状態', '梱包', '包装完整度', '包装评分'],
    formula: 'soft_packaging_sum / soft_packaging_n',
    unit: 'stars',
    better: 'higher',
    minimumSample: { measure: 'soft_packaging_n', count: rated },
    anchors: anchors.packaging,
    meaning: {
      en: 'Rated 1 to 5: from crushed with the product hurt (1) to right cushioning that survives a drop (5).',
      ja: '1〜5点の評価です。箱が潰れ商品も傷んだものが1点、適切な緩衝材で落下にも耐えるものが5点です。',
      'zh-CN': '1至5分：箱体压坏并损及商品为1分，缓冲得当、经得起跌落为5分。',
    },
  },
  {
    id: 'invoice_clarity_score',
    label: { en: 'Invoice clarity score', ja: '納品書・領収書の分かりやすさ', 'zh-CN': '单据清晰度评分' },
    aliases: [
      'invoice',
      'invoice score',
      '納品書',
      '納品書スコア',
      '領収書スコア',
      '单据清晰度',
      '单据评分',
      '发票清晰度',
    ],
    formula: 'soft_invoice_sum / soft_invoice_n',
    unit: 'stars',
    better: 'higher',
    minimumSample: { measure: 'soft_invoice_n', count: rated },
    anchors: anchors.invoice,
    meaning: {
      en: 'Rated 1 to 5: from none or wrong (1) to tax rates, registration number, download and contact (5).',
      ja: '1〜5点の評価です。なし・誤りが1点、税率と登録番号、領収書のダウンロード、連絡先まで揃うものが5点です。',
      'zh-CN': '1至5分：没有或有误为1分，税率、登记号、下载链接与联系方式齐全为5分。',
    },
  },
  {
    id: 'return_wording_score',
    label: { en: 'Return-instruction wording score', ja: '返品案内文の分かりやすさ', 'zh-CN': '退货说明用语评分' },
    aliases: [
      'return wording',
      'return instructions',
      '返品案内',
      '返品案内文',
      '返品案内スコア',
      '退货说明',
      '退货说明评分',
    ],
    formula: 'soft_return_wording_sum / soft_return_wording_n',
    unit: 'stars',
    better: 'higher',
    minimumSample: { measure: 'soft_return_wording_n', count: rated },
    anchors: anchors.returnWording,
    meaning: {
      en: 'Rated 1 to 5: from machine-translated and blaming (1) to polite, complete, with form and pick-up (5).',
      ja: '1〜5点の評価です。機械翻訳調でお客様を責めるものが1点、丁寧で手順・期限・送料負担が明確なものが5点です。',
      'zh-CN': '1至5分：机器翻译且指责买家为1分，礼貌完整、附表单和上门取件为5分。',
    },
  },
])
