import type { Measure } from '#src/domain/measure.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Comparator, Need, Tree } from './tree.ts'

type Names = (id: string) => Localized

/** A formula in words: `ad spend ÷ ad sales`. */
export function explainTree(tree: Tree, measures: readonly Measure[]): Localized {
  const labels = new Map(measures.map(measure => [measure.id, measure.label]))
  const text = explain(tree, id => labels.get(id) ?? verbatim(id))
  return { ...text, en: sentenceCase(text.en) }
}

function sentenceCase(text: string): string {
  return text.replace(/^\P{L}*\p{L}/u, start => start.toUpperCase())
}

function explain(tree: Tree, names: Names): Localized {
  switch (tree.kind) {
    case 'number':
      return verbatim(tree.value.toString())
    case 'days':
      return days
    case 'need':
      return explainNeed(tree.need, names(tree.need.measure))
    case 'negative':
      return fill(verbatim('−{of}'), { of: inner(tree.of, 3, names) })
    case 'arithmetic':
      return explainArithmetic(tree, names)
    case 'choice':
      return fill(choice, {
        left: explain(tree.test.left, names),
        comparator: comparators[tree.test.comparator],
        right: explain(tree.test.right, names),
        yes: explain(tree.yes, names),
        no: explain(tree.no, names),
      })
    case 'call':
      return explainCall(tree, names)
    default:
      return tree satisfies never
  }
}

const signs = { '+': '+', '-': '−', '*': '×', '/': '÷' } as const

function explainArithmetic(tree: Extract<Tree, { kind: 'arithmetic' }>, names: Names): Localized {
  const strength = strengthOf(tree)
  const tighter = tree.sign === '-' || tree.sign === '/' ? strength + 1 : strength
  const left = inner(tree.left, strength, names)
  return fill(verbatim(`{left} ${signs[tree.sign]} {right}`), { left, right: inner(tree.right, tighter, names) })
}

/** In parentheses where the signs around it bind tighter. */
function inner(tree: Tree, strength: number, names: Names): Localized {
  const text = explain(tree, names)
  return strengthOf(tree) < strength ? fill(parentheses, { text }) : text
}

function strengthOf(tree: Tree): number {
  if (tree.kind === 'choice') return 0
  if (tree.kind === 'negative') return 2
  if (tree.kind !== 'arithmetic') return 4
  return tree.sign === '+' || tree.sign === '-' ? 1 : 2
}

function explainNeed(need: Need, label: Localized): Localized {
  const name: Localized = { ...label, en: lowerFirst(label.en) }
  if (need.aggregate === 'last') return fill(last, { name })
  if (need.aggregate === 'mean') return fill(mean, { name })
  if (need.aggregate === 'trailing') return fill(trailing, { name, days: need.days ?? 0 })
  return name
}

/** Inside a sentence labels start small, except names such as `SKUs`, `A-to-z` or `Buy Box`. */
export function lowerFirst(label: string): string {
  return /^[A-Z][a-z]/.test(label) ? `${label.slice(0, 1).toLowerCase()}${label.slice(1)}` : label
}

function explainCall(tree: Extract<Tree, { kind: 'call' }>, names: Names): Localized {
  const [first, second] = tree.args
  if (tree.name === 'round' && first !== undefined) {
    const digits = second === undefined ? verbatim('0') : explain(second, names)
    return fill(calls.round, { of: explain(first, names), digits })
  }
  return fill(calls[tree.name], { of: join(tree.args.map(arg => explain(arg, names))) })
}

const parentheses: Localized = { en: '({text})', ja: '（{text}）', 'zh-CN': '（{text}）' }
const days: Localized = { en: 'days of the period', ja: '期間の日数', 'zh-CN': '期间天数' }
const last: Localized = { en: '{name} at the end of the period', ja: '期末の{name}', 'zh-CN': '期末{name}' }
const mean: Localized = { en: 'mean {name} per day', ja: '{name}の日平均', 'zh-CN': '日均{name}' }
const trailing: Localized = {
  en: '{name} of the last {days} days',
  ja: '直近{days}日間の{name}',
  'zh-CN': '近{days}天{name}',
}
const choice: Localized = {
  en: 'if {left} {comparator} {right} then {yes}, otherwise {no}',
  ja: '{left} {comparator} {right} の場合は {yes}、それ以外は {no}',
  'zh-CN': '若{left} {comparator} {right}，则为 {yes}，否则为 {no}',
}
const comparators: Readonly<Record<Comparator, string>> = {
  '<': '<',
  '<=': '≤',
  '>': '>',
  '>=': '≥',
  '==': '=',
  '!=': '≠',
}
const calls: Readonly<Record<'min' | 'max' | 'abs' | 'round', Localized>> = {
  min: { en: 'the smallest of ({of})', ja: '（{of}）の最小値', 'zh-CN': '（{of}）中的最小值' },
  max: { en: 'the largest of ({of})', ja: '（{of}）の最大値', 'zh-CN': '（{of}）中的最大值' },
  abs: { en: 'the absolute value of ({of})', ja: '（{of}）の絶対値', 'zh-CN': '（{of}）的绝对值' },
  round: {
    en: '({of}) rounded to {digits} digits',
    ja: '（{of}）を小数第{digits}位までに四捨五入',
    'zh-CN': '（{of}）四舍五入保留{digits}位小数',
  },
}
