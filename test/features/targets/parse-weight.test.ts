import { expect, it } from 'vitest'
import type { Amount } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { type GoalRequest, goalOf } from '#src/features/targets/parse-goal.ts'
import { targetWords } from '#src/features/targets/parse-weight.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { kpi, sampleKpis, words } from '#test/support/builders.ts'

const { sales, conversion, acos, cover, orders } = sampleKpis

function amount(decimal: string, over: Partial<Amount> = {}): Amount {
  return { value: Number(decimal), decimal, kind: 'plain', currency: null, ...over }
}

function goal(over: Partial<GoalRequest> & Pick<GoalRequest, 'kpi' | 'amounts'>) {
  const again = (value: string) => `target set x ${value}`
  return goalOf({ place: verbatim('West'), currency: 'USD', example: 'target sales west 50000', again, ...over })
}

function refusal(over: Partial<GoalRequest> & Pick<GoalRequest, 'kpi' | 'amounts'>): UserError {
  try {
    goal(over)
  } catch (error) {
    if (error instanceof UserError) return error
  }
  throw new Error('it was not refused')
}

it.each([
  ['USD', '50000', 5_000_000],
  ['USD', '0.10', 10],
  ['JPY', '5000000', 5_000_000],
])('takes money in major units of %s', (currency, typed, minor) => {
  expect(goal({ kpi: sales, amounts: [amount(typed)], currency }).value).toBe(minor)
})

it('refuses money in another currency than the place has, and decimals that it lacks', () => {
  const euros = amount('500', { kind: 'money', currency: 'EUR' })

  expect(refusal({ kpi: sales, amounts: [euros] }).text.en).toBe('Targets of West are in USD, not in EUR.')
  expect(refusal({ kpi: sales, amounts: [amount('0.5')], currency: 'JPY' }).text.en).toBe('JPY has at most 0 decimals.')
})

it('takes ¥ as the currency of the place', () => {
  const yen = amount('500', { kind: 'money', currency: null })

  expect(goal({ kpi: sales, amounts: [yen], currency: 'JPY' }).value).toBe(500)
})

it('takes 8% and 0.08 for a rate, and asks about a bare 8', () => {
  const asked = refusal({ kpi: conversion, amounts: [amount('8')] })

  expect(goal({ kpi: conversion, amounts: [amount('0.08', { kind: 'percent' })] }).value).toBe(0.08)
  expect(goal({ kpi: conversion, amounts: [amount('0.08')] }).value).toBe(0.08)
  expect(asked.text.en).toBe('Conversion rate is a percentage. Do you mean 8%?')
  expect(asked.suggestions).toEqual([{ label: verbatim('8%'), line: 'target set x 8%' }])
})

it.each([
  ['a percentage of orders', orders, amount('0.08', { kind: 'percent' }), 'not a percentage'],
  ['money for a rate', conversion, amount('8', { kind: 'money', currency: 'USD' }), 'not an amount of money'],
  ['negative sales', sales, amount('-5'), 'cannot be negative'],
  ['zero sales', sales, amount('0'), 'always met'],
  ['a rate of 2000 %', acos, amount('20', { kind: 'percent' }), 'between 0% and 1000%'],
  ['seven stars', kpi({ unit: 'stars' }), amount('7'), 'between 0 and 5'],
])('refuses %s', (_what, asked, typed, reason) => {
  expect(refusal({ kpi: asked, amounts: [typed] }).text.en).toContain(reason)
})

it('allows zero where less is better, and losses as the target of a profit', () => {
  expect(goal({ kpi: acos, amounts: [amount('0', { kind: 'percent' })] }).value).toBe(0)
  expect(goal({ kpi: kpi({ id: 'profit', theme: 'profit' }), amounts: [amount('-100')] }).value).toBe(-10_000)
})

it('asks for a value, gives an example, and refuses two values for one target', () => {
  expect(refusal({ kpi: sales, amounts: [] }).text.en).toContain('target sales west 50000')
  expect(refusal({ kpi: sales, amounts: [amount('1'), amount('2')] }).text.en).toContain('one value, but there are 2')
})

it('takes two ends for a band, the lower first', () => {
  expect(goal({ kpi: cover, amounts: [amount('30'), amount('60')] })).toEqual({ value: null, low: 30, high: 60 })
  expect(refusal({ kpi: cover, amounts: [amount('60'), amount('30')] }).text.en).toContain('lower end')
  expect(refusal({ kpi: cover, amounts: [amount('60')] }).text.en).toContain('two ends')
})

it.each(['30-60', '30~60', '30～60', '30 - 60', '30 to 60', '30到60', '30から60まで', '30〜60日', '30-60 days'])(
  'reads the band %s, which is no period',
  typed => {
    const found = targetWords(
      words('target', { open: `                      ${typed}`, unknown: [typed] }),
      '2017-11-20',
    )

    expect(found.amounts.map(({ value }) => value)).toEqual([30, 60])
    expect(found.unknown).toEqual([])
  },
)

it('does not take a month for a band', () => {
  const found = targetWords(
    words('target', { open: '           2017-11 50000', amounts: [amount('50000')] }),
    '2017-11-20',
  )

  expect(found.amounts.map(({ value }) => value)).toEqual([50000])
})

it.each(['weight 20', '权重20', 'ウエイト 20', 'weight=20'])(
  'reads %s and takes its number out of the values',
  typed => {
    const line = {
      open: `           50000 ${typed}`,
      amounts: [amount('50000'), amount('20')],
      unknown: [/^[^\d\s=]+/.exec(typed)?.[0] ?? ''],
    }

    const found = targetWords(words('target', line), '2017-11-20')

    expect(found).toEqual({
      amounts: [amount('50000')],
      periods: [],
      weight: 20,
      compares: [],
      daily: false,
      unknown: [],
    })
  },
)

it('keeps a value that happens to equal the weight', () => {
  const line = { open: '           20 weight 20', amounts: [amount('20'), amount('20')] }

  expect(targetWords(words('target', line), '2017-11-20').amounts).toHaveLength(1)
})

it('refuses a weight above 100', () => {
  expect(() => targetWords(words('target', { open: '      5 weight 120' }), '2017-11-20')).toThrow(UserError)
})
