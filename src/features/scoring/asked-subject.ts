import { line, placeWord } from '#src/cards/lines.ts'
import type { CommandContext, Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { monthOf, type Period, shiftDays } from '#src/domain/period/index.ts'
import { placeKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import type { Subject } from '#src/domain/scoring/subject.ts'
import { UserError } from '#src/errors.ts'
import { requireWhole } from '#src/features/figures/index.ts'
import { findPerson, listPeople } from '#src/features/people/index.ts'
import { listTeams, requireTeam, type Team, teamNamed } from '#src/features/teams/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { nameKey } from '#src/language/text.ts'

/** Whose score a line asks for. */
export interface AskedSubject {
  readonly subject: Subject
  readonly name: Localized
  /** Words that ask for the same subject again. */
  readonly asked: string
  /** Words of the line that were not needed for it. */
  readonly unknown: readonly string[]
}

const teamWords = ['team', 'teams', 'チーム', '团队', '小组', '班组'].map(nameKey)
/** So early in a month the one before is meant (judgement: its last figures have just come). */
const earlyDays = 3

/** A person who is mentioned, a team by its name, a place; else the one who asks. @throws UserError */
export async function subjectIn(words: Words, context: CommandContext): Promise<AskedSubject> {
  const { db, caller } = context
  const unknown = words.unknown.filter(word => !teamWords.includes(nameKey(word)))
  const named = words.quoted[0] ?? (unknown.length > 0 ? unknown.join(' ') : undefined)
  const teams = named === undefined ? [] : await listTeams(db, dayOf(context), caller.demo)
  const saysTeam = unknown.length < words.unknown.length
  const team = named === undefined ? null : teamNamed(teams, named)
  if (team) return teamSubject(team, words.quoted.length > 0 ? unknown : [])
  const former = named === undefined || saysTeam ? null : await formerPerson(named, context)
  if (former) return { ...former, unknown: words.quoted.length > 0 ? unknown : [] }
  if (saysTeam && named !== undefined) requireTeam(teams, named, other => `score team "${other.name}"`)
  const [person] = words.people
  const [place] = words.places
  if (person)
    return {
      subject: { kind: 'person', id: person.id },
      name: verbatim(person.name),
      asked: `@${person.name}`,
      unknown,
    }
  if (place) {
    requireWhole(place, context)
    const name = placeLabel(placeKey(place), caller.stores)
    return { subject: { kind: 'place', key: placeKey(place) }, name, asked: placeWord(place), unknown }
  }
  if (caller.personId === null) throw new UserError(texts.whose)
  return { subject: { kind: 'person', id: caller.personId }, name: verbatim(caller.name), asked: '', unknown }
}

function teamSubject(team: Team, unknown: readonly string[]): AskedSubject {
  const asked = line('team', `"${team.name.replaceAll('"', '”')}"`)
  return { subject: { kind: 'team', id: team.id }, name: verbatim(team.name), asked, unknown }
}

/** Who left keeps their closed scores: they are found by name or e-mail. `null`: nobody of that name left, or several did. */
async function formerPerson(
  named: string,
  { db, caller }: CommandContext,
): Promise<Omit<AskedSubject, 'unknown'> | null> {
  const key = nameKey(named.replace(/^@/, ''))
  const left = (await listPeople(db, { inactive: true })).filter(
    ({ active, demo, name, email }) =>
      !active && demo === caller.demo && (nameKey(name) === key || nameKey(email) === key),
  )
  const [one, another] = left
  if (!one || another) return null
  return { subject: { kind: 'person', id: one.id }, name: verbatim(one.name), asked: `"${one.email}"` }
}

/** The name of a subject that is known by its key alone. */
export async function subjectName(subject: Subject, context: CommandContext): Promise<Localized> {
  const { db, caller, catalog } = context
  if (subject.kind === 'place') return placeLabel(subject.key, caller.stores)
  if (subject.kind === 'person') {
    const known = catalog.people.find(({ id }) => id === subject.id) ?? (await findPerson(db, { id: subject.id }))
    return verbatim(known?.name ?? `#${subject.id}`)
  }
  const team = (await listTeams(db, dayOf(context), caller.demo)).find(({ id }) => id === subject.id)
  return verbatim(team?.name ?? `#${subject.id}`)
}

/** The week, month or quarter that a line names, else the running month, or in its first days the one before. @throws UserError */
export function periodIn(words: Pick<Words, 'periods'>, context: CommandContext): Period {
  const today = dayOf(context)
  const [named, another] = words.periods
  if (another) throw new UserError(texts.onePeriod)
  if (!named) {
    const early = Number(today.slice(8)) <= earlyDays
    return monthOf(early ? shiftDays(`${today.slice(0, 8)}01`, -1) : today, today)
  }
  if (named.kind === 'week' || named.kind === 'month' || named.kind === 'quarter') return named
  throw new UserError(fill(texts.period, { period: named.label }))
}

/** The day in the team's zone. */
export function dayOf({ now, teamTimeZone }: Pick<CommandContext, 'now' | 'teamTimeZone'>): string {
  return localDay(now, teamTimeZone)
}

const texts = {
  whose: {
    en: 'Whose score? Mention a person, or name a team or a store.',
    ja: '誰のスコアですか？人を@で、またはチーム・店舗を指定してください。',
    'zh-CN': '要看谁的评分？请@人员，或写明团队、店铺。',
  },
  onePeriod: {
    en: 'A score is of one week, month or quarter at a time.',
    ja: 'スコアの期間は1つ（週・月・四半期）だけ指定してください。',
    'zh-CN': '评分一次只看一个周期（周、月或季度）。',
  },
  period: {
    en: 'A score is of a week, month or quarter, not of {period}.',
    ja: 'スコアは週・月・四半期ごとです（{period}は不可）。',
    'zh-CN': '评分按周、月或季度计算，不支持{period}。',
  },
} satisfies Record<string, Localized>
