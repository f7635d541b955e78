import { Big } from 'big.js'
import jsep from 'jsep'
import type { Measure } from '#src/domain/measure.ts'
import { findMeasureByName, measures } from '#src/domain/measures/index.ts'
import { nearestName } from '#src/domain/names.ts'
import { buildCall, functionNames } from './calls.ts'
import { fault, faults } from './faults.ts'
import { maxNodes } from './limits.ts'
import { type Token, tokenize } from './tokens.ts'
import type { Comparator, Sign, Test, Tree } from './tree.ts'

const signs: readonly string[] = ['+', '-', '*', '/'] satisfies readonly Sign[]
const comparators: readonly string[] = ['<', '<=', '>', '>=', '==', '!='] satisfies readonly Comparator[]

/**
 * Reads a formula. jsep only ever sees signs and placeholders (`x0`, `x1` …) for the numbers and names of the text.
 * @throws FormulaError where it is not a formula or names something unknown.
 */
export function parse(source: string): Tree {
  const tokens = tokenize(source)
  if (tokens.length === 0) throw fault(source, { index: 0, text: '' }, faults.empty)
  const reader = new Reader(source, tokens)
  return reader.read()
}

/** What the pieces of a formula are built with. */
export interface Builder {
  readonly token: (node: jsep.Expression) => Token
  readonly tree: (node: jsep.Expression) => Tree
  readonly measure: (node: jsep.Expression) => Measure | null
  readonly fail: (token: Token, kind: keyof typeof faults, values?: Readonly<Record<string, string | number>>) => never
}

class Reader implements Builder {
  readonly #source: string
  readonly #tokens: readonly Token[]
  #nodes = 0

  constructor(source: string, tokens: readonly Token[]) {
    this.#source = source
    this.#tokens = tokens
  }

  read(): Tree {
    return this.tree(this.#structure())
  }

  /** The pieces joined by spaces, each name and number under its placeholder, through jsep. */
  #structure(): jsep.Expression {
    const starts: number[] = []
    let text = ''
    for (const [at, token] of this.#tokens.entries()) {
      starts.push(text.length)
      text += `${token.kind === 'sign' ? token.text : `x${at}`} `
    }
    try {
      return jsep(text)
    } catch (error) {
      const index = (error as { readonly index?: number }).index ?? text.length // jsep's errors carry their place
      throw this.#stopped(this.#tokens[starts.findLastIndex(start => start <= index)], index >= text.trimEnd().length)
    }
  }

  #stopped(token: Token | undefined, atEnd: boolean) {
    const end = { index: this.#source.length, text: '' }
    return atEnd || token === undefined
      ? fault(this.#source, end, faults.ends)
      : fault(this.#source, token, faults.unexpected)
  }

  readonly fail = (
    token: Token,
    kind: keyof typeof faults,
    values: Readonly<Record<string, string | number>> = {},
  ): never => {
    throw fault(this.#source, token, faults[kind], values)
  }

  /** The first piece of the text that belongs to a node: where an error points. */
  readonly token = (node: jsep.Expression): Token => {
    const expression = node as jsep.CoreExpression // the union of all that jsep builds without plugins
    switch (expression.type) {
      case 'Identifier':
        return this.#tokens[Number(expression.name.slice(1))] ?? this.#last()
      case 'BinaryExpression':
        return this.token(expression.left)
      case 'UnaryExpression':
        return this.token(expression.argument)
      case 'CallExpression':
        return this.token(expression.callee)
      case 'ConditionalExpression':
        return this.token(expression.test)
      case 'Compound':
        return expression.body[1] === undefined ? this.#last() : this.token(expression.body[1])
      default:
        return this.#last()
    }
  }

  #last(): Token {
    return this.#tokens.at(-1) ?? { kind: 'sign', index: 0, text: '' }
  }

  readonly measure = (node: jsep.Expression): Measure | null => {
    if (node.type !== 'Identifier') return null
    const token = this.token(node)
    return token.kind === 'word' ? findMeasureByName(token.text) : null
  }

  readonly tree = (node: jsep.Expression): Tree => {
    this.#nodes += 1
    if (this.#nodes > maxNodes) return this.fail(this.token(node), 'large', { limit: maxNodes })
    const expression = node as jsep.CoreExpression // see above
    switch (expression.type) {
      case 'Identifier':
        return this.#leaf(expression)
      case 'UnaryExpression':
        return this.#signed(expression)
      case 'BinaryExpression':
        return this.#arithmetic(expression)
      case 'ConditionalExpression':
        return { kind: 'choice', test: this.#test(expression.test), ...this.#branches(expression) }
      case 'CallExpression':
        return buildCall(expression, this)
      case 'Compound':
        return expression.body.length === 0
          ? this.fail({ kind: 'sign', index: this.#source.length, text: '' }, 'ends')
          : this.fail(this.token(expression), 'unexpected')
      default:
        return this.fail(this.token(node), 'unexpected')
    }
  }

  #branches(expression: jsep.ConditionalExpression): { readonly yes: Tree; readonly no: Tree } {
    return { yes: this.tree(expression.consequent), no: this.tree(expression.alternate) }
  }

  #signed(expression: jsep.UnaryExpression): Tree {
    const of = this.tree(expression.argument)
    return expression.operator === '-' ? { kind: 'negative', of } : of
  }

  #arithmetic(expression: jsep.BinaryExpression): Tree {
    if (!signs.includes(expression.operator)) return this.fail(this.token(expression), 'comparison')
    const sign = expression.operator as Sign // one of `signs`
    return { kind: 'arithmetic', sign, left: this.tree(expression.left), right: this.tree(expression.right) }
  }

  #test(node: jsep.Expression): Test {
    const expression = node as jsep.BinaryExpression // checked in the next line
    if (node.type !== 'BinaryExpression' || !comparators.includes(expression.operator)) {
      return this.fail(this.token(node), 'noComparison')
    }
    const comparator = expression.operator as Comparator // one of `comparators`
    return { comparator, left: this.tree(expression.left), right: this.tree(expression.right) }
  }

  #leaf(node: jsep.Identifier): Tree {
    const token = this.token(node)
    if (token.kind === 'number') return { kind: 'number', value: Big(token.text) }
    if (token.text.toLowerCase() === 'days') return { kind: 'days' }
    const measure = this.measure(node)
    if (measure !== null) {
      return { kind: 'need', need: { measure: measure.id, aggregate: measure.kind === 'level' ? 'last' : 'sum' } }
    }
    if (functionNames.has(token.text.toLowerCase())) return this.fail(token, 'bareFunction')
    throw fault(this.#source, token, faults.unknown, {}, nearestMeasure(token.text))
  }
}

/** The id of the measure that was probably meant. */
function nearestMeasure(typed: string): string | null {
  const names = measures.flatMap(measure => [measure.id, ...Object.values(measure.label), ...measure.aliases])
  const name = nearestName(typed, names)
  return name === null ? null : (findMeasureByName(name)?.id ?? null)
}
