import { marketTemplates } from './markets.ts'
import { roleTemplates } from './roles.ts'
import type { ScoreTemplate } from './template.ts'

/** All templates that come with the product, markets first. */
export const builtInTemplates: readonly ScoreTemplate[] = [...marketTemplates, ...roleTemplates]
