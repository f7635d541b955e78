import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#src/paths.ts'

interface Type {
  readonly kind: string
  readonly name: string | null
  readonly ofType?: Type | null
}
interface Known {
  readonly name: string
  readonly fields?: readonly { name: string; type: Type; args: readonly { name: string }[] }[] | null
}

const places = ['..', '../..'].map(up =>
  join(projectRoot, up, 'shared/fixtures/shopify/contracts/admin-2026-10.pruned.introspection.json'),
)
/** The published schema; absent where the fixtures are missing. */
export const schemaFile = places.find(existsSync)

/** Fields and arguments of a query (no aliases, no named fragments) that the schema does not have. */
export function unknownIn(query: string): string[] {
  const types = typesOf()
  const nameOf = (type: Type): string => type.name ?? (type.ofType ? nameOf(type.ofType) : '')
  const unknown: string[] = []
  const stack: string[] = []
  let last = query.trimStart().startsWith('mutation') ? 'Mutation' : 'QueryRoot'
  const token = /\.\.\.\s*on\s+(\w+)|(\w+)(?:\(((?:[^()"]|"(?:[^"\\]|\\.)*")*)\))?|[{}]/g
  for (const [text, fragment, name, args = ''] of query.slice(query.indexOf('{')).matchAll(token)) {
    const inside = stack.at(-1) ?? ''
    if (text === '{') stack.push(last)
    else if (text === '}') stack.pop()
    else if (fragment !== undefined) last = fragment
    else {
      const field = types.get(inside)?.fields?.find(one => one.name === name)
      if (!field) unknown.push(`${inside}.${name}`)
      last = field ? nameOf(field.type) : ''
      for (const [, arg] of args.replace(/"(?:[^"\\]|\\.)*"/g, '""').matchAll(/(\w+):/g)) {
        if (field && !field.args.some(one => one.name === arg)) unknown.push(`${inside}.${name}(${arg})`)
      }
    }
  }
  return unknown
}

let known: ReadonlyMap<string, Known> | null = null

function typesOf(): ReadonlyMap<string, Known> {
  interface Schema {
    readonly __schema: { readonly types: readonly Known[] }
  }
  if (known) return known
  const file = JSON.parse(readFileSync(schemaFile ?? '', 'utf8')) as Schema & { readonly data?: Schema }
  known = new Map((file.data ?? file).__schema.types.map(type => [type.name, type]))
  return known
}
