import type { RoleName } from './roles.ts'

/**
 * What exports of marketplaces, ERPs and spreadsheets call their columns; the surest names first, parted by bars.
 * Compared without case, spaces and hyphens.
 */
export const roleNames: Readonly<Record<RoleName, string>> = {
  order_id: `
    order id | order number | order no | order no. | order | orderid | amazon-order-id | purchase order |
    customer order id | 注文番号 | 受注番号 | 注文id | オーダーid | オーダー番号 | 伝票番号 | 受注no | 注文no |
    订单号 | 订单编号 | 订单id | 订单 | 平台订单号 | 交易编号 | 主订单编号 | 子订单编号 | 訂單編號 | 訂單號 |
    訂單號碼 | 訂單id | order ref | order reference | sales order | po# | order sn | no. pesanan |
    nomor pesanan | no pesanan | หมายเลขคำสั่งซื้อ | เลขที่คำสั่งซื้อ | mã đơn hàng | 주문번호 | 주문 번호 |
    bestellnummer | auftragsnummer | bestell-nr. | numéro de commande | n° de commande | commande |
    número de pedido | nº de pedido | pedido | numero ordine | número do pedido | bestelnummer |
    numer zamówienia | ordernummer |
    no. pesanan/no. order | nombor pesanan | เลขคำสั่งซื้อ | เลขออเดอร์ | หมายเลขออเดอร์ | mã đơn |
    số đơn hàng | 주문 id | bestell-id | bestellnr. | numero d'ordine | id pedido | id commande |
    参考号 | 参考编号 | sipariş no | sipariş numarası | номер заказа | رقم الطلب | beställningsnummer | číslo objednávky | ordrenummer | tilausnumero`,
  order_day: `
    order date | purchase date | ordered at | order time | order created | created at | order creation date |
    created time | order placed | date ordered | order created time | sale date | purchase time | create time |
    payments date | date | 注文日 | 注文日時 | 受注日 | 受注日時 | 購入日 | 購入日時 | 注文年月日 | 受注年月日 |
    オーダー日時 | 日付 | 下单日期 | 下单时间 | 订单日期 | 订单时间 | 订单创建时间 | 创建时间 | 购买日期 |
    付款时间 | 支付时间 | 日期 | 訂單日期 | 訂單成立日期 | 訂單成立時間 | 下單時間 | 下單日期 | 訂購日期 |
    建立時間 | waktu pesanan dibuat | tanggal pesanan | tanggal pemesanan | วันที่ทำการสั่งซื้อ |
    วันที่สั่งซื้อ | ngày đặt hàng | thời gian đặt hàng | 주문일 | 주문일시 | 주문일자 | 주문날짜 | 결제일 |
    결제일시 | bestelldatum | auftragsdatum | kaufdatum | date de commande | date de la commande |
    fecha de pedido | fecha del pedido | fecha de compra | data ordine | data do pedido | besteldatum |
    data zamówienia | orderdatum | fecha | datum |
    tarikh pesanan | tarikh pesanan dibuat | วันที่สั่ง | เวลาที่สั่งซื้อ | ngày tạo đơn | ngày mua |
    tanggal order | tanggal transaksi | 주문시간 | date de création | fecha de creación | bestellzeitpunkt |
    data d'ordine | data zakupu |
    created | placed at | sipariş tarihi | дата заказа | تاريخ الطلب | beställningsdatum | datum objednávky | ordredato`,
  ship_day: `
    ship date | shipped date | shipped at | shipment date | shipping date | date shipped | shipped time |
    fulfilled at | dispatch date | shipped on date | shipped on | 出荷日 | 発送日 | 出荷日時 | 発送日時 |
    出荷完了日 | 発送完了日 | 出荷年月日 | 发货日期 | 发货时间 | 出货日期 | 出库日期 | 实际发货时间 | 出貨日期 |
    出貨時間 | 실제발송일 | 발송일 | 발송일자 | versanddatum | date d'expédition | fecha de envío |
    data spedizione`,
  store: `
    store | store name | shop | shop name | store id | seller | account | account name | marketplace |
    sales channel | channel | site | 店舗 | 店舗名 | ショップ | ショップ名 | 販売店 | ストア | ストア名 | 支店 |
    販売チャネル | モール | 店铺 | 店铺名 | 店铺名称 | 店名 | 门店 | 账号 | 站点 | 渠道 | 销售渠道 | 平台 |
    店鋪 | 店鋪名稱 | 賣場 | 賣場名稱 | 門市 | 通路 | 平台名稱 | nama toko | toko | ชื่อร้าน | ชื่อร้านค้า |
    ร้านค้า | cửa hàng | tên cửa hàng | gian hàng | 판매처 | 쇼핑몰 | 매장 | 스토어 | 쇼핑몰명 | filiale |
    geschäft | verkaufskanal | boutique | magasin | tienda | canal | negozio | loja | winkel | sklep |
    ร้าน | สาขา | ชื่อร้านค้าออนไลน์ | kedai | nama kedai | cửa hàng online | tên shop | tên gian hàng | 상점 |
    상점명 | 점포 | 점포명 | 스토어명 | 매장명 | 商店 | 商店名稱 | 商店名称 | 网店 | 网店名称 | 店铺账号 | 賣家帳號 | ショップ名称 | 店舗名称 | laden |
    shopname | nom du magasin | nom de la boutique | nombre de la tienda | nome do negozio | nome da loja |
    nome negozio |
    mağaza | mağaza adı | магазин | المتجر | متجر | butik | butikk | butiksnamn | obchod | prodejna | myymälä | kauppa | दुकान`,
  sku: `
    sku | seller sku | merchant sku | msku | sku id | lineitem sku | item sku | custom label |
    custom label (sku) | product sku | variant sku | sku reference no. | product id | item id | item number |
    item code | product code | (child) asin | child asin | asin | (parent) asin | parent asin | sku番号 |
    sku管理番号 | 商品コード | 商品番号 | 商品管理番号 | 品番 | 型番 | 商品id | 商品sku |
    システム連携用sku番号 | 商品管理番号（商品url） | sku编码 | sku编号 | 商品编码 | 商家编码 | 货号 |
    商品编号 | 产品编号 | 产品编码 | 产品sku | 产品id | 平台sku | 本地sku | 规格编码 | 商品貨號 | 貨號 | 商品編號 |
    商品編碼 | 商品選項貨號 | 主商品貨號 | nomor referensi sku | sku induk |
    เลขอ้างอิง sku (sku reference no.) | เลขอ้างอิง sku | sku phân loại hàng | sku sản phẩm | mã sản phẩm |
    상품코드 | 상품번호 | 판매자상품코드 | 옵션관리코드 | artikelnummer | artikel-nr. | référence |
    référence produit | referencia | código | codice | codice articolo | artikelnr`,
  product_name: `
    product name | item name | product title | title | lineitem name | item title | product | description |
    商品名 | 品名 | 商品名称 | 商品タイトル | 商品标题 | 产品名称 | 产品名 | 宝贝标题 | 产品标题 | 商品名稱 |
    產品名稱 | nama produk | ชื่อสินค้า | tên sản phẩm | 상품명 | artikelname | produktname | bezeichnung |
    produit | nom du produit | producto | nombre del producto | prodotto | produto`,
  sales: `
    sales | net sales | sales amount | revenue | line total | line amount | item price | item total |
    item subtotal | subtotal | sold for | product sales | gross sales | amount | total price | total | 売上 |
    売上金額 | 売上高 | 販売金額 | 小計 | 商品金額 | 商品小計 | 金額 | 合計 | 销售额 | 销售金额 | 成交金额 |
    商品金额 | 商品总价 | 商品小计 | 小计 | 金额 | 总价 | 銷售額 | 銷售金額 | 商品總價 | 總價 | 總金額 | omzet |
    total harga produk | harga total | ราคาขายสุทธิ | ยอดขาย | doanh thu | thành tiền | 매출 | 매출액 |
    판매금액 | 금액 | 상품금액 | umsatz | verkaufsbetrag | gesamtpreis | betrag | chiffre d'affaires | ventes |
    montant | ventas | importe | vendite | importo | vendas | sprzedaż | försäljning |
    jumlah harga | jumlah harga produk | jumlah jualan | ยอดรวม | มูลค่า | tổng tiền | tổng giá trị | nilai penjualan |
    total belanja | 판매액 | 총금액 | prix total | montant total | importe total | prezzo totale | valor |
    valor total |
    wartość | wartość zamówienia | kwota | tutar | toplam tutar | satış tutarı | сумма | стоимость | المبلغ | belopp | summa | částka | bedrag | totaalbedrag | beløb | beløp`,
  order_total: `
    order total | order amount | order value | grand total | total paid | total price paid |
    order total amount | total amount paid | 商品合計金額 | 合計金額 | 請求金額 | 注文合計 | 注文金額 |
    受注金額 | 総合計 | 订单金额 | 订单总额 | 订单总金额 | 实付金额 | 买家实付 | 买家实付金额 |
    买家实际支付金额 | 买家应付货款 | 应付金额 | 实付款 | 总金额 | 訂單金額 | 訂單總金額 | 訂單總額 |
    買家總支付金額 | 實付金額 | total pembayaran | จำนวนเงินทั้งหมด | tổng giá trị đơn hàng |
    tổng số tiền người mua thanh toán | 주문금액 | 결제금액 | 총주문금액 | 총결제금액 | bestellsumme |
    gesamtsumme | total de la commande | total commande | total del pedido | totale ordine | total do pedido`,
  unit_price: `
    unit price | price per unit | price | lineitem price | price each | selling price | item unit price |
    deal price | sku unit original price | 単価 | 商品単価 | 販売単価 | 価格 | 单价 | 商品单价 | 售价 |
    销售单价 | 价格 | 單價 | 商品單價 | 售價 | 商品活動價格 | harga satuan | harga setelah diskon | harga |
    ราคาต่อหน่วย | ราคาขาย | đơn giá | giá ưu đãi | 단가 | 판매가 | 상품가격 | einzelpreis | stückpreis |
    preis | prix unitaire | prix | precio unitario | precio | prezzo unitario | prezzo | preço unitário |
    preço | stuksprijs | prijs |
    harga seunit | harga produk | ราคา | ราคาสินค้า | giá | giá bán | 판매단가 | 상품단가`,
  quantity: `
    quantity | qty | units | quantity purchased | lineitem quantity | quantity ordered | pieces | count |
    units sold | quantity sold | item quantity | 数量 | 個数 | 注文個数 | 購入数 | 販売個数 | 点数 | 商品数量 |
    购买数量 | 件数 | 销量 | 销售数量 | 产品数量 | 數量 | 購買數量 | 商品數量 | 訂購數量 | 銷售數量 | 件數 |
    jumlah | kuantitas | จำนวน | số lượng | 수량 | 주문수량 | 구매수량 | 판매수량 | menge | anzahl | stückzahl |
    quantité | qté | cantidad | quantità | quantidade | qtd | aantal | ilość | antal |
    kuantiti | bilangan | จำนวนสินค้า | 개수 | unités | unidades | pezzi | stück |
    adet | miktar | количество | кол-во | الكمية | množství | ks | antall | stuks | sztuk`,
  cost: `
    cost | cogs | total cost | cost of goods | cost amount | line cost | 原価 | 仕入原価 | 原価金額 | 売上原価 |
    仕入金額 | 仕入額 | 成本 | 成本金额 | 商品成本 | 采购成本 | 总成本 | 成本金額 | 總成本 | 원가`,
  profit: `
    profit | gross profit | margin amount | 粗利 | 粗利益 | 利益 | 粗利額 | 売上総利益 | 毛利 | 利润 | 毛利润 |
    毛利额 | 利潤 | 毛利額`,
  discount: `
    discount | discount amount | item promotion discount | lineitem discount | promotion | promotions |
    promotional rebates | seller discount | discounts | coupon discount | total discount | 値引 | 値引き |
    値引額 | 値引き額 | 割引 | 割引額 | クーポン値引額 | 店舗クーポン | 折扣 | 折扣金额 | 优惠 | 优惠金额 |
    卖家折扣 | 店铺优惠 | 商家优惠 | 折扣金額 | 賣家折扣 | 優惠金額 | 賣家優惠券 | diskon penjual |
    diskon dari penjual | total diskon | ส่วนลด | ส่วนลดจากผู้ขาย | giảm giá | người bán trợ giá | 할인 |
    할인금액 | 할인액 | 판매자할인 | rabatt | remise | réduction | descuento | sconto | desconto | korting`,
  currency: `
    currency | currency code | order currency | sale currency | 通貨 | 通貨コード | 币种 | 货币 | 幣別 | 貨幣 |
    幣種 | mata uang | สกุลเงิน | 통화 | währung | devise | moneda | valuta | moeda |
    para birimi | валюта | العملة | waluta | měna`,
  status: `
    order status | item status | status | order state | financial status | payment status | order item status |
    ステータス | 注文ステータス | 受注ステータス | 注文状況 | 注文状態 | 受注状態 | 状態 | 支払ステータス |
    支払状況 | 入金状況 | 决済ステータス | 订单状态 | 交易状态 | 付款状态 | 支付状态 | 退款状态 | 售后状态 |
    退款/售后状态 | 子订单状态 | 状态 | 訂單狀態 | 訂單狀況 | 付款狀態 | 狀態 | 交易狀態 | 退款狀態 |
    status pesanan | status pembatalan/ pengembalian | status pembayaran | สถานะการสั่งซื้อ | สถานะคำสั่งซื้อ |
    สถานะ | trạng thái đơn hàng | trạng thái | 주문상태 | 주문 상태 | 상태 | 결제상태 | 클레임상태 |
    bestellstatus | auftragsstatus | zahlungsstatus | statut | statut de la commande | état de la commande |
    estado | estado del pedido | estado de pago | stato | stato ordine | status do pedido | bestelstatus |
    orderstatus | fulfillment status | cancelled | canceled | is cancelled | cancellation status |
    refund status | return status | キャンセル | 取消 | キャンセル区分 | キャンセルフラグ |
    สถานะออเดอร์ | tình trạng | tình trạng đơn hàng | 진행상태 | 처리상태 | status order | keadaan |
    durum | sipariş durumu | статус | статус заказа | الحالة | حالة الطلب | stav | stav objednávky | status zamówienia | tila`,
  cancelled_day: `
    cancelled at | canceled at | cancelled on | cancelled date | canceled date | cancelled time |
    canceled time | cancellation date | cancelled date time | cancel time | キャンセル日 | キャンセル日時 |
    取消日 | 取消时间 | 取消日期 | 取消時間 | 订单取消时间 | 訂單取消時間 | 주문취소일 | 취소일 | stornodatum |
    date d'annulation | fecha de cancelación`,
  line_id: `
    order item id | amazon order item code | order line id | line item id | lineitem id | line id |
    line number | line no | line | order item number | item transaction id | transaction id | 明細番号 |
    明細id | 商品明細id | 受注明細番号 | 注文明細番号 | 明細行番号 | 行番号 | 明细编号 | 子订单号 | 子订单id |
    子订单编号 | 商品行号 | 明細編號 | 상품주문번호 | 주문상세번호`,
  day: `
    date | day | report date | calendar date | reporting date | 日付 | 年月日 | 対象日 | 集計日 | 計上日 | 日 |
    日時 | 日期 | 统计日期 | 数据日期 | 时间 | 业务日期 | 統計日期 | 資料日期 | 日期時間 | tanggal | วันที่ |
    วัน | ngày | 날짜 | 일자 | 기준일 | 일 | datum | tag | date du jour | jour | fecha | día | data | giorno |
    dia | dag | dzień | start date | sales date | 売上日 | 販売日 | 销售日期 | 銷售日期 |
    reporting starts | from date | period start | 開始日 | 期間開始日 | 开始日期 | 開始日期 | month | 月 | 年月 | 対象月 | 月份 | 月度 |
    week | 週 | 周 | quarter | year | 年 | 年度 |
    tarikh | วัน/เดือน/ปี | thời gian | ngày tháng | waktu | 날짜(일) | datum (tag) |
    tarih | дата | день | التاريخ | تاريخ | dato | päivä | päivämäärä | dátum | datums | data sprzedaży | दिनांक | तारीख`,
  last_day: `
    reporting ends | end date | to date | period end | last day | 終了日 | 期間終了日 | 结束日期 | 截止日期 | 結束日期 | enddatum |
    date de fin | fecha de fin`,
  measure_name: `
    measure | metric | kpi | measure name | metric name | indicator | 指標 | 指標名 | 項目 | 項目名 | kpi名 |
    指标 | 指标名 | 指标名称 | 项目 | 指標名稱 | 項目名稱 | kennzahl | indicateur | indicador`,
  value: `
    value | amount | actual | result | number | 値 | 数値 | 実績 | 実績値 | 金額 | 值 | 数值 | 实际值 | 实际 |
    数据 | 數值 | wert | valeur | valor | valore`,
  part: `
    device | hour | time slot | campaign | campaign name | ad group | ad group name | keyword | search term |
    traffic source | source | placement | デバイス | 時間帯 | 時刻 | 時間 | キャンペーン | キャンペーン名 |
    広告グループ | キーワード | 検索キーワード | 流入元 | 参照元 | 端末 | 设备 | 终端 | 小时 | 时段 | 时间段 |
    广告活动 | 广告组 | 计划 | 推广计划 | 推广单元 | 单元 | 关键词 | 流量来源 | 来源 | 裝置 | 時段 | 廣告活動 |
    關鍵字 | 流量來源 | 기기 | 시간대 | 캠페인 | 키워드 | gerät | stunde | kampagne | appareil | heure |
    campagne | dispositivo | hora | campaña`,
}
