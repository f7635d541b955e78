import { fixture } from '#test/support/fixtures.ts'

interface Parameter {
  readonly name: string
  readonly in: string
  readonly required?: boolean
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly maxItems?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly items?: { readonly enum?: readonly string[] }
  readonly schema?: { readonly $ref: string }
}
interface Schema {
  readonly $ref?: string
  readonly type?: string
  readonly format?: string
  readonly enum?: readonly string[]
  readonly required?: readonly string[]
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: Schema
  readonly items?: Schema
  readonly minItems?: number
  readonly maxItems?: number
}
interface Operation {
  readonly operationId: string
  readonly parameters?: readonly Parameter[]
}
interface Model {
  readonly paths: Readonly<Record<string, Readonly<Record<string, Operation>>>>
  readonly definitions: Readonly<Record<string, Schema>>
}

/** The operation that a request means, and what is wrong with the request by Amazon's own model. */
export interface Checked {
  readonly operation: string
  readonly parameters: Readonly<Record<string, string>>
  readonly wrong: readonly string[]
}

const files = [
  'orders_2026-01-01',
  'reports_2021-06-30',
  'dataKiosk_2023-11-15',
  'fbaInventory',
  'finances_2024-06-19',
  'sellers',
  'customerFeedback_2024-06-01',
  'sales',
]

/** Checks requests against the published models; `null`: no such operation. */
export function createContract(folder: string) {
  const models = files.map(file => fixture(folder, `contracts/${file}.json`) as Model)
  return (method: string, path: string, query: URLSearchParams, body: string): Checked | null => {
    for (const model of models) {
      for (const [template, operations] of Object.entries(model.paths)) {
        const names = [...template.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)
        const found = new RegExp(`^${template.replaceAll(/\{\w+\}/g, '([^/]+)')}$`).exec(path)
        const operation = operations[method.toLowerCase()]
        if (!found || !operation) continue
        const inPath = Object.fromEntries(names.map((name, at) => [name, decodeURIComponent(found[at + 1] ?? '')]))
        const wrong = check(model, operation, query, body)
        return { operation: operation.operationId, parameters: { ...Object.fromEntries(query), ...inPath }, wrong }
      }
    }
    return null
  }
}

function check(model: Model, operation: Operation, query: URLSearchParams, body: string): string[] {
  const wrong: string[] = []
  const parameters = operation.parameters ?? []
  for (const name of new Set(query.keys())) {
    const parameter = parameters.find(known => known.in === 'query' && known.name === name)
    if (!parameter) wrong.push(`${name} is not a parameter`)
    else if (query.getAll(name).length > 1) wrong.push(`${name} stands more than once (lists are joined by commas)`)
    else wrong.push(...valueFaults(parameter, query.get(name) ?? ''))
  }
  for (const parameter of parameters) {
    if (parameter.in === 'query' && parameter.required && !query.has(parameter.name)) {
      wrong.push(`${parameter.name} is missing`)
    }
    if (parameter.in === 'body' && parameter.schema) wrong.push(...bodyFaults(model, parameter.schema, body))
  }
  return wrong
}

const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/

function valueFaults(parameter: Parameter, value: string): string[] {
  const { name } = parameter
  if (value === '') return [`${name} is empty`]
  if (parameter.format === 'date-time' && !dateTime.test(value)) return [`${name} is no ISO 8601 moment: ${value}`]
  if (parameter.type === 'boolean' && !['true', 'false'].includes(value)) return [`${name} is no boolean`]
  if (parameter.type === 'integer') {
    const number = Number(value)
    const low = parameter.minimum ?? 1
    const high = parameter.maximum ?? 100
    if (!Number.isInteger(number) || number < low || number > high) return [`${name} is not ${low} to ${high}`]
  }
  const values = parameter.type === 'array' ? value.split(',') : [value]
  const allowed = parameter.items?.enum ?? parameter.enum
  if (values.length > (parameter.maxItems ?? 1_000)) return [`${name} has more than ${parameter.maxItems} values`]
  return values.filter(one => allowed && !allowed.includes(one)).map(one => `${name} cannot be ${one}`)
}

function bodyFaults(model: Model, schema: Schema, body: string): string[] {
  try {
    return schemaFaults(model, schema, JSON.parse(body), 'body')
  } catch {
    return ['the body is no JSON']
  }
}

function schemaFaults(model: Model, given: Schema, value: unknown, path: string): string[] {
  const schema = given.$ref ? (model.definitions[given.$ref.replace('#/definitions/', '')] ?? {}) : given
  if (schema.type === 'array') {
    if (!Array.isArray(value)) return [`${path} is no list`]
    if (value.length < (schema.minItems ?? 0) || value.length > (schema.maxItems ?? 10_000)) {
      return [`${path} has ${value.length} values`]
    }
    return value.flatMap((one, at) => schemaFaults(model, schema.items ?? {}, one, `${path}[${at}]`))
  }
  if (schema.type === 'object' || schema.properties) {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return [`${path} is no object`]
    const entries = Object.entries(value)
    return [
      ...(schema.required ?? []).filter(name => !(name in value)).map(name => `${path}.${name} is missing`),
      ...entries.flatMap(([name, one]) => {
        const inner = schema.properties?.[name] ?? schema.additionalProperties
        return inner ? schemaFaults(model, inner, one, `${path}.${name}`) : [`${path}.${name} is not known`]
      }),
    ]
  }
  if (schema.type === 'string' && typeof value !== 'string') return [`${path} is no text`]
  if (schema.format === 'date-time' && !dateTime.test(String(value))) return [`${path} is no moment: ${value}`]
  if (schema.enum && !schema.enum.includes(String(value))) return [`${path} cannot be ${value}`]
  return []
}
