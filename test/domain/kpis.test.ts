import { Big } from 'big.js'
import { describe, expect, it } from 'vitest'
import { compileFormula, explainFormula } from '#src/domain/formula/index.ts'
import { builtInKpis, kpiNames } from '#src/domain/kpis/index.ts'
import type { Kpi } from '#src/domain/kpis/kpi.ts'
import { findMeasure, measures, namesOf } from '#src/domain/measures/index.ts'
import { nameKey } from '#src/domain/names.ts'
import { locales } from '#src/i18n/locale.ts'

const table = builtInKpis.map(kpi => [kpi.id, kpi] as const)

describe('the built-in KPIs', () => {
  it('are at least sixty, each id once', () => {
    expect(builtInKpis.length).toBeGreaterThanOrEqual(60)
    expect(new Set(builtInKpis.map(kpi => kpi.id)).size).toBe(builtInKpis.length)
  })

  it.each(table)('%s compiles and needs only measures that are known', (_id, kpi) => {
    const unknown = compileFormula(kpi.formula).needs.filter(need => findMeasure(need.measure) === null)

    expect(unknown).toEqual([])
  })

  it.each(table)('%s is named, explained in words and described in every language', (_id, kpi) => {
    const words = explainFormula(kpi)

    for (const locale of locales) {
      expect(kpi.label[locale]).not.toBe('')
      expect(kpi.meaning[locale]).toMatch(/[.。]$/u)
      expect(words[locale]).not.toMatch(/_/)
    }
    expect(kpi.label.ja).not.toBe(kpi.label.en === 'ACoS' ? '' : kpi.label.en)
  })

  it('never share a name, in any language and however it is spaced', () => {
    const claims = claimed(builtInKpis.map(kpi => [kpi.id, kpiNames(kpi)]))

    expect(claims).toEqual([])
  })

  it('are called like a measure only where they are exactly that measure', () => {
    const wrong = builtInKpis.filter(kpi => findMeasure(kpi.id) !== null && kpi.formula !== kpi.id)

    expect(wrong.map(kpi => kpi.id)).toEqual([])
  })

  it('judge only samples of measures that are known', () => {
    const samples = builtInKpis.flatMap(kpi => sampleMeasures(kpi))

    expect(samples.filter(id => findMeasure(id) === null)).toEqual([])
  })

  it('are dimensionally right: money only comes from money', () => {
    const wrong = builtInKpis.filter(kpi => moneyPower(kpi) !== (kpi.unit === 'money' ? 1 : 0))

    expect(wrong.map(kpi => kpi.id)).toEqual([])
  })
})

describe('the measures', () => {
  it('have one id each and share no name', () => {
    expect(new Set(measures.map(measure => measure.id)).size).toBe(measures.length)
    expect(claimed(measures.map(measure => [measure.id, namesOf(measure)]))).toEqual([])
  })

  it('are all written in the alphabet that formulas know', () => {
    expect(measures.filter(measure => !/^[a-z][a-z0-9_]*$/.test(measure.id))).toEqual([])
  })
})

function sampleMeasures({ minimumSample }: Kpi): string[] {
  return minimumSample === undefined ? [] : [minimumSample.measure, ...(minimumSample.plus ?? [])]
}

/** Names that two of them claim. */
function claimed(named: readonly (readonly [string, readonly string[]])[]): string[] {
  const owners = new Map<string, string>()
  const clashes: string[] = []
  for (const [id, names] of named) {
    for (const name of names) {
      const owner = owners.get(nameKey(name))
      if (owner !== undefined && owner !== id) clashes.push(`${name}: ${owner} and ${id}`)
      owners.set(nameKey(name), id)
    }
  }
  return clashes
}

/** How the value grows when all money is written in a currency worth a tenth: ×10 is power 1. */
function moneyPower(kpi: Kpi): number {
  const value = (factor: number) =>
    compileFormula(kpi.formula).evaluateExact(
      need => {
        const measure = findMeasure(need.measure)
        const amount = Big(1000 + need.measure.length * 7)
        return measure?.unit === 'money' ? amount.times(factor) : amount
      },
      { days: 30 },
    )
  const [before, after] = [value(1), value(10)]
  return Math.round(Math.log10(Math.abs(Number(after) / Number(before))) * 1000) / 1000
}
