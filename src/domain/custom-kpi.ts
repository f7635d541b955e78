import { kpiNames } from '#src/domain/kpis/index.ts'
import type { Kpi, MinimumSample, Unit } from '#src/domain/kpis/kpi.ts'
import { findMeasure } from '#src/domain/measures/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { checkFormula, neverHasValue } from './formula/index.ts'
import { nameKey } from './names.ts'

/** A KPI as a customer writes it. What is left out is filled in. */
export interface KpiDraft {
  readonly id: string
  readonly formula: string
  /** What people read; without it the id. */
  readonly label?: string | Localized
  readonly aliases?: readonly string[]
  readonly unit?: Unit
  readonly better?: Kpi['better']
  readonly minimumSample?: MinimumSample
  readonly digits?: number
  readonly meaning?: string | Localized
}

/** A definition that cannot be used; `text` says why and what to do. */
export class DefinitionError extends Error {
  override readonly name = 'DefinitionError'
  readonly text: Localized

  constructor(text: Localized) {
    super(text.en)
    this.text = text
  }
}

/**
 * Makes a customer's KPI of what was written. `existing` are the KPIs that stand: their names are taken, except those of
 * a customer's KPI that is defined anew.
 * @throws DefinitionError, FormulaError
 */
export function validateKpi(draft: KpiDraft, existing: readonly Kpi[]): Kpi {
  const id = draft.id.trim()
  if (!/^[a-z][a-z0-9_]{1,39}$/.test(id)) throw new DefinitionError(fill(texts.id, { id }))
  const error = checkFormula(draft.formula)
  if (error !== null) throw error
  if (neverHasValue(draft.formula)) throw new DefinitionError(fill(texts.zero, { formula: draft.formula }))
  const kpi = complete(id, draft)
  checkNames(kpi, existing)
  checkSample(kpi)
  return kpi
}

function complete(id: string, draft: KpiDraft): Kpi {
  const label = localizedOf(draft.label ?? id)
  return {
    id,
    label,
    aliases: (draft.aliases ?? []).map(alias => alias.trim()).filter(alias => alias !== ''),
    formula: draft.formula.trim(),
    unit: draft.unit ?? 'number',
    better: draft.better ?? 'higher',
    meaning: localizedOf(draft.meaning ?? label),
    theme: 'custom',
    ...(draft.minimumSample === undefined ? {} : { minimumSample: draft.minimumSample }),
    ...(draft.digits === undefined ? {} : { digits: draft.digits }),
  }
}

function localizedOf(text: string | Localized): Localized {
  return typeof text === 'string' ? verbatim(text.trim()) : text
}

function checkNames(kpi: Kpi, existing: readonly Kpi[]): void {
  const keys = new Set(kpiNames(kpi).map(nameKey))
  for (const other of existing) {
    if (other.id === kpi.id && other.theme === 'custom') continue
    const taken = kpiNames(other).find(name => keys.has(nameKey(name)))
    if (taken !== undefined) throw new DefinitionError(fill(texts.taken, { name: taken, other: other.label }))
  }
}

function checkSample({ minimumSample }: Kpi): void {
  if (minimumSample === undefined) return
  for (const measure of [minimumSample.measure, ...(minimumSample.plus ?? [])]) {
    if (findMeasure(measure) === null) throw new DefinitionError(fill(texts.sample, { measure }))
  }
}

const texts = {
  id: {
    en: '“{id}” cannot be the id of a KPI: use 2 to 40 small letters, digits and underscores, a letter first.',
    ja: '「{id}」はKPIのIDに使えません。英小文字で始まる2〜40文字の英小文字・数字・アンダースコアにしてください。',
    'zh-CN': '“{id}”不能作为KPI的ID：请使用2至40个小写字母、数字或下划线，并以字母开头。',
  },
  zero: {
    en: '“{formula}” divides by zero, so it would never have a value. Divide by a base figure, such as orders.',
    ja: '「{formula}」は0で割っているため、値を計算できません。注文件数などの基礎データで割ってください。',
    'zh-CN': '“{formula}”除以0，永远无法得出数值。请除以订单数等基础数据。',
  },
  taken: {
    en: '“{name}” is already a name of the KPI {other}. Choose another name.',
    ja: '「{name}」はすでにKPI「{other}」の名前です。別の名前にしてください。',
    'zh-CN': '“{name}”已是KPI“{other}”的名称，请换一个名称。',
  },
  sample: {
    en: '“{measure}” is not a known measure, so it cannot be the minimum sample.',
    ja: '「{measure}」という指標がないため、最小サンプルに指定できません。',
    'zh-CN': '没有名为“{measure}”的指标，不能作为最小样本。',
  },
} as const satisfies Record<string, Localized>
