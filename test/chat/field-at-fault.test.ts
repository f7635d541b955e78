import { describe, expect, it } from 'vitest'
import { fieldAtFault } from '#src/chat/field-at-fault.ts'
import type { Locale } from '#src/i18n/locale.ts'

const fields = [
  { name: 'kpi', kind: 'select' },
  { name: 'store', kind: 'select' },
  { name: 'period', kind: 'select' },
  { name: 'value', kind: 'number' },
  { name: 'owner', kind: 'select', optional: true },
] as const
const entered = { kpi: 'sales', store: 'alpha-us', period: '2026-11', value: '5000', owner: '' }

describe('the field that a refusal speaks of', () => {
  it.each<readonly [string, Locale, Partial<typeof entered>, string]>([
    ['Which value? For example: target set sales alpha-us 2026-11 50000', 'en', { value: 'many' }, 'value'],
    ['数値がわかりません。例：target set sales alpha-us 2026-11 50000', 'ja', { value: 'たくさん' }, 'value'],
    ['目标值是多少？例如：target set sales alpha-us 2026-11 50000', 'zh-CN', { value: '很多' }, 'value'],
    ['I do not know “gamma-jp”.', 'en', { store: 'gamma-jp' }, 'store'],
    ['Which store? For example: target set sales alpha-us', 'en', { store: '' }, 'store'],
    ['どの期間ですか？', 'ja', {}, 'period'],
    ['请先选择指标。', 'zh-CN', {}, 'kpi'],
    ['sato@example.com may not see alpha-us. Who else?', 'en', { owner: 'sato@example.com' }, 'owner'],
    ['Something else is wrong.', 'en', { period: '' }, 'period'],
    ['Something else is wrong.', 'en', {}, 'kpi'],
  ])('%s (%s) is found', (text, locale, over, field) => {
    expect(fieldAtFault(fields, { ...entered, ...over }, text, locale)).toBe(field)
  })

  it('is none in a form without fields', () => {
    expect(fieldAtFault([], {}, 'x', 'en')).toBeNull()
  })
})
