import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { storable } from '#src/platform/database/storable.ts'

/** A row that was not taken. `index` counts from 0. */
export interface Refusal {
  readonly index: number
  /** Beginning of the row as it came. */
  readonly row: string
  /** Where in the row the fault is, such as `measures.net_sales`; `null`: the row as a whole. */
  readonly field: string | null
  readonly reason: Localized
}

const templates = {
  notJson: {
    en: 'The row is not a JSON object.',
    ja: '行がJSONオブジェクトではありません。',
    'zh-CN': '该行不是JSON对象。',
  },
  tooLong: {
    en: 'The row is longer than {limit} bytes.',
    ja: '行が{limit}バイトを超えています。',
    'zh-CN': '该行超过 {limit} 字节。',
  },
  cutOff: {
    en: 'The body ends in the middle: the closing bracket is missing.',
    ja: 'データが途中で終わっています。閉じ括弧がありません。',
    'zh-CN': '数据中途结束：缺少右括号。',
  },
  missing: {
    en: '{field} is missing.',
    ja: '{field} がありません。',
    'zh-CN': '缺少 {field}。',
  },
  wrongType: {
    en: '{field} must be text.',
    ja: '{field} は文字列で指定してください。',
    'zh-CN': '{field} 必须是文本。',
  },
  unstorable: {
    en: '{field} has characters that cannot be stored: NUL or half of a character (a lone surrogate).',
    ja: '{field} に保存できない文字（NULまたは不完全なサロゲート）が含まれています。',
    'zh-CN': '{field} 含有无法保存的字符（NUL或不完整的字符）。',
  },
  unknownField: {
    en: 'There is no field {text}. Known are store, day, sku, source, currency and measures.',
    ja: '項目 {text} はありません。使えるのは store、day、sku、source、currency、measures です。',
    'zh-CN': '没有字段 {text}。可用字段：store、day、sku、source、currency、measures。',
  },
  unknownStore: {
    en: 'There is no store {text}.',
    ja: '店舗 {text} はありません。',
    'zh-CN': '没有店铺 {text}。',
  },
  unknownStoreNear: {
    en: 'There is no store {text}. Did you mean {near}?',
    ja: '店舗 {text} はありません。{near} のことですか？',
    'zh-CN': '没有店铺 {text}。您是指 {near} 吗？',
  },
  unknownMeasure: {
    en: 'There is no measure {text}. GET /api/v1/kpis lists all that can be pushed.',
    ja: '指標 {text} はありません。登録できる指標は GET /api/v1/kpis で確認できます。',
    'zh-CN': '没有指标 {text}。可写入的指标见 GET /api/v1/kpis。',
  },
  unknownMeasureNear: {
    en: 'There is no measure {text}. Did you mean {near}?',
    ja: '指標 {text} はありません。{near} のことですか？',
    'zh-CN': '没有指标 {text}。您是指 {near} 吗？',
  },
  computed: {
    en: '{text} is computed from measures and cannot be stored.',
    ja: '{text} は他の指標から計算されるため、登録できません。',
    'zh-CN': '{text} 由其他指标计算得出，不能写入。',
  },
  twice: {
    en: 'The measure {text} stands twice in the row.',
    ja: '指標 {text} が行の中に2回あります。',
    'zh-CN': '指标 {text} 在该行中出现了两次。',
  },
  noMeasures: {
    en: 'measures must be an object with at least one figure, at most {limit}.',
    ja: 'measures は1個以上{limit}個以下の数値を持つオブジェクトで指定してください。',
    'zh-CN': 'measures 必须是包含 1 到 {limit} 个数值的对象。',
  },
  notANumber: {
    en: '{field} is not a number that can be stored: send a number, or a decimal as text with at most 18 digits on either side of the point.',
    ja: '{field} は登録できる数値ではありません。数値、または小数点の前後それぞれ18桁以内の文字列で指定してください。',
    'zh-CN': '{field} 不是可写入的数值：请使用数字，或小数点前后各不超过 18 位的文本。',
  },
  negative: {
    en: '{field} cannot be below 0.',
    ja: '{field} に負の値は使えません。',
    'zh-CN': '{field} 不能为负数。',
  },
  fraction: {
    en: '{field} is a count and must be a whole number.',
    ja: '{field} は件数のため、整数で指定してください。',
    'zh-CN': '{field} 是数量，必须是整数。',
  },
  notADay: {
    en: 'day must be a day such as 2026-11-20.',
    ja: 'day は 2026-11-20 の形式の日付で指定してください。',
    'zh-CN': 'day 必须是 2026-11-20 格式的日期。',
  },
  dayOutOfRange: {
    en: 'The day {text} is before 2000 or in the future.',
    ja: '日付 {text} は2000年より前か未来です。',
    'zh-CN': '日期 {text} 早于2000年或晚于今天。',
  },
  otherCurrency: {
    en: 'The currency {text} is not the one of the store, {currency}.',
    ja: '通貨 {text} は店舗の通貨 {currency} と異なります。',
    'zh-CN': '币种 {text} 与店铺币种 {currency} 不一致。',
  },
  badSku: {
    en: 'sku must be at most 128 characters without control characters.',
    ja: 'sku は制御文字を含まない128文字以内で指定してください。',
    'zh-CN': 'sku 不能超过 128 个字符，且不能包含控制字符。',
  },
  badSource: {
    en: 'source must be at most 40 lower-case letters, digits, hyphens and underscores.',
    ja: 'source は英小文字、数字、ハイフン、アンダースコア40文字以内で指定してください。',
    'zh-CN': 'source 只能由小写字母、数字、连字符和下划线组成，最多 40 个字符。',
  },
} satisfies Record<string, Localized>

/** A fault of a row, before it is known which row it is. */
export class RowFault extends Error {
  override readonly name = 'RowFault'
  readonly field: string | null
  readonly reason: Localized

  constructor(
    kind: keyof typeof templates,
    field: string | null = null,
    values: Readonly<Record<string, string | number>> = {},
  ) {
    const reason = fill(templates[kind], withField(field, values))
    super(reason.en)
    this.field = field === null ? null : storable(field)
    this.reason = reason
  }
}

function withField(field: string | null, values: Readonly<Record<string, string | number>>) {
  const short = Object.entries(values).map(([name, value]) => [name, verbatim(excerpt(String(value), 60))] as const)
  return { field: storable(field ?? ''), ...Object.fromEntries(short) }
}

/** The beginning of a text, which may have been cut in the middle of a character; the rest is not kept in memory with it. */
export function excerpt(text: string, length: number): string {
  return Buffer.from(storable(text.slice(0, length))).toString()
}
