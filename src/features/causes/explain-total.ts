import type { CausePart } from '#src/domain/causes/causes.ts'
import {
  chainFor,
  days,
  exchange,
  explain,
  isOther,
  ratios,
  type Step,
  stepsOf,
  type Worth,
} from '#src/domain/causes/chain.ts'
import { decomposeGroups, type Group } from '#src/domain/causes/decompose-groups.ts'
import type { ResolvedPlace } from '#src/domain/place.ts'
import type { ReportMover } from '#src/domain/report.ts'
import type { Figures } from '#src/features/figures/index.ts'
import { type CauseQuestion, namedParts, worthOf } from './explain-movers.ts'
import { readPairs, stepOf } from './steps.ts'

/** A part of the place with its amounts. */
interface Member {
  /** In the currency of the place. */
  readonly value: readonly [before: number, after: number]
  /** `null`: nothing before, or nothing now. */
  readonly worth: Worth | null
  readonly step: (id: string) => Step
}

/**
 * Takes the change of a place apart: of one store by the factors of its KPI, of several with the mix of stores and those
 * that came or went, so that growth of a better store is not told as a better rate. Empty where an amount is not known.
 */
export async function explainTotal(
  figures: Figures,
  question: CauseQuestion,
  place: ResolvedPlace,
  movers: readonly ReportMover[],
): Promise<readonly CausePart[]> {
  const catalog = await figures.catalog()
  const steps = stepsOf(question.kpi.id).flatMap(id => catalog.findKpi(id) ?? [])
  if (steps.length === 0) return []
  const read = (of: ResolvedPlace) => readPairs(figures, { ...question, place: of.place, others: steps })
  if (place.stores.length === 1) {
    const pairs = await read(place)
    const lead = pairs.get(question.kpi.id)
    const worth = worthOf([lead?.before.value ?? null, lead?.now.value ?? null], lead)
    return worth ? namedParts(explain(question.kpi.id, worth, stepOf(pairs, question.kpi.id)), catalog) : []
  }
  const members = await Promise.all(
    movers.map(async ({ place: store, value, before }): Promise<Member> => {
      const pairs = await read(store)
      const worth = worthOf([before, value], pairs.get(question.kpi.id))
      return { value: [before ?? 0, value ?? 0], worth, step: stepOf(pairs, question.kpi.id) }
    }),
  )
  return namedParts(overStores(question.kpi.id, members), catalog)
}

function overStores(kpiId: string, members: readonly Member[]) {
  const lasting = members.filter(({ value, worth }) => worth !== null && value[0] > 0 && value[1] > 0)
  const others = members.filter(member => !lasting.includes(member))
  const all = (id: string): Step => (lasting.every(({ step }) => step(id)?.every(amount => amount > 0)) ? [1, 1] : null)
  const chain = lasting.length === 0 ? null : chainFor(kpiId, all)
  if (!chain) return []
  const entered = { before: sum(others, 0), after: sum(others, 1) }
  const other = lasting.some(({ step }) => isOther(step(days)))
  const effects = decomposeGroups(
    lasting.map(member => groupOf(member, chain, other)),
    entered,
  )
  const [size = ''] = chain.factors
  return effects.map(({ id, amount }) => ({ id: id === 'size' ? size : id, amount }))
}

/** `other`: stores have figures of another number of days than before, so that sizes are those of a day. */
function groupOf(
  { value, worth, step }: Member,
  { steps, factors }: NonNullable<ReturnType<typeof chainFor>>,
  other: boolean,
): Group {
  const amounts = (at: 0 | 1) => ratios([...steps.map(id => step(id)?.[at] ?? 0), (worth ?? { value }).value[at]])
  const [before, after] = [amounts(0), amounts(1)]
  const counted = other ? (step(days) ?? ([1, 1] as const)) : ([1, 1] as const)
  const rest = factors.slice(1).map((id, at) => [id, [before[at + 1] ?? 0, after[at + 1] ?? 0]] as const)
  const more = { [exchange]: worth?.rate ?? ([1, 1] as const), ...(other ? { [days]: counted } : {}) }
  const size = [(before[0] ?? 0) / (counted[0] || 1), (after[0] ?? 0) / (counted[1] || 1)] as const
  return { size, factors: { ...Object.fromEntries(rest), ...more } }
}

function sum(members: readonly Member[], at: 0 | 1): number {
  return members.reduce((all, { value }) => all + value[at], 0)
}
