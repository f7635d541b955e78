import type { Day } from '#src/domain/period/index.ts'
import { builtInTemplates } from '#src/domain/templates/built-in.ts'
import type { ScoreTemplate } from '#src/domain/templates/template.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import type { Db } from '#src/platform/database/db.ts'
import { type StoredTemplate, storedTemplates } from './store/templates.ts'

/**
 * The templates that count on a day: built-in ones, and of each own one the latest version that has begun. Months before a
 * template was made are measured by it as it stood in its first month: somebody who makes one begins with a month that is over.
 */
export async function templatesOn(db: Db, day: Day, demo: boolean): Promise<readonly ScoreTemplate[]> {
  const stored = await storedTemplates(db, demo)
  const own = [...new Set(stored.map(({ code }) => code))].flatMap(code => {
    const standing = versionOn(
      stored.filter(one => one.code === code),
      day,
    )
    return standing && !standing.retired ? [ownTemplate(standing)] : []
  })
  return [...builtInTemplates, ...own]
}

function versionOn(versions: readonly StoredTemplate[], day: Day): StoredTemplate | undefined {
  const begun = versions.filter(({ validFrom }) => validFrom <= day).at(-1)
  if (begun) return begun
  const [first] = versions.map(({ validFrom }) => validFrom).sort()
  return versions.filter(({ validFrom, retired }) => validFrom === first && !retired).at(-1)
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
