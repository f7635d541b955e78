import { column, cost, figure, names, priced } from './column.ts'
import { dayAbove, dayInName } from './days.ts'
import type { FormatColumn, KnownFormat, StatusWords } from './known-format.ts'

const orderId = names('Order ID | No. Pesanan | หมายเลขคำสั่งซื้อ | Mã đơn hàng | 訂單編號 | 订单编号')
const state = names('Order Status | Status Pesanan | สถานะการสั่งซื้อ | Trạng Thái Đơn Hàng | 訂單狀態 | 订单状态')
const ordered = names(
  'Order Creation Date | Waktu Pesanan Dibuat | วันที่ทำการสั่งซื้อ | Ngày đặt hàng | 訂單成立日期 | 訂單成立時間 | 订单创建时间',
)
const sku = names(
  'SKU Reference No. | Nomor Referensi SKU | เลขอ้างอิง SKU (SKU Reference No.) | SKU phân loại hàng | 商品選項貨號 | 规格货号',
)
const parentSku = names(
  'Parent SKU Reference No. | SKU Induk | เลขอ้างอิง Parent SKU | SKU sản phẩm | 主商品貨號 | 主商品货号',
)
/** What the pieces of a line came to, after the shop's own price reductions. */
const subtotal = names(priced('Product Subtotal | Total Harga Produk | ราคาขายสุทธิ | Tổng giá bán (sản phẩm)'))
/** The same for one piece, where no subtotal stands there. */
const dealPrice = names(
  priced('Deal Price | Harga Setelah Diskon | ราคาขาย | Giá ưu đãi | 商品活動價格 | 商品活動價格 (品)'),
)
const quantity = 'Quantity | Jumlah | จำนวน | Số lượng | 數量 | 数量'

const voucher = priced(
  'Seller Voucher | Voucher Ditanggung Penjual | โค้ดส่วนลดชำระโดยผู้ขาย | Mã giảm giá của Shop | 賣場優惠券 | 賣家負擔優惠券',
)
const perOrder = { per: 'order' } as const

const rest: readonly FormatColumn[] = [
  column('order_id', orderId.join(' | ')),
  column('order_day', ordered.join(' | ')),
  column('ship_day', 'Ship Time | Waktu Pengiriman Diatur | เวลาส่งสินค้า | Ngày gửi hàng | 實際出貨時間'),
  column('status', state.join(' | ')),
  column('sku', sku.join(' | ')),
  column('sku', parentSku.join(' | ')),
  column('product_name', 'Product Name | Nama Produk | ชื่อสินค้า | Tên sản phẩm | 商品名稱 | 商品名称'),
  column('quantity', quantity),
  column('discount', voucher, { per: 'order', sign: 'positive' }),
  column(
    'discount',
    priced('Seller Bundle Discount | Paket Diskon (Diskon dari Penjual) | Giảm giá từ Combo của Shop'),
    {
      per: 'order',
      sign: 'positive',
    },
  ),
  figure(
    'discount_platform',
    priced('Shopee Voucher | Voucher Ditanggung Shopee | โค้ด Shopee | Mã giảm giá của Shopee | 蝦皮負擔優惠券'),
    {
      per: 'order',
      sign: 'positive',
    },
  ),
  figure(
    'shipping_income',
    priced(
      'Buyer Paid Shipping Fee | Ongkos Kirim Dibayar oleh Pembeli | ค่าจัดส่งที่ชำระโดยผู้ซื้อ | Phí vận chuyển mà người mua trả | 買家支付運費',
    ),
    perOrder,
  ),
  cost(
    'platform_fees',
    priced('Commission Fee | Biaya Komisi | Biaya Administrasi | ค่าคอมมิชชั่น | Phí cố định | 成交手續費'),
    perOrder,
  ),
  cost('platform_fees', priced('Service Fee | Biaya Layanan | ค่าบริการ | Phí Dịch Vụ | 其他服務費'), perOrder),
  cost(
    'payment_fees',
    priced('Transaction Fee | Biaya Transaksi | ค่าธุรกรรมการชำระเงิน | Phí thanh toán | 金流與系統處理費'),
    perOrder,
  ),
]

