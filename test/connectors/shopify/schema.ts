import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildClientSchema, type GraphQLSchema, type IntrospectionQuery, parse, validate } from 'graphql'
import { projectRoot } from '#src/paths.ts'

const places = ['..', '../..'].map(up =>
  join(projectRoot, up, 'shared/fixtures/shopify/contracts/admin-2026-10.pruned.introspection.json'),
)
/** The published schema; absent where the fixtures are missing. */
export const schemaFile = places.find(existsSync)

let known: GraphQLSchema | null = null

/** What the published schema does not allow in a query: fields, arguments, types of variables. */
export function faultsIn(query: string): readonly string[] {
  known ??= schemaOf(readFileSync(schemaFile ?? '', 'utf8'))
  return validate(known, parse(query)).map(({ message }) => message)
}

type Pruned = Record<string, unknown> & { readonly kind: string; readonly fields?: readonly Record<string, unknown>[] }

/** The file leaves out what is empty; the library wants it said. */
function schemaOf(text: string): GraphQLSchema {
  interface File {
    readonly __schema: { readonly types: readonly Pruned[]; readonly directives?: readonly unknown[] }
  }
  const file = JSON.parse(text) as File & { readonly data?: File }
  const { __schema } = file.data ?? file
  const types = __schema.types.map(type => ({
    interfaces: [],
    possibleTypes: [],
    inputFields: [],
    enumValues: [],
    ...type,
    fields: (type.fields ?? []).map(field => ({ args: [], ...field })),
  }))
  const whole = { __schema: { ...__schema, types, directives: __schema.directives ?? [] } }
  return buildClientSchema(whole as unknown as IntrospectionQuery) // as the file's own source wrote it
}
