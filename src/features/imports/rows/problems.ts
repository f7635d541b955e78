import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { storable } from '#src/platform/database/storable.ts'

const templates = {
  missing: {
    en: '{column} is empty.',
    ja: '「{column}」が空です。',
    'zh-CN': '“{column}”为空。',
  },
  notANumber: {
    en: '{column} is not a number: {text}',
    ja: '「{column}」が数値ではありません: {text}',
    'zh-CN': '“{column}”不是数字：{text}',
  },
  negative: {
    en: '{column} cannot be below 0: {text}',
    ja: '「{column}」に負の値は使えません: {text}',
    'zh-CN': '“{column}”不能为负数：{text}',
  },
  fraction: {
    en: '{column} is a count and must be a whole number: {text}',
    ja: '「{column}」は件数のため、整数である必要があります: {text}',
    'zh-CN': '“{column}”是数量，必须是整数：{text}',
  },
  tooLarge: {
    en: '{column} is larger than any figure can be: {text}',
    ja: '「{column}」の値が大きすぎます: {text}',
    'zh-CN': '“{column}”的数值过大：{text}',
  },
  unstorable: {
    en: '{column} has characters that cannot be stored: NUL or half of a character.',
    ja: '「{column}」に保存できない文字（NULまたは不完全な文字）が含まれています。',
    'zh-CN': '“{column}”含有无法保存的字符（NUL或不完整的字符）。',
  },
  notADate: {
    en: '{column} is not a date: {text}',
    ja: '「{column}」が日付ではありません: {text}',
    'zh-CN': '“{column}”不是日期：{text}',
  },
  noYear: {
    en: '{column} names no year: {text}. Write days with their year, such as 2026-07-01.',
    ja: '「{column}」に年がありません: {text}。2026-07-01 のように年も入れてください。',
    'zh-CN': '“{column}”没有年份：{text}。请写明年份，例如 2026-07-01。',
  },
  dateOutOfRange: {
    en: '{column} is before the year 2000 or in the future: {text}',
    ja: '「{column}」が2000年より前か未来の日付です: {text}',
    'zh-CN': '“{column}”早于2000年或晚于今天：{text}',
  },
  shippedBeforeOrdered: {
    en: 'The ship date {shipped} is before the order date {ordered}.',
    ja: '出荷日 {shipped} が注文日 {ordered} より前です。',
    'zh-CN': '发货日期 {shipped} 早于下单日期 {ordered}。',
  },
  notACurrency: {
    en: 'Not a currency code: {text}',
    ja: '通貨コードではありません: {text}',
    'zh-CN': '不是币种代码：{text}',
  },
  otherCurrency: {
    en: 'The currency {text} is not the one of the store, {currency}.',
    ja: '通貨 {text} が店舗の通貨 {currency} と異なります。',
    'zh-CN': '币种 {text} 与店铺币种 {currency} 不一致。',
  },
  unknownMeasure: {
    en: 'No figure is called {text}.',
    ja: '「{text}」という指標はありません。',
    'zh-CN': '没有名为“{text}”的指标。',
  },
  computed: {
    en: '{text} is computed from other figures and cannot be stored.',
    ja: '「{text}」は他の数値から計算されるため、取り込めません。',
    'zh-CN': '“{text}”由其他数据计算得出，无法导入。',
  },
  nothing: {
    en: 'The row holds no figure.',
    ja: 'この行には数値がありません。',
    'zh-CN': '该行没有任何数值。',
  },
  notOneDay: {
    en: '{column} is no single day: {text}. Figures are kept per day: download the daily report.',
    ja: '「{column}」が1日単位ではありません: {text}。日別のレポートをダウンロードしてください。',
    'zh-CN': '“{column}”不是单独一天：{text}。数据按天保存，请下载按天的报表。',
  },
  runningDay: {
    en: '{day} is not over: {rows} of {all} hours are there. Download the file again tomorrow.',
    ja: '{day}はまだ終わっていません（{all}時間のうち{rows}時間分）。翌日にもう一度ダウンロードしてください。',
    'zh-CN': '{day} 尚未结束（{all} 小时中只有 {rows} 小时），请次日重新下载。',
  },
  partOfDay: {
    en: '{day} has only {rows} of {all} hours; missing: {missing}. Download the whole day again, or the report by day.',
    ja: '{day}は{all}時間のうち{rows}時間分しかありません（ない時間帯: {missing}時）。1日分をもう一度、または日次レポートをダウンロードしてください。',
    'zh-CN': '{day} 的 {all} 小时中只有 {rows} 小时，缺少：{missing} 点。请重新下载整天的数据，或下载按日报表。',
  },
  partAlone: {
    en: 'The day has no row {whole}, and of its parts {missing} is missing: {part} alone is not the day. Download it again.',
    ja: 'この日は「{whole}」の行がなく、内訳の「{missing}」もありません。「{part}」だけでは1日分になりません。もう一度ダウンロードしてください。',
    'zh-CN': '当天没有“{whole}”行，细分也缺少“{missing}”，只有“{part}”不能代表全天。请重新下载。',
  },
  twoOfOneDay: {
    en: 'Another row of this export is of {day} already; it has one row for each day.',
    ja: '{day}の行がほかにもあります。このファイルは1日1行のはずです。',
    'zh-CN': '{day} 已有另一行；该导出每天只有一行。',
  },
  cutNumber: {
    en: '{column} was cut by a spreadsheet program: {text}. Export the file again and import it without opening it there.',
    ja: '「{column}」が表計算ソフトで丸められています: {text}。書き出したファイルを開かずにそのまま取り込んでください。',
    'zh-CN': '“{column}”已被表格软件截断：{text}。请重新导出并直接导入，不要先用表格软件打开保存。',
  },
  tooManyCells: {
    en: 'The row has more cells than there are columns: a value with a comma in it must stand in quotation marks. Export the file again, or save it as XLSX.',
    ja: '列数よりセルが多い行です。カンマを含む値は引用符（"）で囲む必要があります。もう一度書き出すか、XLSXで保存してください。',
    'zh-CN': '该行的单元格多于列数：含逗号的值必须加引号。请重新导出，或另存为 XLSX。',
  },
  tooFewCells: {
    en: 'The row has fewer cells than there are columns, so that its values may stand in the wrong ones. Correct the row, or export the file again.',
    ja: '列数よりセルが少ない行です。値がずれている可能性があります。行を修正するか、もう一度書き出してください。',
    'zh-CN': '该行的单元格少于列数，数据可能错位。请修正该行，或重新导出。',
  },
  tooLong: {
    en: '{column} is longer than {text} characters.',
    ja: '「{column}」が{text}文字を超えています。',
    'zh-CN': '“{column}”超过 {text} 个字符。',
  },
} satisfies Record<string, Localized>

/** The sentence for what is wrong with a row. `text` is what stands there, shortened. */
export function problem(
  kind: keyof typeof templates,
  values: Readonly<Record<string, string | Localized>> = {},
): Localized {
  return fill(templates[kind], Object.fromEntries(Object.entries(values).map(([name, value]) => [name, shown(value)])))
}

function shown(value: string | Localized): Localized {
  if (typeof value !== 'string') return value
  return verbatim(storable(value.length > 40 ? `${value.slice(0, 39)}…` : value))
}