const status: StatusWords = {
  sale: [
    ...['Completed', 'Shipping', 'Shipped', 'Delivered', 'Selesai', 'Dikirim', 'Sedang Dikirim', 'Telah Dikirim'],
    ...[
      'สำเร็จแล้ว',
      'การจัดส่ง',
      'จัดส่งสำเร็จแล้ว',
      'Hoàn thành',
      'Đang giao',
      'Đã giao',
      /^Người mua xác nhận/,
      /^Order Received/i,
    ],
    ...['已完成', '運送中', '已出貨', '待收貨', '配送中'],
  ],
  pending: ['To Ship', 'Perlu Dikirim', 'ที่ต้องจัดส่ง', 'Chờ lấy hàng', 'Chờ giao hàng', 'Chờ xác nhận', '待出貨'],
  unpaid: ['Unpaid', 'Belum Bayar', 'ที่ต้องชำระ', 'ยังไม่ชำระ', 'Chờ thanh toán', 'Chưa thanh toán', '尚未付款', '未付款'],
  cancelled: ['Cancelled', 'Canceled', 'Batal', 'Dibatalkan', 'ยกเลิกแล้ว', 'Đã hủy', 'Đã huỷ', '不成立', '已取消'],
}

const label = { en: 'Shopee orders', ja: 'Shopee 注文', 'zh-CN': 'Shopee 订单' }
const path = 'Shopee Seller Centre > My Orders > Export'
const ordersNote = {
  en: 'Vouchers that the shop pays lower the net sales; those of Shopee do not.',
  ja: '店舗負担のクーポンは純売上から差し引き、Shopee負担分は差し引きません。',
  'zh-CN': '店铺承担的优惠券会扣减净销售额，Shopee承担的不会。',
}

const date = 'Date | Tanggal | วันที่ | Ngày | 日期'
const shopSales = priced(
  'Sales | Total Penjualan | ยอดขาย | ยอดขายรวม | Tổng doanh số | Doanh số | 總銷售額 | 銷售額 | 销售额 | Sales (Confirmed Order) | Penjualan (Pesanan Siap Dikirim)',
)

/** The first block of the report is the sum of its time; a month is refused by its own cell, which says why. */
const dayOrMonth = /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}(\s.*)?$|^\d{1,4}[-/.]\d{1,4}$/

const productSales = priced(
  'Sales (Confirmed Order) | Sales(Confirmed Order) | Penjualan (Pesanan Siap Dikirim) | Sales (Paid Order)',
)

