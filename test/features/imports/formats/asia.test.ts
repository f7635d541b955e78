import { testDatabase } from '#test/support/database.ts'
import { describeExports, type ExportCase } from '#test/support/exports.ts'

const { db } = await testDatabase()

const waiting = 'shipments_due 0, shipped_within_24h 0, shipped_within_48h 0, shipped_within_72h 0'

const cases: readonly ExportCase[] = [
  {
    id: 'shopee-orders',
    about: 'Philippines: voucher and fees of an order once, those of Shopee lower nothing',
    market: 'ph',
    header:
      "Order ID | Order Status | Cancel reason | Return / Refund Status | Tracking Number* | Shipping Option | Ship Time | Order Creation Date | Order Paid Time | Parent SKU Reference No. | Product Name | SKU Reference No. | Variation Name | Original Price | Deal Price | Quantity | Returned quantity | Product Subtotal | Total Discount(PHP) | Price Discount(from Seller)(PHP) | Seller Voucher(PHP) | Shopee Voucher(PHP) | Products' Price Paid by Buyer (PHP) | Buyer Paid Shipping Fee | Transaction Fee(PHP) | Commission Fee(PHP) | Service Fee(PHP) | Grand Total",
    rows: [
      {
        'Order ID': '26A',
        'Order Status': 'Completed',
        'Order Creation Date': '2026-01-05 23:10',
        'SKU Reference No.': 'CUP',
        'Deal Price': '100.00',
        Quantity: '2',
        'Product Subtotal': '200.00',
        'Seller Voucher(PHP)': '20.00',
        'Shopee Voucher(PHP)': '30.00',
        'Buyer Paid Shipping Fee': '40.00',
        'Transaction Fee(PHP)': '5.00',
        'Commission Fee(PHP)': '8.00',
        'Service Fee(PHP)': '6.00',
        'Grand Total': '240.00',
      },
      {
        'Order ID': '26A',
        'Order Status': 'Completed',
        'Order Creation Date': '2026-01-05 23:10',
        'Parent SKU Reference No.': 'MUG',
        'Deal Price': '50.00',
        Quantity: '1',
        'Product Subtotal': '50.00',
        'Seller Voucher(PHP)': '20.00',
        'Shopee Voucher(PHP)': '30.00',
        'Buyer Paid Shipping Fee': '40.00',
        'Transaction Fee(PHP)': '5.00',
        'Commission Fee(PHP)': '8.00',
        'Service Fee(PHP)': '6.00',
        'Grand Total': '240.00',
      },
      {
        'Order ID': '26B',
        'Order Status': 'Cancelled',
        'Order Creation Date': '2026-01-05 10:00',
        'SKU Reference No.': 'CUP',
        Quantity: '1',
        'Product Subtotal': '100.00',
      },
      {
        'Order ID': '26C',
        'Order Status': 'Unpaid',
        'Order Creation Date': '2026-01-05 10:00',
        'SKU Reference No.': 'CUP',
        Quantity: '1',
        'Product Subtotal': '100.00',
      },
    ],
    gives: {
      '2026-01-05': `gross_sales 250, net_sales 230, discount_shop 20, discount_platform 30, units 3, orders 1, order_lines 2, shipping_income 40, platform_fees 14, payment_fees 5, ${waiting}`,
      '2026-01-05 CUP': `gross_sales 200, net_sales 200, discount_shop 0, units 2, orders 1, order_lines 1, ${waiting}`,
      '2026-01-05 MUG': `gross_sales 50, net_sales 50, discount_shop 0, units 1, orders 1, order_lines 1, ${waiting}`,
    },
  },
  {
    id: 'shopee-orders',
    about: 'Indonesia: thousands are parted by points',
    market: 'id',
    header:
      'No. Pesanan | Status Pesanan | Alasan Pembatalan | Waktu Pesanan Dibuat | SKU Induk | Nama Produk | Nomor Referensi SKU | Nama Variasi | Harga Awal | Harga Setelah Diskon | Jumlah | Total Harga Produk | Voucher Ditanggung Penjual | Voucher Ditanggung Shopee | Ongkos Kirim Dibayar oleh Pembeli | Total Pembayaran',
    rows: [
      {
        'No. Pesanan': '26A',
        'Status Pesanan': 'Selesai',
        'Waktu Pesanan Dibuat': '2026-01-05 09:00',
        'Nomor Referensi SKU': 'CUP',
        'Harga Setelah Diskon': '25.000',
        Jumlah: '2',
        'Total Harga Produk': '50.000',
        'Voucher Ditanggung Penjual': '0',
        'Ongkos Kirim Dibayar oleh Pembeli': '9.000',
        'Total Pembayaran': '59.000',
      },
      {
        'No. Pesanan': '26B',
        'Status Pesanan': 'Batal',
        'Waktu Pesanan Dibuat': '2026-01-05 09:00',
        'Nomor Referensi SKU': 'CUP',
        Jumlah: '1',
        'Total Harga Produk': '25.000',
      },
    ],
    gives: {
      '2026-01-05':
        'gross_sales 50000, net_sales 50000, discount_shop 0, units 2, orders 1, order_lines 1, shipping_income 9000',
      '2026-01-05 CUP': 'gross_sales 50000, net_sales 50000, discount_shop 0, units 2, orders 1, order_lines 1',
    },
  },
  {
    id: 'shopee-orders',
    about: 'Vietnam',
    market: 'vn',
    header:
      'Mã đơn hàng | Mã Kiện Hàng | Ngày đặt hàng | Trạng Thái Đơn Hàng | Lý do hủy | SKU sản phẩm | Tên sản phẩm | SKU phân loại hàng | Tên phân loại hàng | Giá gốc | Người bán trợ giá | Giá ưu đãi | Số lượng | Tổng giá bán (sản phẩm) | Mã giảm giá của Shop | Mã giảm giá của Shopee | Phí vận chuyển mà người mua trả | Phí cố định | Phí Dịch Vụ | Phí thanh toán',
    rows: [
      {
        'Mã đơn hàng': '26A',
        'Ngày đặt hàng': '2026-01-05 09:00',
        'Trạng Thái Đơn Hàng': 'Hoàn thành',
        'SKU phân loại hàng': 'CUP',
        'Giá ưu đãi': '45.000',
        'Số lượng': '2',
        'Tổng giá bán (sản phẩm)': '90.000',
        'Mã giảm giá của Shop': '10.000',
        'Phí cố định': '3.000',
        'Phí Dịch Vụ': '2.000',
        'Phí thanh toán': '1.000',
      },
    ],
    gives: {
      '2026-01-05':
        'gross_sales 90000, net_sales 80000, discount_shop 10000, units 2, orders 1, order_lines 1, platform_fees 5000, payment_fees 1000',
      '2026-01-05 CUP': 'gross_sales 90000, net_sales 80000, discount_shop 10000, units 2, orders 1, order_lines 1',
    },
  },
  {
    id: 'shopee-orders',
    about: 'Thailand',
    market: 'th',
    header:
      'หมายเลขคำสั่งซื้อ | สถานะการสั่งซื้อ | เหตุผลในการยกเลิกคำสั่งซื้อ | วันที่ทำการสั่งซื้อ | เลขอ้างอิง Parent SKU | ชื่อสินค้า | เลขอ้างอิง SKU (SKU Reference No.) | ชื่อตัวเลือก | ราคาตั้งต้น | ราคาขาย | จำนวน | ราคาขายสุทธิ | โค้ดส่วนลดชำระโดยผู้ขาย | ค่าคอมมิชชั่น | Transaction Fee | ค่าบริการ',
    rows: [
      {
        หมายเลขคำสั่งซื้อ: '26A',
        สถานะการสั่งซื้อ: 'สำเร็จแล้ว',
        วันที่ทำการสั่งซื้อ: '2026-01-05 09:00',
        'เลขอ้างอิง SKU (SKU Reference No.)': 'CUP',
        ราคาขาย: '100',
        จำนวน: '2',
        ราคาขายสุทธิ: '200.00',
      },
      {
        หมายเลขคำสั่งซื้อ: '26B',
        สถานะการสั่งซื้อ: 'ยกเลิกแล้ว',
        วันที่ทำการสั่งซื้อ: '2026-01-05 09:00',
        'เลขอ้างอิง SKU (SKU Reference No.)': 'CUP',
        จำนวน: '1',
        ราคาขายสุทธิ: '100.00',
      },
    ],
    gives: {
      '2026-01-05': 'gross_sales 200, net_sales 200, discount_shop 0, units 2, orders 1, order_lines 1',
      '2026-01-05 CUP': 'gross_sales 200, net_sales 200, discount_shop 0, units 2, orders 1, order_lines 1',
    },
  },
  {
    id: 'shopee-orders-unit-price',
    about: 'Taiwan: a price per piece',
    market: 'tw',
    header:
      '訂單編號 | 訂單狀態 | 不成立原因 | 退貨 / 退款狀態 | 買家帳號 | 訂單成立日期 | 商品總價 | 買家支付運費 | 買家總支付金額 | 賣場優惠券 | 成交手續費 | 其他服務費 | 金流與系統處理費 | 商品名稱 | 商品選項名稱 | 商品原價 | 商品活動價格 | 主商品貨號 | 商品選項貨號 | 數量',
    rows: [
      {
        訂單編號: '26A',
        訂單狀態: '已完成',
        訂單成立日期: '2026-01-05 09:00',
        商品總價: '500',
        買家支付運費: '60',
        買家總支付金額: '540',
        賣場優惠券: '20',
        成交手續費: '30',
        其他服務費: '10',
        金流與系統處理費: '11',
        商品活動價格: '100',
        商品選項貨號: 'CUP',
        數量: '2',
      },
      {
        訂單編號: '26A',
        訂單狀態: '已完成',
        訂單成立日期: '2026-01-05 09:00',
        商品總價: '500',
        買家支付運費: '60',
        買家總支付金額: '540',
        賣場優惠券: '20',
        成交手續費: '30',
        其他服務費: '10',
        金流與系統處理費: '11',
        商品活動價格: '300',
        主商品貨號: 'BAG',
        數量: '1',
      },
      {
        訂單編號: '26B',
        訂單狀態: '不成立',
        訂單成立日期: '2026-01-05 09:00',
        商品總價: '100',
        商品活動價格: '100',
        商品選項貨號: 'CUP',
        數量: '1',
      },
    ],
    gives: {
      '2026-01-05':
        'gross_sales 500, net_sales 480, discount_shop 20, units 3, orders 1, order_lines 2, shipping_income 60, platform_fees 40, payment_fees 11',
      '2026-01-05 BAG': 'gross_sales 300, net_sales 300, discount_shop 0, units 1, orders 1, order_lines 1',
      '2026-01-05 CUP': 'gross_sales 200, net_sales 200, discount_shop 0, units 2, orders 1, order_lines 1',
    },
  },
  {
    id: 'shopee-shop-stats',
    about: 'the period and its second header are no days; the day stands first',
    market: 'sg',
    header:
      'Date | Sales (SGD) | Orders | Sales per Order | Product Clicks | Visitors | Order Conversion Rate | Cancelled Orders | Cancelled Sales | Refunded Orders | Refunded Sales | # of buyers | # of new buyers | # of existing buyers | # of potential buyers | Repeat Purchase Rate',
    rows: [
      { Date: '05-01-2026-06-01-2026', 'Sales (SGD)': '1,500.00', Orders: '15', Visitors: '400' },
      {},
      { Date: 'Date', 'Sales (SGD)': 'Sales (SGD)', Orders: 'Orders', Visitors: 'Visitors' },
      {
        Date: '05-01-2026',
        'Sales (SGD)': '1,000.00',
        Orders: '10',
        'Sales per Order': '100.00',
        Visitors: '250',
        'Order Conversion Rate': '4.00%',
        'Cancelled Sales': '50.00',
        'Refunded Orders': '1',
        'Refunded Sales': '20.00',
        '# of buyers': '9',
        '# of new buyers': '6',
        '# of existing buyers': '3',
      },
      { Date: '06-01-2026', 'Sales (SGD)': '500.00', Orders: '5', Visitors: '150' },
    ],
    gives: {
      '2026-01-05':
        'net_sales 1000, orders 10, visitors 250, cancelled_sales 50, refunds_count 1, refunds_amount 20, buyers 9, buyers_new 6, buyers_repeat 3',
      '2026-01-06': 'net_sales 500, orders 5, visitors 150',
    },
  },
  {
    id: 'shopee-products',
    about: 'rows of variants are parts of their product',
    market: 'sg',
    fileName: 'parentskudetail.20260105_20260105.csv',
    header:
      'Item ID | Product | Current Item Status | Variation ID | Variation Name | Current Variation Status | SKU | Parent SKU | Sales (Confirmed Order) (SGD) | Product Visitors (Visit) | Product Page Views | Product Bounce Visitors | Likes | Product Visitors (Add to Cart) | Units (Add to Cart) | Buyers (Confirmed Order) | Units (Confirmed Order)',
    rows: [
      {
        'Item ID': '901',
        Product: 'Cup',
        'Variation ID': '-',
        'Parent SKU': 'CUP',
        'Sales (Confirmed Order) (SGD)': '90.00',
        'Product Visitors (Visit)': '40',
        'Product Page Views': '60',
        'Product Bounce Visitors': '10',
        Likes: '2',
        'Units (Add to Cart)': '5',
        'Buyers (Confirmed Order)': '3',
        'Units (Confirmed Order)': '4',
      },
      {
        'Item ID': '901',
        Product: 'Cup',
        'Variation ID': '77',
        SKU: 'CUP-R',
        'Sales (Confirmed Order) (SGD)': '90.00',
        'Units (Confirmed Order)': '4',
      },
      {
        'Item ID': '902',
        Product: 'Mug',
        'Variation ID': '-',
        'Parent SKU': '-',
        'Sales (Confirmed Order) (SGD)': '0.00',
        'Product Visitors (Visit)': '4',
      },
    ],
    gives: {
      '2026-01-05 902': 'net_sales 0, visitors 4',
      '2026-01-05 CUP':
        'net_sales 90, visitors 40, page_views 60, bounces 10, favourites_added 2, carts_added 5, buyers 3, units 4',
    },
  },
  {
    id: 'lazada-orders',
    about: 'a row is a piece; cancelled and returned ones are no sales',
    market: 'my',
    header:
      'orderItemId | orderType | Guarantee | deliveryType | lazadaId | sellerSku | lazadaSku | wareHouse | createTime | updateTime | rtsSla | orderNumber | invoiceRequired | payMethod | paidPrice | unitPrice | sellerDiscountTotal | shippingFee | walletCredit | itemName | variation | status | refundAmount',
    rows: [
      {
        orderItemId: '1',
        sellerSku: 'CUP',
        createTime: '05 Jan 2026 23:10',
        orderNumber: '500',
        paidPrice: '9.00',
        unitPrice: '10.00',
        sellerDiscountTotal: '-1.00',
        shippingFee: '2.00',
        status: 'delivered',
      },
      {
        orderItemId: '2',
        sellerSku: 'CUP',
        createTime: '05 Jan 2026 23:10',
        orderNumber: '500',
        paidPrice: '9.00',
        unitPrice: '10.00',
        sellerDiscountTotal: '-1.00',
        shippingFee: '0.00',
        status: 'delivered',
      },
      {
        orderItemId: '3',
        sellerSku: 'MUG',
        createTime: '05 Jan 2026 23:10',
        orderNumber: '501',
        paidPrice: '7.00',
        unitPrice: '7.00',
        sellerDiscountTotal: '0',
        status: 'canceled',
      },
      {
        orderItemId: '4',
        sellerSku: 'MUG',
        createTime: '05 Jan 2026 23:10',
        orderNumber: '502',
        paidPrice: '7.00',
        unitPrice: '7.00',
        sellerDiscountTotal: '0',
        status: 'returned',
      },
    ],
    gives: {
      '2026-01-05':
        'gross_sales 20, net_sales 18, discount_shop 2, units 2, orders 1, order_lines 2, shipping_income 2',
      '2026-01-05 CUP':
        'gross_sales 20, net_sales 18, discount_shop 2, units 2, orders 1, order_lines 2, shipping_income 2',
    },
  },
  {
    id: 'lazada-business-advisor',
    about: 'by day, below the lines that explain it',
    market: 'my',
    above: ['Lazada Business Advisor', 'Country: MY', ''],
    header:
      'Date | Visitors | Pageviews | Visitor Value | Add to Cart Users | Add to Cart Units | Wishlist Users | Wishlists | Buyers | Orders | Units Sold | Revenue | Conversion Rate | Revenue per Buyer',
    rows: [
      {
        Date: '2026-01-05',
        Visitors: '300',
        Pageviews: '900',
        'Visitor Value': '1.00',
        'Add to Cart Units': '30',
        Wishlists: '4',
        Buyers: '9',
        Orders: '10',
        'Units Sold': '12',
        Revenue: '1,234.50',
        'Conversion Rate': '3.00%',
      },
    ],
    gives: {
      '2026-01-05':
        'visitors 300, page_views 900, carts_added 30, favourites_added 4, buyers 9, orders 10, units 12, net_sales 1234.5',
    },
  },
  {
    id: 'lazada-products',
    about: 'the day in a line above',
    market: 'my',
    above: ['Date range: 2026-01-05~2026-01-05', ''],
    header:
      'Product Name | Seller SKU | SKU ID | URL | SKU Visitors | SKU Pageviews | Visitor Value | Buyers | Orders | Units Sold | Revenue | Conversion Rate | Revenue per Buyer | Wishlist Visitor | Wishlists | Add to Cart Visitors | Add to Cart Units',
    rows: [
      {
        'Seller SKU': 'CUP',
        'SKU ID': '88',
        'SKU Visitors': '30',
        'SKU Pageviews': '45',
        Buyers: '2',
        Orders: '2',
        'Units Sold': '3',
        Revenue: '60.00',
        Wishlists: '1',
        'Add to Cart Units': '5',
      },
    ],
    gives: {
      '2026-01-05 CUP':
        'visitors 30, page_views 45, buyers 2, orders 2, units 3, net_sales 60, favourites_added 1, carts_added 5',
    },
  },
]

await describeExports(db, cases)
