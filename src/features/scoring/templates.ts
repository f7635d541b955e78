import type { Day } from '#src/domain/period/index.ts'
import { builtInTemplates } from '#src/domain/templates/built-in.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type StoredTemplate, storedTemplates } from './store/templates.ts'

/** The templates that count on a day: built-in ones, and of each own one the latest version that has begun. */
export async function templatesOn(db: Db, day: Day, demo: boolean): Promise<readonly ScoreTemplate[]> {
  const latest = new Map<string, StoredTemplate>()
  for (const stored of await storedTemplates(db, demo)) if (stored.validFrom <= day) latest.set(stored.code, stored)
  const own = [...latest.values()].filter(({ retired }) => !retired)
  return [...builtInTemplates, ...own.map(ownTemplate)]
}

function ownTemplate({ code, version, name, base, lines, maxAttainment, gate }: StoredTemplate): ScoreTemplate {
  const origin = builtInTemplates.find(template => template.code === base)
  return {
    ...{ code, version, lines, maxAttainment, gate },
    name: verbatim(name),
    aliases: [],
    kind: origin?.kind ?? 'role',
    meaning: origin?.meaning ?? verbatim(name),
    ...(base !== null && { base }),
  }
}

/** The template that a word means, by code, name or alias in any language; `null` when there is none. */
export function templateNamed(templates: readonly ScoreTemplate[], word: string): ScoreTemplate | null {
  const key = nameKey(word)
  const names = ({ code, name, aliases }: ScoreTemplate) => [code, ...Object.values(name), ...aliases]
  return [...templates].reverse().find(template => names(template).some(name => nameKey(name) === key)) ?? null
}
