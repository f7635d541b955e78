import { defineMeasures } from '#src/domain/measure.ts'
import { count, level, levelMoney, total } from '#src/domain/measure-row.ts'

/** What lies on the shelf. */
export const stockMeasures = defineMeasures([
  level(
    'stock_on_hand',
    ['Stock on hand', '在庫数', '在库库存'],
    'stock',
    'inventory',
    '手持在庫',
    '現在庫',
    '现货',
    '库存',
  ),
  levelMoney('stock_value', ['Stock value', '在庫金額', '库存金额'], 'inventory value', '棚卸資産', '库存货值'),
  level('stock_aged_90d', ['Stock older than 90 days', '90日超在庫数', '90天以上库存'], '滞留在庫数', '滞销库存'),
  level('inbound_units', ['Inbound units', '入荷予定数', '在途库存'], '輸送中在庫', '在途件数'),
  level('sku_active', ['Active SKUs', '販売中SKU数', '在售SKU数'], '有効SKU数', '上架SKU数'),
  level('sku_out_of_stock', ['SKUs out of stock', '欠品SKU数', '缺货SKU数'], '在庫切れSKU数', '断货SKU数'),
  level('sku_sold_28d', ['SKUs sold within 28 days', '28日間販売SKU数', '28天动销SKU数'], '動SKU数', '动销SKU数'),
  total('hours', 'stockout_hours', ['Stock-out hours', '欠品時間', '断货时长'], '在庫切れ時間', '缺货小时数'),
  count('stock_count_checked', ['Stock items counted', '棚卸点検数', '盘点件数'], '棚卸数'),
  count('stock_count_correct', ['Stock items counted right', '棚卸一致数', '盘点一致件数']),
])
