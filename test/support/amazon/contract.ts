import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { samples } from './scripted.ts'

interface Schema {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly items?: Schema
  readonly required?: readonly string[] | boolean
  readonly properties?: Readonly<Record<string, Schema>>
  readonly maxItems?: number
  readonly maximum?: number
  readonly minimum?: number
  readonly format?: string
  readonly $ref?: string
}
interface Parameter extends Schema {
  readonly name: string
  readonly in: string
  readonly schema?: Schema
}
interface Contract {
  readonly paths: Readonly<Record<string, Readonly<Record<string, { readonly parameters?: readonly Parameter[] }>>>>
  readonly definitions: Readonly<Record<string, Schema>>
}

const files = [
  'orders_2026-01-01',
  'reports_2021-06-30',
  'dataKiosk_2023-11-15',
  'fbaInventory',
  'finances_2024-06-19',
  'customerFeedback_2024-06-01',
  'sales',
  'sellers',
]
let contracts: readonly Contract[] | null = null

function loaded(): readonly Contract[] {
  contracts ??= samples
    ? files.map(file => JSON.parse(readFileSync(join(samples ?? '', 'amazon/contracts', `${file}.json`), 'utf8')))
    : []
  return contracts
}

/** What a request does that Amazon's own contracts do not allow; empty where they are not there. */
export function breachesOf(method: string, url: URL, body: string): readonly string[] {
  if (!samples) return []
  for (const contract of loaded()) {
    for (const [template, operations] of Object.entries(contract.paths)) {
      const operation = operations[method.toLowerCase()]
      if (operation && fits(template, url.pathname)) return breaches(contract, operation.parameters ?? [], url, body)
    }
  }
  return [`no such operation: ${method} ${url.pathname}`]
}

function fits(template: string, path: string): boolean {
  return new RegExp(`^${template.replace(/\{[^}]+\}/g, '[^/]+')}$`).test(path)
}

function breaches(contract: Contract, parameters: readonly Parameter[], url: URL, body: string): readonly string[] {
  const query = new Map(parameters.filter(one => one.in === 'query').map(one => [one.name, one]))
  const found: string[] = []
  for (const [name, value] of url.searchParams) {
    const parameter = query.get(name)
    if (parameter) found.push(...valueBreaches(name, value, parameter))
    else found.push(`unknown parameter ${name}`)
  }
  for (const [name, { required }] of query) {
    if (required === true && !url.searchParams.has(name)) found.push(`missing parameter ${name}`)
  }
  const schema = parameters.find(one => one.in === 'body')?.schema
  return schema && body !== '' ? [...found, ...bodyBreaches(contract, '', JSON.parse(body), schema)] : found
}

function valueBreaches(name: string, value: string, { type, items, maxItems, maximum, ...one }: Parameter): string[] {
  const values = type === 'array' ? value.split(',') : [value]
  const allowed = type === 'array' ? items?.enum : (one.enum ?? items?.enum)
  const found = allowed
    ? values.filter(each => !allowed.includes(each)).map(each => `${name}: ${each} is not allowed`)
    : []
  if (maxItems !== undefined && values.length > maxItems) found.push(`${name}: too many`)
  if (type === 'integer' && !/^\d+$/.test(value)) found.push(`${name}: ${value} is not a number`)
  if (maximum !== undefined && Number(value) > maximum) found.push(`${name}: ${value} is too large`)
  if (one.format === 'date-time' && Number.isNaN(Date.parse(value))) found.push(`${name}: ${value} is not an instant`)
  return found
}

function bodyBreaches(contract: Contract, path: string, value: unknown, given: Schema): string[] {
  const schema = given.$ref ? contract.definitions[given.$ref.replace('#/definitions/', '')] : given
  if (!schema) return [`${path}: unknown type`]
  if (Array.isArray(value)) {
    if (schema.type !== 'array') return [`${path} is a list`]
    return value.flatMap((one, index) => bodyBreaches(contract, `${path}[${index}]`, one, schema.items ?? {}))
  }
  if (typeof value !== 'object' || value === null) {
    return schema.type !== undefined && schema.type !== typeof value ? [`${path} is a ${typeof value}`] : []
  }
  const { properties } = schema
  if (!properties) return []
  const required = Array.isArray(schema.required) ? schema.required : []
  return [
    ...required.filter(name => !(name in value)).map(name => `${path}.${name} is missing`),
    ...Object.entries(value).flatMap(([name, one]) => {
      const of = properties[name]
      return of ? bodyBreaches(contract, `${path}.${name}`, one, of) : [`${path}.${name} is unknown`]
    }),
  ]
}