/** Exports of Shopee's Seller Centre in the languages of its countries. */
export const shopee: readonly KnownFormat[] = [
  {
    id: 'shopee-orders',
    label,
    platform: 'shopee',
    path,
    recognise: { columns: [orderId, state, ordered, subtotal], optional: [...sku, ...parentSku] },
    kind: 'orders',
    columns: [...rest, column('sales', subtotal.join(' | '))],
    status,
    discounts: 'to-take-off',
    note: ordersNote,
  },
  {
    id: 'shopee-orders-unit-price',
    label,
    platform: 'shopee',
    path,
    recognise: {
      columns: [orderId, state, ordered, dealPrice, names(quantity)],
      optional: [...sku, ...parentSku],
      without: subtotal,
    },
    kind: 'orders',
    columns: [...rest, column('sales', dealPrice.join(' | '), { per: 'unit' })],
    status,
    discounts: 'to-take-off',
    note: ordersNote,
  },
  {
    id: 'shopee-shop-stats',
    label: {
      en: 'Shopee Business Insights: shop',
      ja: 'Shopee Business Insights（店舗）',
      'zh-CN': 'Shopee 商业分析（店铺）',
    },
    platform: 'shopee',
    path: 'Shopee Seller Centre > Business Insights > Dashboard > Export Data',
    recognise: {
      columns: [
        names(date),
        names(shopSales),
        names('Orders | Total Pesanan | คำสั่งซื้อ | ยอดคำสั่งซื้อ | Tổng số đơn hàng | Đơn hàng | 訂單 | 總訂單數 | 订单'),
        names('Visitors | Total Pengunjung | ผู้เข้าชม | Lượt truy cập | Số lượt truy cập | 訪客 | 不重複訪客數 | 访客'),
        names(
          'Sales per Order | Order Conversion Rate | # of buyers | # of new buyers | Penjualan per Pesanan | Tingkat Konversi Pesanan | ยอดขายต่อคำสั่งซื้อ | อัตราการซื้อ | Doanh số trên mỗi đơn hàng | Tỷ lệ chuyển đổi đơn hàng | 每筆訂單銷售額 | 訂單轉換率 | 每单销售额',
        ),
      ],
      optional: names('Product Clicks | Cancelled Orders | Refunded Orders | # of existing buyers'),
      without: names('Pageviews | Revenue'),
    },
    kind: 'daily',
    columns: [
      column('day', date),
      figure('net_sales', shopSales),
      figure(
        'orders',
        'Orders | Total Pesanan | คำสั่งซื้อ | ยอดคำสั่งซื้อ | Tổng số đơn hàng | Đơn hàng | 訂單 | 總訂單數 | 订单',
      ),
      figure(
        'visitors',
        'Visitors | Total Pengunjung | ผู้เข้าชม | Lượt truy cập | Số lượt truy cập | 訪客 | 不重複訪客數 | 访客',
      ),
      figure('page_views', 'Page Views | Halaman Dilihat | Lượt xem | 頁面瀏覽數'),
      figure('cancelled_sales', priced('Cancelled Sales | Penjualan Dibatalkan | Doanh số đơn hủy')),
      figure('refunds_amount', priced('Refunded Sales | Returned/Refunded Sales | Penjualan Dikembalikan')),
      figure('refunds_count', 'Refunded Orders | Returned/Refunded Orders | Pesanan Dikembalikan'),
      figure('buyers', '# of buyers | Buyers | Pembeli | Total Pembeli | Số lượng người mua | 買家數'),
      figure('buyers_new', '# of new buyers | Total Pembeli Baru | Số người mua mới | 新買家數'),
      figure('buyers_repeat', '# of existing buyers | Total Pembeli Saat Ini | Số người mua hiện tại | 現有買家數'),
    ],
    rows: [{ column: names(date), only: dayOrMonth }],
    dayOrder: 'day-first',
    repeated: 'sum',
  },
  {
    id: 'shopee-products',
    label: {
      en: 'Shopee Business Insights: products',
      ja: 'Shopee Business Insights（商品）',
      'zh-CN': 'Shopee 商业分析（商品）',
    },
    platform: 'shopee',
    path: 'Shopee Seller Centre > Business Insights > Products > Product Performance > Export Data, for one day',
    recognise: {
      columns: [names('Item ID | Kode Produk'), names('Product | Produk'), names(productSales)],
      optional: names(
        'Product Visitors (Visit) | Product Page Views | Units (Confirmed Order) | Variation ID | Parent SKU | Pengunjung Produk (Kunjungan)',
      ),
    },
    kind: 'daily',
    columns: [
      column('sku', 'Parent SKU | SKU Induk', { when: [{ column: names('Parent SKU | SKU Induk'), is: /[^\s-]/ }] }),
      column('sku', 'Item ID | Kode Produk'),
      column('product_name', 'Product | Produk'),
      figure('net_sales', productSales),
      figure('units', 'Units (Confirmed Order) | Units (Paid Order) | Produk (Pesanan Siap Dikirim)'),
      figure('visitors', 'Product Visitors (Visit) | Product Visitors | Pengunjung Produk (Kunjungan)'),
      figure('page_views', 'Product Page Views | Halaman Produk Dilihat'),
      figure('bounces', 'Product Bounce Visitors | Pengunjung Melihat Tanpa Membeli'),
      figure('favourites_added', 'Likes | Suka'),
      figure('carts_added', 'Units (Add to Cart) | Dimasukkan ke Keranjang (Produk)'),
      figure('buyers', 'Buyers (Confirmed Order) | Buyers (Paid Order) | Total Pembeli (Pesanan Siap Dikirim)'),
    ],
    rows: [{ column: names('Variation ID | Kode Variasi'), only: /^-?$/ }],
    day: ['column', { preamble: dayAbove }, { fileName: dayInName }, 'asked'],
  },
  {
    id: 'shopee-income',
    label: { en: 'Shopee income', ja: 'Shopee 入金レポート', 'zh-CN': 'Shopee 收入报告' },
    platform: 'shopee',
    path: 'Shopee Seller Centre > My Income > Export',
    recognise: {
      columns: [
        orderId,
        names('Payout Completed Date | Tanggal Dana Dilepaskan | วันที่โอนชำระเงินสำเร็จ | Ngày hoàn thành thanh toán'),
      ],
    },
    refuse: {
      en: 'This is the income report: it is about payouts, not about the days of orders. Please download the orders (My Orders > Export).',
      ja: 'これは入金レポートで、注文日の数値ではありません。注文（My Orders > Export）をダウンロードしてください。',
      'zh-CN': '这是收入（拨款）报告，不是按下单日的数据。请下载订单（我的订单 > 导出）。',
    },
    kind: 'daily',
    columns: [],
  },
]
