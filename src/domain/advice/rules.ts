import type { Localized } from '#src/i18n/locale.ts'

/**
 * How the money at stake is found. `gap`: the distance to the target × the base, as for ACoS over ad sales. `share`: by how
 * much more the base would be at the target, as for conversion over sales. `value`: the KPI is money that is lost already.
 */
export type StakeForm = 'gap' | 'share' | 'value'

/** What is advised when a KPI stands off its target: kept as data, so that a rule is a line and not a program. */
export interface AdviceRule {
  readonly id: string
  readonly kpiId: string
  readonly form: StakeForm
  /** The amount of money that the distance is multiplied with; empty for `value`. */
  readonly base: string
  /** Where nobody set a target; `null`: then nothing is advised. */
  readonly fallback: number | null
  /** What to look at, as practitioners do. */
  readonly check: Localized
  /** Where the rule, and its fallback, comes from. */
  readonly source: Localized
}

const reference: Localized = {
  en: 'KPI practice: default targets of the templates',
  ja: '実務の目安：テンプレートの標準目標',
  'zh-CN': '行业惯例：模板的默认目标',
}

/** The rules; fallbacks are the default targets of KPI reference section 4. */
export const adviceRules: readonly AdviceRule[] = [
  {
    ...{ id: 'acos-over', kpiId: 'acos', form: 'gap', base: 'ad_sales', fallback: null, source: reference },
    check: {
      en: 'Lower bids or pause search terms that spend without orders; check price and stock of the products that carry it.',
      ja: '注文のない検索語の入札を下げるか停止。影響の大きい商品の価格と在庫も確認。',
      'zh-CN': '降低或暂停有花费无订单的搜索词；检查主要商品的价格与库存。',
    },
  },
  {
    ...{ id: 'tacos-over', kpiId: 'tacos', form: 'gap', base: 'net_sales', fallback: 0.12, source: reference },
    check: {
      en: 'Compare ad sales with organic sales: spend that only replaces organic orders can go first.',
      ja: '広告経由とオーガニックの売上を比較。自然注文を置き換えているだけの広告から削減。',
      'zh-CN': '对比广告与自然销售额：先削减只是替代自然订单的花费。',
    },
  },
  {
    ...{ id: 'refunds-over', kpiId: 'refund_rate', form: 'gap', base: 'net_sales', fallback: 0.06, source: reference },
    check: {
      en: 'Look at the reasons of returns and the products behind them; mend description, size chart or packaging.',
      ja: '返品理由と該当商品を確認し、商品説明・サイズ表・梱包を改善。',
      'zh-CN': '查看退货原因及对应商品，改进描述、尺码表或包装。',
    },
  },
  {
    ...{
      id: 'conversion-under',
      kpiId: 'conversion_rate',
      form: 'share',
      base: 'net_sales',
      fallback: null,
      source: reference,
    },
    check: {
      en: 'Stock of the best variants, price, the latest low reviews, delivery date, coupons that ended.',
      ja: '主力バリエーションの在庫、価格、新しい低評価、お届け日、終了したクーポン。',
      'zh-CN': '主推规格库存、价格、最新差评、送达时间、到期优惠券。',
    },
  },
  {
    ...{
      id: 'cancelled-by-shop',
      kpiId: 'cancel_rate_seller',
      form: 'gap',
      base: 'net_sales',
      fallback: 0.01,
      source: reference,
    },
    check: {
      en: 'Stock that is shown but not there: sync intervals, safety stock, orders of the same piece on two marketplaces.',
      ja: '実在しない在庫表示を確認：在庫連携の間隔、安全在庫、複数モールでの二重販売。',
      'zh-CN': '检查虚假可售库存：同步间隔、安全库存、多平台重复售出。',
    },
  },
  {
    ...{ id: 'sold-out', kpiId: 'stockout_loss', form: 'value', base: '', fallback: 0 },
    check: {
      en: 'Reorder by the run-out days of the forecast; move ads to what is in stock.',
      ja: '予測の欠品日をもとに発注し、広告を在庫のある商品へ移す。',
      'zh-CN': '按预测的断货日补货，并将广告转到有货商品。',
    },
    source: {
      en: 'Estimate: days out of stock × mean sales of a product in stock',
      ja: '推計：欠品日数×在庫がある商品の平均売上',
      'zh-CN': '估算：断货天数×有货商品平均销售额',
    },
  },
]
