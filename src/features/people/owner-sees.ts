import type { PersonRef } from '#src/chat/card.ts'
import type { Store } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { listPeople, type Person } from '#src/features/people/store/people.ts'
import { sees } from '#src/features/stores/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'

/** How many others are named. Judgement: a choice, not a list. */
const maxNamed = 5

/**
 * Whoever is to answer for figures must be able to open them: an alert would call somebody who sees nothing.
 * @throws UserError naming who could be the owner instead.
 */
export async function requireOwnerSees(
  db: Db,
  owner: PersonRef | null | undefined,
  place: { readonly label: Localized; readonly stores: readonly Store[] },
): Promise<void> {
  if (!owner || place.stores.length === 0) return
  const people = await listPeople(db)
  const asked = people.find(({ id }) => id === owner.id)
  if (!asked || seesAll(asked, place.stores)) return
  const others = people
    .filter(person => person.id !== owner.id && person.demo === asked.demo && seesAll(person, place.stores))
    .sort((a, b) => narrowness(b) - narrowness(a))
  const values = {
    name: verbatim(owner.name),
    place: place.label,
    people: verbatim(
      others
        .slice(0, maxNamed)
        .map(({ name }) => name)
        .join(', '),
    ),
    email: verbatim(asked.email),
  }
  throw new UserError(fill(others.length > 0 ? texts.others : texts.nobody, values))
}

function seesAll({ scope }: Person, stores: readonly Store[]): boolean {
  return stores.every(store => sees(scope, store))
}

/** Whoever sees these stores and little else is nearer to them than who sees everything. */
function narrowness({ scope }: Person): number {
  return scope.includes('all') ? 0 : 1
}

const texts = {
  others: {
    en: '{name} may not see {place} and could not open the alert. These people could be the owner: {people}. Or an administrator gives access first: people scope {email} …',
    ja: '{name}さんは{place}を見る権限がないため、アラートを開けません。担当者にできる人：{people}。または管理者が先に権限を付与してください：メンバー 範囲 {email} …',
    'zh-CN':
      '{name} 无权查看{place}，收到告警也打不开。可以担任负责人的有：{people}。也可以先由管理员开通权限：人员 范围 {email} …',
  },
  nobody: {
    en: '{name} may not see {place} and could not open the alert. An administrator gives access first: people scope {email} …',
    ja: '{name}さんは{place}を見る権限がないため、アラートを開けません。先に管理者が権限を付与してください：メンバー 範囲 {email} …',
    'zh-CN': '{name} 无权查看{place}，收到告警也打不开。请先由管理员开通权限：人员 范围 {email} …',
  },
} satisfies Record<string, Localized>
