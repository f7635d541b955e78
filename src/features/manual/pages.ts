import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Locale } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'

/** A page of the manual in one language, as it stands in `docs/<language>/`. */
export interface ManualPage {
  /** The name of its file, such as `connect-a-shop`; the same in every language. */
  readonly id: string
  readonly locale: Locale
  readonly title: string
  /** Markdown, with the title. */
  readonly text: string
}

/** Pages in the order in which they are listed: tasks first, then what is generated. */
export const pageIds = [
  'connect-a-shop',
  'drop-a-file',
  'set-targets',
  'read-the-digest',
  'acknowledge-alerts',
  'ask-questions',
  'scores',
  'boards',
  'settings',
  'learn-by-doing',
  'operate',
  'kpis',
  'verbs',
  'rules',
] as const

const read = new Map<Locale, readonly ManualPage[]>()

/** All pages in a language; read once, since they change with the program alone. */
export function pagesIn(locale: Locale): readonly ManualPage[] {
  const known = read.get(locale)
  if (known) return known
  const folder = join(projectRoot, 'docs', locale)
  const files = existsSync(folder) ? readdirSync(folder) : [] // a copy of the program without its manual still runs
  const pages = pageIds.filter(id => files.includes(`${id}.md`)).map(id => pageOf(folder, id, locale))
  read.set(locale, pages)
  return pages
}

/** A page; `null`: there is none of that name. */
export function findPage(locale: Locale, id: string): ManualPage | null {
  return pagesIn(locale).find(page => page.id === id) ?? null
}

function pageOf(folder: string, id: string, locale: Locale): ManualPage {
  const text = readFileSync(join(folder, `${id}.md`), 'utf8')
  return { id, locale, title: /^# (.+)$/m.exec(text)?.[1]?.trim() ?? id, text }
}
