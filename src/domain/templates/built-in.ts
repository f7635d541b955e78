import { marketTemplates } from './markets.ts'
import { roleTemplates } from './roles.ts'
import type { ScoreTemplate } from './template.ts'

/** All templates that come with the product, markets first. */
export const builtInTemplates: readonly ScoreTemplate[] = [...marketTemplates, ...roleTemplates]

/** The built-in template with a code; `null` when there is none. */
export function findBuiltInTemplate(code: string): ScoreTemplate | null {
  return builtInTemplates.find(template => template.code === code) ?? null
}
