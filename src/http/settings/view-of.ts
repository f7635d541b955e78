import { choiceSources } from '#src/chat/card.ts'
import { choicesFor, contextOf, personCaller } from '#src/features/conversation/index.ts'
import type { OpenSession } from '#src/features/sign-in/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import { formDrawer } from './forms/draw-form.ts'
import type { Outcome, SettingsParts, View } from './view.ts'

interface Looking {
  readonly open: OpenSession
  readonly locale: Locale
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly outcome: Outcome | null
}

/** Everything that a page is drawn from, for one reader. */
export async function viewOf(parts: SettingsParts, looking: Looking): Promise<View> {
  const { open, locale, path, query, outcome } = looking
  const { person, formToken } = open
  const { figures, teamTimeZone } = parts
  const now = parts.now()
  const catalog = await figures.catalog()
  const caller = personCaller(person, catalog, { channel: null, messenger: 'page', teamTimeZone })
  const lists = await Promise.all(
    choiceSources.map(async source => [source, await choicesFor(parts, source, person)] as const),
  )
  const lang = query.lang === locale ? locale : null
  const href = (to: string) => (lang === null ? to : `${to}${to.includes('?') ? '&' : '?'}lang=${lang}`)
  const unfinished = outcome?.kind === 'unfinished' ? outcome.form : null
  const forms = formDrawer({
    locale,
    path: `${href(keptPath(path, query))}#answer`,
    formToken,
    unfinished,
    lists: Object.fromEntries(lists),
  })
  const context = { ...contextOf(parts, { caller, catalog, now }), caller: { ...caller, locale } }
  return { ...{ parts, open, person, locale, zone: caller.timeZone, context, query, path, outcome, href }, ...forms }
}

/** A form comes back to what was being looked at, such as a month of the calendar. */
function keptPath(path: string, query: Looking['query']): string {
  const { lang: _, ...others } = query
  const words = new URLSearchParams(others).toString()
  return words === '' ? path : `${path}?${words}`
}
