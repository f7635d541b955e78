import { defineMeasures } from '#src/domain/measure.ts'
import { money, total } from '#src/domain/measure-row.ts'

/** What selling cost. */
export const profitMeasures = defineMeasures([
  money(
    'cogs',
    ['Cost of goods sold', '売上原価', '销货成本'],
    'cost',
    'cost of goods',
    '仕入原価',
    '原価',
    '商品成本',
    '销售成本',
  ),
  money(
    'platform_fees',
    ['Marketplace fees', 'モール手数料', '平台费'],
    'platform fees',
    'commission',
    '販売手数料',
    '佣金',
    '平台佣金',
  ),
  money('payment_fees', ['Payment fees', '決済手数料', '支付手续费'], '支付费'),
  money(
    'fulfilment_cost',
    ['Fulfilment cost', '出荷代行費', '履约费用'],
    'fulfillment cost',
    'FBA fees',
    '配送代行手数料',
  ),
  money('shipping_cost', ['Shipping cost', '配送費', '运费成本'], 'postage', '送料負担', '物流费'),
  money('storage_cost', ['Storage cost', '保管費', '仓储费'], '保管料', '在庫保管料'),
  money('duty_cost', ['Duties', '関税', '关税'], 'customs duty', '関税額'),
  money('other_cost', ['Other cost', 'その他費用', '其他费用'], 'その他経費', '其他成本'),
  total('hours', 'labour_hours', ['Labour hours', '作業時間', '工时'], 'labor hours', '人時', '劳动工时'),
])
