import { defineMeasures } from '#src/domain/measure.ts'
import { count, total } from '#src/domain/measure-row.ts'

/** So many KPIs of a company's own can be rated (judgement: three times those that are built in). */
export const ownRatingSlots = 12

/** Ratings from 1 to 5 that people enter: the sum of the ratings and their number. */
export const softMeasures = defineMeasures([
  total('points', 'soft_unboxing_sum', ['Unboxing points', '開封体験評点合計', '开箱体验评分合计']),
  count('soft_unboxing_n', ['Unboxing ratings', '開封体験評価数', '开箱体验评分次数']),
  total('points', 'soft_packaging_sum', ['Packaging points', '梱包状態評点合計', '包装完整度评分合计']),
  count('soft_packaging_n', ['Packaging ratings', '梱包状態評価数', '包装完整度评分次数']),
  total('points', 'soft_invoice_sum', ['Invoice points', '納品書評点合計', '单据清晰度评分合计']),
  count('soft_invoice_n', ['Invoice ratings', '納品書評価数', '单据清晰度评分次数']),
  total('points', 'soft_return_wording_sum', ['Return wording points', '返品案内文評点合計', '退货说明评分合计']),
  count('soft_return_wording_n', ['Return wording ratings', '返品案内文評価数', '退货说明评分次数']),
  ...Array.from({ length: ownRatingSlots }, (_none, at) => ownRatingMeasures(at + 1)).flat(),
])

function ownRatingMeasures(slot: number) {
  return [
    total('points', `soft_own_${slot}_sum`, [
      `Own rating ${slot}: points`,
      `独自評価${slot}評点合計`,
      `自定义打分${slot}评分合计`,
    ]),
    count(`soft_own_${slot}_n`, [`Own rating ${slot}: ratings`, `独自評価${slot}評価数`, `自定义打分${slot}评分次数`]),
  ]
}
