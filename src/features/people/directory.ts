import type { Directory, DirectoryChannel, DirectoryPerson } from '#src/chat/messenger.ts'
import type { Command } from '#src/contracts/command.ts'
import { type PlaceKey, parsePlaceKey } from '#src/domain/place.ts'
import { listChannels } from '#src/features/people/store/channels.ts'
import { listPeople } from '#src/features/people/store/people.ts'
import { listStores } from '#src/features/stores/index.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { firstAdministrator } from './administrators.ts'

/** People, channels and verbs that one messenger's pickers offer. */
export function createDirectory(
  db: Db,
  parts: {
    readonly messenger: string
    readonly locale: Locale
    readonly commands: readonly Command[]
    readonly adminEmail: string | null
  },
): Directory {
  return {
    people: async () => {
      await firstAdministrator(db, parts.adminEmail)
      const people = await listPeople(db)
      return people.map(
        (person): DirectoryPerson => ({
          id: person.id,
          name: person.name,
          email: person.email,
          role: person.role,
          locale: person.locale ?? parts.locale,
          scope: scopeText(person.scope),
        }),
      )
    },
    emails: async () => {
      const emails = (await listPeople(db)).filter(person => !person.demo).map(person => person.email)
      return [...new Set([...emails, ...(parts.adminEmail === null ? [] : [parts.adminEmail])])]
    },
    channels: async () => {
      const channels = await listChannels(db, { messenger: parts.messenger })
      return channels.map(
        ({ name, kind, locale, scope }): DirectoryChannel => ({ name, kind, locale, scope: scopeText(scope) }),
      )
    },
    demo: async () => (await listStores(db)).some(store => store.demo),
    verbs: () => parts.commands.map(({ name, aliases, summary, examples }) => ({ name, aliases, summary, examples })),
  }
}

/** A scope as a picker shows it: the names that people type. */
function scopeText(scope: readonly PlaceKey[]): string {
  return scope
    .map(key => {
      const place = parsePlaceKey(key)
      if (!place || place.kind === 'all') return 'all'
      return place.kind === 'store' ? place.slug : place.id
    })
    .join(', ')
}
