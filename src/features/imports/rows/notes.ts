import type { Localized } from '#src/i18n/locale.ts'

/** What the reader of a preview should know about how the rows were added up. */
export const notes = {
  oncePerOrder: {
    en: 'Counted once per order, since it stands on each line of an order: {columns}',
    ja: '注文の各明細行に同じ金額があるため、注文ごとに1回だけ数えます: {columns}',
    'zh-CN': '订单每行都重复该金额，每个订单只计一次：{columns}',
  },
  eachLine: {
    en: 'Equal on all lines of an order and counted on each, since its name or the other amounts say so: {columns}',
    ja: '注文内の各明細で同じ金額ですが、列名または他の金額から明細ごとの金額と判断し、各行で数えます: {columns}',
    'zh-CN': '同一订单各行金额相同，但列名或其他金额表明它属于每行，逐行计入：{columns}',
  },
  wholeRows: {
    en: '{column}: the rows for all together count, their parts are left out.',
    ja: '「{column}」は全体（すべて等）の行だけを採用し、内訳の行は使いません。',
    'zh-CN': '“{column}”只采用汇总行，其细分行不重复计入。',
  },
  sheetStores: {
    en: 'Each sheet is a store, since no column names one: {sheets}. With --store all of them are one store.',
    ja: '店舗の列がないため、シートごとに1店舗として読み取ります: {sheets}（--store を指定すると1店舗にまとめます）',
    'zh-CN': '没有店铺列，按每个工作表一个店铺读取：{sheets}。指定 --store 则合并为一个店铺。',
  },
  partsAlone: {
    en: 'No row for all together, so the parts were added up: {days}. Visitors and buyers are left out there: one person may be in several parts.',
    ja: '全体の行がないため、内訳を合算した日: {days}。同じ人が複数の内訳に入るため、訪問者数・購入者数は取り込みません。',
    'zh-CN': '以下日期没有汇总行，已将各细分相加：{days}。同一人可能出现在多个细分中，故不导入访客数、买家数。',
  },
  addedUp: {
    en: 'Rows added to another row of the same store and day: {rows}.',
    ja: '同じ店舗・同じ日の行が複数あります（{rows}行）。合算します。',
    'zh-CN': '有 {rows} 行与其他行属于同一店铺同一天，已合计。',
  },
  twice: {
    en: 'Rows that stand there more than once, alike in every cell, count once: {rows}.',
    ja: '全セルが同じ行が重複しています（{rows}行）。1回だけ数えます。',
    'zh-CN': '有 {rows} 行完全重复，只计一次。',
  },
  totals: {
    en: 'Rows of totals, left out: {rows} (first: row {row}).',
    ja: '合計行を除きました: {rows}行（最初は{row}行目）。',
    'zh-CN': '已略过 {rows} 个合计行（首个为第 {row} 行）。',
  },
  orderSums: {
    en: 'Lines without SKU that are the sum of their order, left out: {rows}.',
    ja: 'SKUがなく、注文の合計にあたる明細行を除きました: {rows}行。',
    'zh-CN': '已略过 {rows} 行无SKU的订单合计行。',
  },
  orderSumsDiffer: {
    en: 'The sum of an order differs from its lines; the lines count. Order: sum / lines (difference): {orders}.',
    ja: '注文の合計行と明細の合計が一致しません。明細を採用します。注文: 合計行 / 明細の合計（差）: {orders}',
    'zh-CN': '订单合计行与明细之和不一致，以明细为准。订单：合计行 / 明细之和（差额）：{orders}',
  },
  filtered: {
    en: 'Rows that do not count by the rules of this export: {rows} (first: row {row}).',
    ja: '集計対象外の行を除きました: {rows}行（最初は{row}行目）。',
    'zh-CN': '按导出格式的规则略过 {rows} 行（首个为第 {row} 行）。',
  },
  noSale: {
    en: 'No sales, left out: {status} (lines: {lines}, orders: {orders}, {amounts}).',
    ja: '売上に数えない行: {status} {lines}行（{orders}件の注文、{amounts}）',
    'zh-CN': '不计入销售：{status}，{lines} 行、{orders} 个订单，{amounts}',
  },
  postage: {
    en: '{column} is read as postage paid by the buyers. If the shop paid it: --map "{column}=shipping_cost".',
    ja: '「{column}」は購入者が支払った送料（送料収入）として読み取ります。店舗負担なら --map "{column}=shipping_cost"。',
    'zh-CN': '“{column}”按买家支付的运费（收入）读取。如为店铺支出：--map "{column}=shipping_cost"。',
  },
  postageCost: {
    en: '{column} is read as a cost of the shop. If the buyers paid it: --map "{column}=shipping_income".',
    ja: '「{column}」は店舗負担の配送費として読み取ります。購入者が支払った送料なら --map "{column}=shipping_income"。',
    'zh-CN': '“{column}”按店铺承担的运费（成本）读取。如由买家支付：--map "{column}=shipping_income"。',
  },
  postageNegative: {
    en: '{column} is negative, so it is read as a cost of the shop. If it is not: --map "{column}=shipping_income".',
    ja: '「{column}」がマイナスのため、店舗負担の配送費として読み取ります。違う場合は --map "{column}=shipping_income"。',
    'zh-CN': '“{column}”为负数，按店铺承担的运费（成本）读取。如不对：--map "{column}=shipping_income"。',
  },
  sameName: {
    en: 'Several columns are called {columns}; the first one counts. Name them differently in the file to use another.',
    ja: '同じ名前の列が複数あります（{columns}）。先頭の列だけを使います。ほかの列を使うには、ファイルで列名を変えてください。',
    'zh-CN': '有多列同名（{columns}），只采用第一列。如需使用其他列，请在文件中改名。',
  },
  unitAbove: {
    en: 'Amounts are × {times}, as a line above the columns says: {line}',
    ja: '列名の上の行に従い、金額を{times}倍で読み取ります: {line}',
    'zh-CN': '按列名上方的说明，金额乘以 {times}：{line}',
  },
  dayFrom: {
    en: 'All rows are of {day}: {source}.',
    ja: '全行の日付は {day} です（{source}）。',
    'zh-CN': '所有行的日期为 {day}（{source}）。',
  },
  smaller: {
    en: 'A known day gets smaller: {store} {day}, {measure} from {before} to {after}.',
    ja: '既存の日の数値が小さくなります: {store} {day} {measure} {before} → {after}',
    'zh-CN': '已有日期的数值将变小：{store} {day} {measure} 由 {before} 变为 {after}。',
  },
} satisfies Record<string, Localized>
