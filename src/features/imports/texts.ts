import type { Localized } from '#src/i18n/locale.ts'

/** What keeps a file from being read, applied or undone, and what to do next. */
export const texts = {
  missingColumns: {
    en: 'These columns are missing: {missing}. Found: {found}',
    ja: '次の列が見つかりません: {missing}。見つかった列: {found}',
    'zh-CN': '缺少以下列：{missing}。文件中的列：{found}',
  },
  periodsInColumns: {
    en: 'Days or months stand in the columns: {found}. Put one day in each row, with columns such as Date, Store, Sales.',
    ja: '日付や月が列に並んでいます: {found}。1行に1日とし、「日付, 店舗, 売上」のような列にしてください。',
    'zh-CN': '日期或月份排在列上：{found}。请改为每行一天，列如：日期、店铺、销售额。',
  },
  noFigures: {
    en: 'No column holds a figure that is known. Found: {found}',
    ja: '取り込める数値の列がありません。見つかった列: {found}',
    'zh-CN': '没有可识别的数据列。文件中的列：{found}',
  },
  orderOrCount: {
    en: 'Does {column} hold the number of each order, or how many orders there were? Say --map "{column}=order_id" or --map "{column}=orders".',
    ja: '「{column}」は注文ごとの番号ですか、それとも注文の件数ですか。--map "{column}=order_id" または --map "{column}=orders" で指定してください。',
    'zh-CN':
      '“{column}”是每个订单的编号，还是订单的数量？请指定 --map "{column}=order_id" 或 --map "{column}=orders"。',
  },
  whichStore: {
    en: 'No column names the store. Say which store the file is of: in the field Store, in a shell --store west',
    ja: '店舗の列がありません。どの店舗のファイルか指定してください（画面では「店舗」欄、シェルでは --store west）',
    'zh-CN': '没有店铺列。请指明文件属于哪个店铺（页面填“店铺”，命令行用 --store west）',
  },
  whichMarket: {
    en: 'These stores are new: {stores}. Say in which market they sell: in the field Market, in a shell --market us',
    ja: '新しい店舗があります：{stores}。販売先の市場を指定してください（画面では「市場」欄、シェルでは --market us）',
    'zh-CN': '以下店铺尚未建立：{stores}。请指明所属市场（页面选“市场”，命令行用 --market us）',
  },
  unknownMarket: {
    en: 'For the market {market}, say also the currency and the time zone, such as EUR and Europe/Berlin; in a shell --currency EUR --zone Europe/Berlin',
    ja: '市場 {market} には通貨とタイムゾーン（EUR、Europe/Berlin など）も指定してください（シェルでは --currency EUR --zone Europe/Berlin）',
    'zh-CN':
      '市场 {market} 还需指明币种和时区，例如 EUR 和 Europe/Berlin（命令行用 --currency EUR --zone Europe/Berlin）',
  },
  badZone: {
    en: '{zone} is no time zone. Write it as in America/New_York',
    ja: '{zone} はタイムゾーンではありません。Asia/Tokyo のように指定してください',
    'zh-CN': '{zone} 不是有效时区，请写成 Asia/Shanghai 的形式',
  },
  badCurrency: {
    en: '{currency} is no currency code. Write it as in USD',
    ja: '{currency} は通貨コードではありません。JPY のように指定してください',
    'zh-CN': '{currency} 不是币种代码，请写成 CNY 的形式',
  },
  badMarket: {
    en: '{market} is no market. Write two letters as in us or jp',
    ja: '{market} は市場コードではありません。us や jp のように2文字で指定してください',
    'zh-CN': '{market} 不是市场代码，请写成 us、jp 等两个字母',
  },
  badMapping: {
    en: 'The column {column} cannot be used as {role}',
    ja: '列「{column}」を「{role}」として使うことはできません',
    'zh-CN': '列“{column}”不能用作“{role}”',
  },
  noSuchColumn: {
    en: 'No column is called {column}. Found: {found}',
    ja: '「{column}」という列はありません。見つかった列: {found}',
    'zh-CN': '没有名为“{column}”的列。文件中的列：{found}',
  },
  noSuchMeaning: {
    en: 'No figure and no meaning is called {role}. For example: day, store, sku, sales, net_sales, orders, units, ad_spend; - leaves a column out',
    ja: '「{role}」という指標や意味はありません。例: 日付、店舗、SKU、売上、受注件数、販売個数、広告費（- で列を使わない）',
    'zh-CN': '没有名为“{role}”的指标或含义。例如：日期、店铺、SKU、销售额、订单数、销量、广告花费；用 - 表示不使用该列',
  },
  badMapLine: {
    en: 'Write column=meaning, for example "Umsatz=net_sales": {line}',
    ja: '「列名=意味」の形で指定してください（例:「売価計=net_sales」）: {line}',
    'zh-CN': '请写成“列名=含义”，例如“成交=net_sales”：{line}',
  },
  noQuestion: {
    en: 'No file waits for an answer. Send the file first; its columns are asked for where they are not understood.',
    ja: '列の意味を確認中のファイルはありません。先にファイルを送信してください。',
    'zh-CN': '没有等待说明列含义的文件。请先发送文件，无法识别的列会询问您。',
  },
  badDay: {
    en: '{day} is no day. Write it as in 2026-01-05',
    ja: '{day} は日付ではありません。2026-01-05 のように指定してください',
    'zh-CN': '{day} 不是日期，请写成 2026-01-05 的形式',
  },
  tooManyStores: {
    en: 'More than {limit} different names stand in the column {column}: it does not hold stores',
    ja: '列「{column}」に{limit}種類を超える名前があります。店舗の列ではないようです',
    'zh-CN': '列“{column}”中有超过 {limit} 个不同名称，应该不是店铺列',
  },
  nothingUsable: {
    en: 'No row of the file can be used. The first reason: row {row}: {reason}',
    ja: '取り込める行がありません。最初の理由: {row}行目: {reason}',
    'zh-CN': '没有可导入的行。首个原因：第 {row} 行：{reason}',
  },
  noRows: {
    en: 'There is no row below the names of the columns',
    ja: '列名の下にデータ行がありません',
    'zh-CN': '列名下方没有数据行',
  },
  noneCounts: {
    en: 'None of the {rows} rows counts by the rules of this export; the first is row {row}. Download the report by day, without filters',
    ja: 'この形式で集計対象になる行がありません（{rows}行、最初は{row}行目）。絞り込みなしの日別レポートをダウンロードしてください',
    'zh-CN': '按该导出格式的规则，{rows} 行中没有可计入的行（首个为第 {row} 行）。请下载未筛选的按日报告',
  },
  onlyParts: {
    en: 'Only parts by device stand in the column {column}, no row {whole} for all together. Download the file with {whole}',
    ja: '列「{column}」に端末別の行しかなく、「{whole}」の行がありません。「{whole}」を含むファイルをダウンロードしてください',
    'zh-CN': '列“{column}”只有按设备拆分的行，没有“{whole}”行。请下载包含“{whole}”的文件',
  },
  unknownImport: {
    en: 'There is no import #{id}',
    ja: '取り込み #{id} はありません',
    'zh-CN': '没有导入记录 #{id}',
  },
  readAgain: {
    en: 'The preview #{id} is gone. Read the file once more',
    ja: 'プレビュー #{id} は期限切れです。もう一度ファイルを読み込んでください',
    'zh-CN': '预览 #{id} 已失效，请重新读取文件',
  },
  notApplied: {
    en: 'Import #{id} is not in effect: there is nothing to undo',
    ja: '取り込み #{id} は反映されていないため、取り消すものがありません',
    'zh-CN': '导入 #{id} 未生效，无需撤销',
  },
  changedByImport: {
    en: 'Import #{later} ({file}) changed the same figures later. Undo that one first',
    ja: '取り込み #{later}（{file}）が後から同じ数値を変更しています。先にそちらを取り消してください',
    'zh-CN': '导入 #{later}（{file}）之后修改了相同的数据，请先撤销它',
  },
  changedSince: {
    en: 'Some of its figures were changed by others since: import #{id} can no longer be undone as a whole',
    ja: 'その後ほかの方法で数値が変更されたため、取り込み #{id} をまとめて取り消すことはできません',
    'zh-CN': '其部分数据之后被其他方式修改，导入 #{id} 已无法整体撤销',
  },
  ratesNotAllowed: {
    en: 'This file holds exchange rates, which only administrators may set',
    ja: '為替レートのファイルです。為替レートを登録できるのは管理者のみです',
    'zh-CN': '这是汇率文件，只有管理员可以设置汇率',
  },
  notAllowed: {
    en: 'Only managers and administrators may import files',
    ja: 'ファイルを取り込めるのはマネージャーと管理者のみです',
    'zh-CN': '只有主管和管理员可以导入文件',
  },
  outOfScope: {
    en: 'These stores are not among yours: {stores}',
    ja: '担当外の店舗が含まれています: {stores}',
    'zh-CN': '以下店铺不在您的权限范围内：{stores}',
  },
  badRates: {
    en: 'A file of exchange rates needs the columns date, from, to and rate',
    ja: '為替レートのファイルには date、from、to、rate の列が必要です',
    'zh-CN': '汇率文件需要 date、from、to、rate 四列',
  },
} satisfies Record<string, Localized>
