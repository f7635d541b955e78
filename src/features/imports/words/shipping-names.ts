import { nameKey } from '#src/domain/names.ts'

/** Columns of postage whose name does not say whether the buyers paid it or the shop did. */
const open = new Set(
  `送料 | 送料合計 | 運賃 | 配送料 | 发货费 | 运费 | 邮费 | 快递费 | 運費 | 郵費 | shipping | shipping fee | shipping fees |
  shipping charge | shipping amount | delivery fee | delivery fees | delivery | postage | freight | 배송비 | 배송료 | 배송비 합계 | 택배비 |
  ongkos kirim | ongkir | biaya kirim | biaya pengiriman | ค่าจัดส่ง | ค่าขนส่ง | ค่าส่ง | ค่าส่งสินค้า | phí vận chuyển | phí ship | phí giao hàng |
  kos penghantaran | versand | versandkosten | versandgebühr | porto | frais de port | frais de livraison | livraison |
  gastos de envío | envío | coste de envío | spese di spedizione | spedizione | frete | verzending | verzendkosten`
    .split('|')
    .map(nameKey),
)

/** Whether a column is one of postage that may be an income or a cost. */
export function mayBeEither(name: string): boolean {
  return open.has(nameKey(name))
}
