import { UserError } from '#src/errors.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'
import type { Team } from './store/teams.ts'

/** The team that a name means, written in any case and width; `null` when there is none. */
export function teamNamed(teams: readonly Team[], name: string): Team | null {
  const key = nameKey(name)
  return teams.find(team => nameKey(team.name) === key) ?? null
}

/** Teams that somebody may look into: administrators all, others those that they lead or belong to. */
export function teamsSeenBy(
  teams: readonly Team[],
  { personId, role }: { readonly personId: number | null; readonly role: string },
): readonly Team[] {
  if (role === 'administrator') return teams
  return teams.filter(team => isLedBy(team, personId) || team.members.some(({ id }) => id === personId))
}

/** Whether a person leads a team. */
export function isLedBy(team: Team, personId: number | null): boolean {
  return personId !== null && team.leader?.id === personId
}

/** @throws UserError when no team of the list has the name. */
export function requireTeam(teams: readonly Team[], name: string, lineOf: (team: Team) => string): Team {
  const team = teamNamed(teams, name)
  if (team) return team
  throw new UserError(
    fill(texts.unknown, { name: verbatim(name) }),
    teams.slice(0, 6).map(one => ({ label: verbatim(one.name), line: lineOf(one) })),
  )
}

const texts = {
  unknown: {
    en: 'There is no team “{name}”. “team” lists them.',
    ja: '「{name}」というチームはありません。「チーム」で一覧を表示します。',
    'zh-CN': '没有名为“{name}”的团队。输入“团队”查看列表。',
  },
} satisfies Record<string, Localized>
