/**
 * What exports and people's own tables call a measure in a header, besides the names by which it is asked for in chat;
 * in English, Japanese, Chinese (both scripts), Korean, Indonesian, Thai, Vietnamese and European languages.
 */
export const headerNames: Readonly<Record<string, string>> = {
  net_sales: `
    umsatz netto | nettoumsätze | umsatz brutto | bruttoumsatz | erlöse | ventas netas | venta neta | ventas totales | ventes nettes | vendite nette | vendas líquidas |
    receita líquida | omzet excl. btw | netto omzet | omset | nettoomzet | ca ht | ca ttc | sprzedaż netto | sprzedaż brutto | przychód | obrót |
    tržby | satış | satışlar | satış tutarı | ciro | net satış | продажи | выручка | сумма продаж | المبيعات | صافي المبيعات | बिक्री | omsætning | omsetning | salg | liikevaihto | myynti |
    ordered product sales | product sales | sales amount | total sales | total revenue | turnover |
    sales value | total order amount | 売上額 | 総売上 | 販売金額 | 売上合計値 | 売上合計 | 注文金額 |
    受注金額 | 銷售額 | 銷售金額 | 成交金额 | 销售金额 | 支付金额 | 营业收入 | 销售收入 | 業績 | 매출 | 매출액 |
    판매금액 | 결제금액 | penjualan | omzet | ยอดขาย | doanh thu | doanh số | umsatz | chiffre d'affaires |
    ventas | vendas | vendite | fatturato | ingresos | sprzedaż | försäljning |
    ventes | faturamento | receita | jualan | hasil jualan | ยอดขายรวม | ยอดขายสุทธิ | รายได้ |
    doanh thu thuần | tổng doanh thu | 총매출 | 총매출액 | 매출합계 | 판매액 | umsätze | nettoumsatz | recettes |
    montant des ventes | importe de ventas | total penjualan | pendapatan`,
  gross_sales: `
    gross merchandise value | gross revenue | gross merchandise volume | 总销售额`,
  orders: `
    bestellung | commande | pedido | ordine | encomenda | pesanan masuk | sipariş | siparişler | sipariş sayısı | заказы | количество заказов | число заказов | الطلبات | عدد الطلبات | objednávky | počet objednávek |
    liczba zamówień | beställningar | ordrar | antal order | antal ordrar | antal beställningar | ordre | ordrer | antall ordrer | tilaukset | aantal bestellingen | numero di ordini | n. ordini | quantità ordini | nº de pedidos | nb commandes | nb de commandes |
    total order items | order items | number of orders | orders placed | total orders | order quantity |
    purchases | transactions | 注文件数合計 | 注文者数 | 件数（注文） | 受注件数 | 訂單數 | 訂單數量 | 訂單量 |
    订单数量 | 支付订单数 | 成交订单数 | 成交单量 | 付款订单数 | 销售单数 | 주문수 | 주문건수 | 결제건수 |
    주문 수 | pesanan | jumlah pesanan | total pesanan | คำสั่งซื้อ | จำนวนคำสั่งซื้อ | đơn hàng | số đơn hàng |
    số đơn | bestellungen | anzahl bestellungen | commandes | nombre de commandes | pedidos |
    número de pedidos | ordini | numero ordini | bestellingen | zamówienia |
    ออเดอร์ | จำนวนออเดอร์ | tổng đơn hàng | số lượng đơn hàng | 총주문수 | 주문량 | 訂單筆數 | 订单笔数 | 注文 |
    bilangan pesanan | nombre de ventes | número de ventas | quantidade de pedidos`,
  units: `
    sztuki | liczba sztuk | ilość sztuk | adet | satılan adet | продано | штук | количество | stück verkauft | stückzahl | quantités vendues | quantité vendue | unidades vendidas | pezzi venduti | verkochte stuks | sålda enheter | sålda |
    units ordered | items sold | net items sold | items ordered | quantity sold | 販売数 | 販売数量 | 注文点数 |
    注文個数 | 商品購入点数 | 銷售數量 | 銷售件數 | 銷量 | 件數 | 支付件数 | 成交件数 | 销售数量 | 판매수량 |
    판매량 | 주문수량 | produk terjual | unit terjual | สินค้าที่ขายได้ | sản phẩm đã bán |
    verkaufte einheiten | unités vendues | unidades | unidades vendidas | unità vendute`,
  buyers: `
    unique buyers | number of buyers | 注文者数合計 | 買家數 | 支付人数 | 成交人数 | 成交买家数 | 구매자수`,
  sessions: `
    oturum | oturumlar | сессии | визиты | الجلسات | sesje | sessies |
    sessions - total | online store visits | session | store visits | セッション数 | 訪問数 | 訪問回数 |
    造訪次數 | 訪問次數 | 방문수 | 세션수 | kunjungan | การเข้าชม | lượt truy cập | sitzungen | besuche |
    visites | visitas | visite`,
  visitors: `
    浏览人数 | ziyaretçi | ziyaretçiler | посетители | الزوار | odwiedzający | bezoekers | besökare |
    访客 | 訪客 |
    unique visitor | visitor | online store visitors | 訪問者 | 訪問人数 | ユニークユーザ数 | 訪客數 |
    訪客人數 | 不重複訪客數 | 访客人数 | 방문자수 | 방문자 | pengunjung | ผู้เยี่ยมชม | ผู้เข้าชม |
    khách truy cập | lượt khách | besucher | visiteurs | visitantes | visitatori`,
  page_views: `
    浏览 | 浏览量 | görüntülenme | просмотры |
    page views - total | pageviews | page view | 閲覧回数 | ページビュー数 | PV数 | 瀏覽量 | 頁面瀏覽數 |
    頁面瀏覽量 | 浏览次数 | 조회수 | 페이지뷰 | tayangan halaman | seitenaufrufe | pages vues | páginas vistas`,
  carts_added: `
    加购 | 加购件数 |
    add to carts | added to cart | カート追加 | 加购人数 | 加購數 | 加入購物車`,
  favourites_added: `
    收藏 | 收藏人数 |
    お気に入り登録ユーザ数 | お気に入り追加数 | 收藏數`,
  bounces: `
    直帰`,
  ad_spend: `
    ads spend | ads cost | ad cost | advertising spend | advertising costs | total ad spend | 広告宣伝費 |
    広告費用 | 広告利用金額 | 広告費合計 | 廣告費 | 廣告花費 | 廣告費用 | 广告费用 | 广告支出 | 推广费 |
    推广花费 | 광고비 | biaya iklan | ค่าโฆษณา | chi phí quảng cáo | werbekosten | werbeausgaben |
    dépenses publicitaires | gasto en publicidad | gasto publicitario | spesa pubblicitaria`,
  ad_sales: `
    ads sales | sales from ads | advertising sales | 広告売上金額 | 廣告銷售額 | 广告成交金额 | 광고매출`,
  ad_clicks: `
    ads clicks | 廣告點擊數 | 點擊數 | 點擊次數 | 点击次数 | 클릭수 | klik | klicks | clics | clic`,
  ad_impressions: `
    ads impressions | 曝光數 | 曝光次數 | 曝光 | 展现次数 | 노출수 | impresi | impressionen | impresiones |
    impressioni`,
  ad_orders: `
    ads orders | orders from ads | 广告订单 | 廣告訂單數 | 광고주문수`,
  refunds_amount: `
    refunds | refund amount | refunded amount | returns amount | total refunds | 返金額 | 返金金額 | 返品金額 |
    退款金额 | 退款额 | 退款总额 | 退款金額 | 退貨金額 | 退货金额 | 환불금액 | 환불액 | pengembalian dana |
    erstattungen | remboursements | reembolsos | rimborsi |
    refund | total refund | 返金 | 返金合計 | 払い戻し | 払戻 | 払戻金 | 払戻額 | 返金総額 | 退款 | 退款合计 | 退款合計 | 退款總額 | 退貨退款金額 |
    คืนเงิน | ยอดคืนเงิน | เงินคืน | การคืนเงิน | จำนวนเงินที่คืน | hoàn tiền | số tiền hoàn | tiền hoàn |
    tiền hoàn lại | pengembalian | jumlah pengembalian | refund pembeli | bayaran balik | 환불 | 환불 금액 | 환불합계 |
    반품환불 | erstattung | rückerstattung | rückerstattungen | remboursement | montant remboursé | reembolso |
    importe reembolsado | rimborso | terugbetaling | terugbetalingen | zwroty`,
  returns_units: `
    retouren | rücksendungen | retours | articles retournés | devoluciones | devoluções | resi | retur | retourer | iade | iadeler | возвраты | zwrócone sztuki | المرتجعات | 退货 | 退貨 | 返品 | 반품 |
    units refunded | returned units | returned quantity | return quantity | net returned quantity | 返品個数 |
    返品数 | 退货件数 | 退貨數量 | 退货数量 | 반품수량`,
  discount_shop: `
    discounts | discount | seller discounts | shop discounts | promotions | 値引き額 | 値引額 |
    店舗クーポン値引 | 商家优惠 | 店铺优惠 | 折扣金额 | 賣家折扣 | 할인금액 | rabatte | remises | descuentos |
    sconti`,
  shipping_income: `
    shipping charges | shipping revenue | shipping paid by buyer | shipping fee paid by buyer |
    shipping and handling | postage and packaging | 送料合計 | 送料収入 | 买家支付运费 | 運費收入 | 运费收入 |
    買家支付運費 | 배송비수입 |
    shipping income | shipping charged to buyer | 送料売上 | 受取送料 | 客户支付运费 | 运费收取 | 買家付運費 |
    ค่าจัดส่งที่ชำระโดยผู้ซื้อ | ค่าจัดส่งที่ลูกค้าจ่าย | phí vận chuyển mà người mua trả |
    phí vận chuyển do người mua trả | ongkos kirim dibayar oleh pembeli | 고객부담배송비 | 배송비수익 | versanderlöse |
    frais de port facturés | ingresos por envío`,
  tax_amount: `
    taxes | tax | sales taxes | 消費税合計 | 税额合计 | 稅額 | 세금 | 부가세 | mwst | steuern | tva`,
  platform_fees: `
    komisyon | komisyon tutarı | комиссия | العمولة | provize | provision plattform | avgift | avgifter | plattformgebühren |
    commission fee | commission fees | commissions | selling fees | seller fees | referral fee | referral fees |
    marketplace fee | platform commission | platform fee | final value fee | transaction fee | システム利用料 |
    販売手数料合計 | 平台手续费 | 平台服务费 | 佣金费 | 佣金 | 成交手續費 | 平台手續費 | 수수료 | 판매수수료 |
    biaya komisi | ค่าคอมมิชชั่น | phí cố định | gebühren | verkaufsgebühren | frais | comisiones | commissioni |
    fee | fees | total fees | service fee | service fees | 手数料 | 手数料合計 | 手数料計 | モール手数料 | 利用手数料 | サービス料 | 手续费 |
    手续费合计 | 服务费 | 平台费用 | 平台扣点 | 扣点 | 手續費 | 服務費 | 平台費 | 平台費用 | ค่าธรรมเนียม | ค่าธรรมเนียมการขาย |
    ค่าธรรมเนียมแพลตฟอร์ม | ค่าบริการ | phí | phí sàn | phí dịch vụ | phí hoa hồng | phí nền tảng |
    biaya | biaya-biaya | total biaya | biaya penjualan | potongan | biaya admin | biaya administrasi | biaya layanan | biaya platform | komisi | yuran | caj perkhidmatan |
    komisen | 판매 수수료 | 플랫폼수수료 | 서비스수수료 | gebühr | provision | provisionen | verkaufsprovision |
    commissions et frais | comisión | comissão | comissões | tarifas | tarifas de venta | commissione |
    commissies | opłaty | prowizja`,
  payment_fees: `
    payment fee | payment processing fee | processing fees | 決済手数料合計 | 支付手續費 | 金流手續費 |
    交易手续费 | zahlungsgebühren |
    ค่าธรรมเนียมการชำระเงิน | phí thanh toán | biaya transaksi | biaya pembayaran | 결제수수료 | frais de paiement |
    comisión de pago | pg 수수료 | 決済料 | 支付服务费 | 金流服務費`,
  fulfilment_cost: `
    fba fee | fba fees | fulfillment fee | fulfillment fees | fulfilment fee | fulfilment fees |
    fulfillment costs | fba手数料 | FBA配送代行手数料 | FBA费用 | fba费 | 配送费(FBA)`,
  shipping_cost: `
    shipping costs | shipping label cost | postage cost | delivery cost | 配送料 | 発送費 | 運賃 | 物流费用 |
    物流成本 | 运费 | 運費 | 快递费 | 頭程費用 | 头程费用 | 배송비 | ongkos kirim | versandkosten |
    frais de port | gastos de envío | spese di spedizione |
    运费支出 | 运费成本 | 快递支出 | 快递费用 | 物流支出 | 发货运费 | 商家承担运费 | 運費支出 | 運費成本 | 物流費 | 送料負担額 | 送料コスト | 送料支払 | 支払送料 |
    店舗負担送料 | 配送コスト | 発送コスト | 物流費用 | ต้นทุนค่าขนส่ง | ต้นทุนค่าจัดส่ง | ค่าขนส่งที่ร้านจ่าย |
    chi phí vận chuyển | chi phí giao hàng | biaya pengiriman | biaya logistik | ongkir | kos penghantaran |
    배송비용 | 배송비지출 | 택배비 | 물류비 | 운송비 | portokosten | porto | versandaufwand | coût d'expédition |
    coûts d'expédition | frais d'expédition | coste de envío | costo de envío | costes de envío |
    costi di spedizione | custo de envio | verzendkosten | koszty wysyłki`,
  storage_cost: `
    storage fee | storage fees | 倉庫保管料 | 仓储费用 | 仓租 | 倉儲費`,
  cogs: `
    product cost | product costs | purchase cost | cost of goods sold | 商品原価 | 売上原価額 | 采购成本 |
    货品成本 | 商品成本 | 产品成本 | 成本 | 成本金额 | 진열원가 | wareneinsatz`,
  coupon_cost: `
    クーポン値引 | 店舗負担クーポン | クーポン利用額 | 優惠券費用`,
  point_cost: `
    店舗負担ポイント | ポイント付与額 `,
  affiliate_cost: `
    affiliate fee | affiliate commission | affiliate commissions | アフィリエイト手数料 | 达人佣金费用 |
    聯盟佣金`,
  other_cost: `
    other fees | other costs | その他手数料 | 其他费用合计`,
  stock_on_hand: `
    stock | inventory | available stock | on hand | quantity on hand | sellable quantity | 在庫 | 在庫数量 |
    庫存 | 库存 | 库存数量 | 可售库存 | 재고 | 재고수량 | stok | สต็อก | tồn kho | lagerbestand |
    stock disponible | existencias`,
}
