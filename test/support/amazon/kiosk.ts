import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildClientSchema, execute, type GraphQLSchema, Kind, parse, validate, valueFromASTUntyped } from 'graphql'
import { samples } from './scripted.ts'
import { dayAt, daysFromTo, economicsOf, type Seller, unitCost, visitsOf } from './seller.ts'

const roots = ['analytics_salesAndTraffic_2024_04_24', 'analytics_economics_2024_03_15']
const schemas = new Map<string, GraphQLSchema>()

function schemaOf(root: string): GraphQLSchema | null {
  if (!samples) return null
  const known = schemas.get(root)
  if (known) return known
  const file = join(samples, 'amazon/contracts', `datakiosk.${root}.introspection.json`)
  const text = JSON.parse(readFileSync(file, 'utf8'))
  const schema = buildClientSchema(text.data ?? text)
  schemas.set(root, schema)
  return schema
}

/** What Amazon's own schema says against a query; empty where the schema is not there. */
export function faultsOf(query: string): readonly string[] {
  if (query.length > 8_000) return ['longer than 8,000 characters']
  const root = roots.find(one => query.includes(one))
  if (root === undefined) return ['no such root field']
  const schema = schemaOf(root)
  return schema ? validate(schema, parse(query)).map(error => error.message) : []
}

/** Rows of the answer to a query: only the fields that were asked for, where the schema is there. */
export async function rowsOf(query: string, seller: Seller, now: Date): Promise<readonly object[]> {
  const root = roots.find(one => query.includes(one)) ?? ''
  const resolvers = resolversOf(seller, now)
  const schema = schemaOf(root)
  const [name, args] = askedIn(query)
  if (!schema) return resolvers[name]?.(args) ?? []
  const answer = await execute({ schema, document: parse(query), rootValue: { [root]: resolvers } })
  if (answer.errors) throw new Error(answer.errors.map(error => error.message).join('; '))
  const data = answer.data as Record<string, Record<string, readonly object[]>> // by the schema
  return data[root]?.[name] ?? []
}

interface Args {
  readonly startDate: string
  readonly endDate: string
  readonly marketplaceIds: readonly string[]
}

function askedIn(query: string): readonly [string, Args] {
  const [operation] = parse(query).definitions
  const outer = operation?.kind === Kind.OPERATION_DEFINITION ? operation.selectionSet.selections[0] : undefined
  const field = outer?.kind === Kind.FIELD ? outer.selectionSet?.selections[0] : undefined
  if (field?.kind !== Kind.FIELD) throw new Error('no field')
  const args = Object.fromEntries((field.arguments ?? []).map(one => [one.name.value, valueFromASTUntyped(one.value)]))
  return [field.name.value, args as unknown as Args] // checked by the schema
}

const usd = (cents: number) => ({ amount: cents / 100, currencyCode: 'USD' })

function resolversOf(seller: Seller, now: Date): Record<string, (args: Args) => readonly object[]> {
  const { timeZone } = seller
  const counted = dayAt(new Date(now.getTime() - 3 * 86_400_000), timeZone)
  const ended = dayAt(new Date(now.getTime() - 86_400_000), timeZone)
  return {
    salesAndTrafficByDate: args =>
      daysOf(args, ended).map(day => {
        const visits = day <= counted ? visitsOf(day) : { sessions: 0, pageViews: 0, buyBoxPercentage: 0 }
        const traffic = { ...visits, feedbackReceived: 2, negativeFeedbackReceived: 1 }
        return { ...rowAt(day, args), sales: { unitsOrdered: 3, unitsRefunded: 0 }, traffic }
      }),
    salesAndTrafficByAsin: args => {
      if (args.startDate !== args.endDate) throw new Error('figures by product are of the whole range')
      const skus = args.startDate <= counted ? ['SKU-0', 'SKU-1'] : []
      return skus.map(sku => ({
        ...rowAt(args.startDate, args),
        sku,
        childAsin: `B0${sku}`,
        parentAsin: 'B0PARENT',
        sales: { unitsOrdered: 1, unitsRefunded: 0 },
        traffic: visitsOf(args.startDate, sku),
      }))
    },
    economics: args => daysOf(args, ended).flatMap(day => economicRows(day, args, seller)),
  }
}

function daysOf({ startDate, endDate }: Args, last: string): readonly string[] {
  return daysFromTo(startDate, endDate).filter(day => day <= last)
}

function rowAt(day: string, { marketplaceIds }: Args) {
  return { startDate: day, endDate: day, marketplaceId: marketplaceIds[0] }
}

function economicRows(day: string, args: Args, seller: Seller): readonly object[] {
  return economicsOf(seller, day).map(row => ({
    ...rowAt(day, args),
    msku: row.sku,
    sales: {
      orderedProductSales: usd(row.ordered),
      refundedProductSales: usd(row.refunded),
      netUnitsSold: row.units - row.unitsRefunded,
      unitsOrdered: row.units,
      unitsRefunded: row.unitsRefunded,
    },
    fees: [
      { feeTypeName: 'REFERRAL_FEES', charges: [{ aggregatedDetail: { totalAmount: usd(row.referral) } }] },
      {
        feeTypeName: 'FBA_FULFILLMENT_FEES',
        charges: [{ aggregatedDetail: { totalAmount: usd(row.fulfilment) } }],
      },
      { feeTypeName: 'SPONSORED_PRODUCTS_CHARGES', charges: [{ aggregatedDetail: { totalAmount: usd(9_999) } }] },
    ],
    cost: { costOfGoodsSold: usd(unitCost) },
  }))
}
