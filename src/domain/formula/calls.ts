import type jsep from 'jsep'
import { maxTrailingDays } from './limits.ts'
import type { Builder } from './parse.ts'
import type { Token } from './tokens.ts'
import type { Tree } from './tree.ts'

type Build = (args: readonly jsep.Expression[], token: Token, builder: Builder) => Tree

/** Names that may be called. */
export const functionNames: ReadonlySet<string> = new Set([
  'min',
  'max',
  'abs',
  'round',
  'last',
  'mean',
  'trailing',
  'optional',
])

const builds: ReadonlyMap<string, Build> = new Map<string, Build>([
  ['min', several('min')],
  ['max', several('max')],
  ['abs', absolute],
  ['round', rounded],
  ['last', snapshot('last')],
  ['mean', snapshot('mean')],
  ['trailing', trailing],
  ['optional', optional],
])

/** Builds a call of one of the known functions. @throws FormulaError for any other, and for wrong arguments. */
export function buildCall(node: jsep.CallExpression, builder: Builder): Tree {
  const token = builder.token(node)
  const build = builds.get(token.text.toLowerCase())
  if (node.callee.type !== 'Identifier' || token.kind !== 'word') return builder.fail(token, 'unexpected')
  if (build === undefined) return builder.fail(token, 'notFunction')
  return build(node.arguments, token, builder)
}

function several(name: 'min' | 'max'): Build {
  return (args, token, builder) => {
    if (args.length < 2) return builder.fail(token, 'count', { expected: '≥ 2' })
    return { kind: 'call', name, args: args.map(builder.tree) }
  }
}

function absolute(args: readonly jsep.Expression[], token: Token, builder: Builder): Tree {
  const [of] = args
  if (of === undefined || args.length !== 1) return builder.fail(token, 'count', { expected: 1 })
  return { kind: 'call', name: 'abs', args: [builder.tree(of)] }
}

function rounded(args: readonly jsep.Expression[], token: Token, builder: Builder): Tree {
  const [of, digits] = args
  if (of === undefined || args.length > 2) return builder.fail(token, 'count', { expected: '1–2' })
  if (digits === undefined) return { kind: 'call', name: 'round', args: [builder.tree(of)] }
  const tree = builder.tree(digits)
  if (tree.kind !== 'number' || !isWhole(tree.value.toNumber(), 0, 10)) return builder.fail(token, 'needsDigits')
  return { kind: 'call', name: 'round', args: [builder.tree(of), tree] }
}

function snapshot(aggregate: 'last' | 'mean'): Build {
  return (args, token, builder) => {
    const measure = args[0] === undefined || args.length !== 1 ? null : builder.measure(args[0])
    if (measure === null) return unknownMeasure(args, token, builder)
    if (measure.kind !== 'level') return builder.fail(token, 'needsLevel', { measure: measure.id })
    return { kind: 'need', need: { measure: measure.id, aggregate } }
  }
}

function trailing(args: readonly jsep.Expression[], token: Token, builder: Builder): Tree {
  const [name, length] = args
  if (name === undefined || length === undefined || args.length !== 2) {
    return builder.fail(token, 'count', { expected: 2 })
  }
  const measure = builder.measure(name)
  if (measure === null) return unknownMeasure([name], token, builder)
  if (measure.kind === 'level') return builder.fail(token, 'noLevel', { measure: measure.id })
  const tree = builder.tree(length)
  const days = tree.kind === 'number' ? tree.value.toNumber() : Number.NaN
  if (!isWhole(days, 1, maxTrailingDays)) return builder.fail(token, 'needsDays', { limit: maxTrailingDays })
  return { kind: 'need', need: { measure: measure.id, aggregate: 'trailing', days } }
}

function optional(args: readonly jsep.Expression[], token: Token, builder: Builder): Tree {
  const [name] = args
  if (name === undefined || args.length !== 1) return builder.fail(token, 'needsMeasure')
  const tree = builder.tree(name)
  if (tree.kind !== 'need') return builder.fail(token, 'needsMeasure')
  return { kind: 'need', need: { ...tree.need, optional: true } }
}

/** An unknown name gets its own error with a suggestion; anything else is no name at all. */
function unknownMeasure(args: readonly jsep.Expression[], token: Token, builder: Builder): never {
  if (args[0]?.type === 'Identifier') builder.tree(args[0])
  return builder.fail(token, 'needsMeasure')
}

function isWhole(value: number, from: number, to: number): boolean {
  return Number.isInteger(value) && value >= from && value <= to
}
