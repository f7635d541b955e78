import { describe, expect, it } from 'vitest'
import type { ScoreTemplate, TemplateLine } from '#src/domain/templates/template.ts'
import { fromTemplate } from '#src/features/scoring/measured-by.ts'

const line = (kpiId: string, instead?: string) =>
  ({ kpiId, weight: 50, goal: { kind: 'plan' }, ...(instead ? { instead } : {}) }) as TemplateLine
const template = {
  code: 'ours',
  version: 1,
  lines: [line('sales'), line('unit_session_rate', 'conversion_rate')],
  maxAttainment: 1.2,
  gate: null,
} as unknown as ScoreTemplate

describe('a KPI that has another to stand in for it', () => {
  it.each([
    [[], ['sales', 'unit_session_rate'], []],
    [['unit_session_rate'], ['sales', 'conversion_rate'], []],
    [['unit_session_rate', 'conversion_rate'], ['sales'], ['unit_session_rate']],
    [['sales', 'unit_session_rate'], ['conversion_rate'], ['sales']],
  ])('where %j is left out, %j are measured and %j are told as missing', (leftOut, kpis, missing) => {
    const measured = fromTemplate({ kind: 'person', id: 1 }, template, [], leftOut)

    expect(measured.lines.map(({ kpiId }) => kpiId)).toEqual(kpis)
    expect(measured.leftOut).toEqual(missing)
    expect(measured.lines.reduce((sum, { weight }) => sum + weight, 0)).toBe(100)
  })
})
