import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { FormulaError } from './error.ts'

/** A piece of a formula: where it stands and what it says. */
export interface Spot {
  readonly index: number
  readonly text: string
}

/** Letters shown on each side of the place (judgement: fits a phone's line). */
const context = 24

/** The formula around a place, the place itself between « and ». */
export function excerpt(source: string, spot: Spot): string {
  const end = spot.index + spot.text.length
  const before = source.slice(Math.max(0, spot.index - context), spot.index)
  const after = source.slice(end, end + context)
  const found = spot.text.length > context || spot.text === '' ? `${spot.text.slice(0, context)}…` : spot.text
  return `${spot.index > context ? '…' : ''}${before}«${found}»${after}${end + context < source.length ? '…' : ''}`
}

/** Builds the error: the sentence, then the place on a line of its own. */
export function fault(
  source: string,
  spot: Spot,
  sentence: Localized,
  values: Readonly<Record<string, Localized | string | number>> = {},
  suggestion: string | null = null,
): FormulaError {
  const text = fill(withPlace, {
    sentence: fill(sentence, { found: spot.text, ...values }),
    hint: suggestion === null ? verbatim('') : fill(didYouMean, { suggestion }),
    place: excerpt(source, spot),
  })
  return new FormulaError({ index: spot.index, found: spot.text, suggestion, text })
}

const withPlace: Localized = {
  en: '{sentence}{hint}\n{place}',
  ja: '{sentence}{hint}\n{place}',
  'zh-CN': '{sentence}{hint}\n{place}',
}

const didYouMean: Localized = {
  en: ' Did you mean {suggestion}?',
  ja: '「{suggestion}」ではありませんか？',
  'zh-CN': '您是不是想写“{suggestion}”？',
}

/** What can be wrong with a formula. */
export const faults = {
  empty: {
    en: 'The formula is empty.',
    ja: '計算式が空です。',
    'zh-CN': '公式为空。',
  },
  long: {
    en: 'The formula is longer than {limit} letters.',
    ja: '計算式が{limit}文字を超えています。',
    'zh-CN': '公式超过了{limit}个字符。',
  },
  large: {
    en: 'The formula has more than {limit} parts.',
    ja: '計算式の要素が{limit}個を超えています。',
    'zh-CN': '公式的组成部分超过了{limit}个。',
  },
  deep: {
    en: 'The formula nests more than {limit} parentheses.',
    ja: '括弧の入れ子が{limit}段を超えています。',
    'zh-CN': '括号嵌套超过了{limit}层。',
  },
  character: {
    en: '“{found}” cannot be used in a formula. Use + - * / ( ), names of measures, numbers, and min, max, abs, round.',
    ja: '「{found}」は計算式では使えません。使えるのは + - * / ( )、指標名、数値、min・max・abs・round です。',
    'zh-CN': '公式中不能使用“{found}”。可以使用 + - * / ( )、指标名称、数字以及 min、max、abs、round。',
  },
  ends: {
    en: 'The formula ends too early.',
    ja: '計算式が途中で終わっています。',
    'zh-CN': '公式不完整。',
  },
  unexpected: {
    en: '“{found}” is not expected here.',
    ja: 'ここに「{found}」は置けません。',
    'zh-CN': '此处不应出现“{found}”。',
  },
  unknown: {
    en: '“{found}” is not a known measure.',
    ja: '「{found}」という指標はありません。',
    'zh-CN': '没有名为“{found}”的指标。',
  },
  notFunction: {
    en: '“{found}” is not a function. There are min, max, abs, round, last, mean, trailing and optional.',
    ja: '「{found}」という関数はありません。使えるのは min・max・abs・round・last・mean・trailing・optional です。',
    'zh-CN': '没有名为“{found}”的函数。可用的有 min、max、abs、round、last、mean、trailing、optional。',
  },
  bareFunction: {
    en: '“{found}” is a function: write {found}(…).',
    ja: '「{found}」は関数です。{found}(…) と書いてください。',
    'zh-CN': '“{found}”是函数，请写成 {found}(…)。',
  },
  count: {
    en: '“{found}” takes {expected}.',
    ja: '「{found}」の引数は{expected}です。',
    'zh-CN': '“{found}”的参数应为{expected}。',
  },
  needsMeasure: {
    en: '“{found}” takes the name of a measure.',
    ja: '「{found}」には指標名を1つ指定してください。',
    'zh-CN': '“{found}”的参数应为一个指标名称。',
  },
  needsLevel: {
    en: '“{found}” is for snapshots such as stock_on_hand; {measure} is added up over days.',
    ja: '「{found}」は在庫数のような時点の値に使います。{measure}は日ごとに合計される指標です。',
    'zh-CN': '“{found}”用于库存这类时点数值；{measure}是按天累加的指标。',
  },
  noLevel: {
    en: '“{found}” adds days up; {measure} is a snapshot and cannot be added up.',
    ja: '「{found}」は日ごとの合計です。{measure}は時点の値なので合計できません。',
    'zh-CN': '“{found}”按天累加；{measure}是时点数值，不能累加。',
  },
  needsDays: {
    en: '“{found}” takes a number of days from 1 to {limit}.',
    ja: '「{found}」の日数は1から{limit}までの整数で指定してください。',
    'zh-CN': '“{found}”的天数应为1到{limit}之间的整数。',
  },
  needsDigits: {
    en: '“{found}” takes a number of digits from 0 to 10.',
    ja: '「{found}」の桁数は0から10までの整数で指定してください。',
    'zh-CN': '“{found}”的小数位数应为0到10之间的整数。',
  },
  comparison: {
    en: 'A comparison only stands in front of “?”, as in units > 0 ? sales / units : 0.',
    ja: '比較は「?」の前でだけ使えます。例: units > 0 ? sales / units : 0',
    'zh-CN': '比较只能写在“?”之前，例如 units > 0 ? sales / units : 0。',
  },
  noComparison: {
    en: 'In front of “?” stands a comparison, as in units > 0 ? sales / units : 0.',
    ja: '「?」の前には比較を書いてください。例: units > 0 ? sales / units : 0',
    'zh-CN': '“?”之前应为比较，例如 units > 0 ? sales / units : 0。',
  },
  noMeasure: {
    en: 'The formula names no measure.',
    ja: '計算式に指標が含まれていません。',
    'zh-CN': '公式中没有任何指标。',
  },
} as const satisfies Record<string, Localized>
