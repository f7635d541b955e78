import { line, periodWord } from '#src/cards/lines.ts'
import type { PersonRef } from '#src/chat/card.ts'
import type { CommandContext, Words } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import type { Period } from '#src/domain/period/index.ts'
import { holds, parsePlaceKey, placeKey } from '#src/domain/place.ts'
import { UserError } from '#src/errors.ts'
import { ownPlace, readerOf } from '#src/features/figures/index.ts'
import { findPerson } from '#src/features/people/index.ts'
import { lastPeriod } from '#src/features/reports/index.ts'
import { listTeams, requireTeam, type Team } from '#src/features/teams/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { any, requireUsed } from '#src/language/account.ts'
import type { Subject } from './pack.ts'
import { personSubject, placeOf, storesAt } from './person-subject.ts'

/** What a line asks about: a team in quotes, or a place; a week, month or quarter, the last week unless said. @throws UserError */
export async function subjectAsked(words: Words, context: CommandContext): Promise<Subject> {
  const { caller, figures, now } = context
  requireUsed(words, { places: any, periods: any, quoted: 1, people: 1 }, texts.usage)
  const period = periodAsked(words, localDay(now, caller.timeZone))
  const [person] = words.people
  if (person) {
    const about = await personSubject(person, period, context)
    if (!about) throw await personAsked(person, period, context)
    return about
  }
  const [name] = words.quoted
  if (name !== undefined) return teamSubject(name, period, context)
  if (words.places.length > 1) throw new UserError(texts.onePlace)
  const place = words.places[0] ?? ownPlace(caller)
  const resolved = await figures.resolve(readerOf(caller), place)
  return { key: placeKey(place), label: resolved.label, place, stores: resolved.stores, period }
}

/** The subject with a key, as this caller sees it; `null` when they see nothing of it. */
export async function subjectOf(key: string, period: Period, context: CommandContext): Promise<Subject | null> {
  const { caller, figures } = context
  const id = /^team:(\d+)$/.exec(key)?.[1]
  if (id !== undefined) {
    const team = (await teamsHere(context)).find(one => one.id === Number(id))
    return team ? ofTeam(team, period, context) : null
  }
  const personId = /^person:(\d+)$/.exec(key)?.[1]
  if (personId !== undefined) {
    const person = await findPerson(context.db, { id: Number(personId) })
    return person ? personSubject(person, period, context) : null
  }
  const place = parsePlaceKey(key)
  const seen = place !== null && caller.stores.some(store => store.demo === caller.demo && holds(place, store))
  if (!place || !seen) return null
  const resolved = await figures.resolve(readerOf(caller), place)
  return { key, label: resolved.label, place, stores: resolved.stores, period }
}

async function teamSubject(name: string, period: Period, context: CommandContext): Promise<Subject> {
  const team = requireTeam(await teamsHere(context), name, one => `meeting "${one.name}"`)
  const subject = ofTeam(team, period, context)
  if (!subject) throw new UserError(fill(texts.unseen, { name: verbatim(team.name) }))
  return subject
}

/** Nothing of a person's is seen by who asks: what they can be asked about instead, the teams they are in first. */
async function personAsked({ id, name }: PersonRef, period: Period, context: CommandContext): Promise<UserError> {
  const isIn = ({ members, leader }: Team) => leader?.id === id || members.some(member => member.id === id)
  const teams = (await teamsHere(context)).filter(team => isIn(team) && ofTeam(team, period, context) !== null)
  const about = periodWord(period)
  const lines = [
    ...teams.slice(0, maxTeams).map(team => ({ label: verbatim(team.name), line: `meeting "${team.name}" ${about}` })),
    { label: fill(texts.score, { name: verbatim(name) }), line: line('score', `@${name}`, about) },
    { label: fill(texts.actions, { name: verbatim(name) }), line: line('action list', `@${name}`) },
  ]
  return new UserError(fill(teams.length > 0 ? texts.personInTeams : texts.person, { name: verbatim(name) }), lines)
}

/** Teams that are offered (judgement: what fits without scrolling). */
const maxTeams = 3

function teamsHere({ db, caller, now }: CommandContext): Promise<readonly Team[]> {
  return listTeams(db, localDay(now, caller.timeZone), caller.demo)
}

/** A team's stores together, as far as the caller sees them. */
function ofTeam(team: Team, period: Period, context: CommandContext): Subject | null {
  const stores = storesAt(team.places, context)
  if (stores.length === 0) return null
  return { key: `team:${team.id}`, label: verbatim(team.name), place: placeOf(stores), stores, period }
}

/** A week, month or quarter that is over; the last of its kind where only the kind was said. */
function periodAsked({ periods, line }: Words, today: string): Period {
  const [period, another] = periods
  if (another) throw new UserError(texts.onePeriod)
  if (period && ['week', 'month', 'quarter'].includes(period.kind)) return { ...period, to: period.end }
  if (period) throw new UserError(texts.whole)
  if (/quarter|四半期|季/iu.test(line)) return lastPeriod('quarter', today)
  return lastPeriod(/month|月/iu.test(line) ? 'month' : 'week', today)
}

const texts = {
  usage: {
    en: 'A meeting is about a store, platform, market, person or a team in quotes, and a week, month or quarter: meeting "Japan" last week',
    ja: '振り返りは店舗・モール・国・担当者・「チーム」と、週・月・四半期を指定します。例：振り返り 「日本」 先週',
    'zh-CN': '复盘可指定店铺、平台、市场、负责人或带引号的团队，以及周、月或季度，例如：复盘 “日本” 上周',
  },
  onePlace: {
    en: 'A meeting is about one store, platform, market or team.',
    ja: '振り返りの対象は店舗・モール・国・チームのいずれか1つです。',
    'zh-CN': '复盘只能针对一个店铺、平台、市场或团队。',
  },
  person: {
    en: 'You see no store that {name} answers for. What {name} did stands in:',
    ja: '{name}さんの担当店舗は閲覧できません。{name}さんの実績はこちら：',
    'zh-CN': '您看不到{name}负责的店铺。{name}的情况见：',
  },
  personInTeams: {
    en: 'You see no store that {name} answers for. The teams of {name}, and what {name} did:',
    ja: '{name}さんの担当店舗は閲覧できません。{name}さんのチームと実績：',
    'zh-CN': '您看不到{name}负责的店铺。{name}的团队和情况：',
  },
  score: { en: 'Score of {name}', ja: '{name}さんの評価', 'zh-CN': '{name}的绩效' },
  actions: { en: 'Actions of {name}', ja: '{name}さんの改善アクション', 'zh-CN': '{name}的改善措施' },
  onePeriod: { en: 'Name one period.', ja: '期間は1つ指定してください。', 'zh-CN': '请只写一个周期。' },
  whole: {
    en: 'A meeting is about a week, a month or a quarter, such as: meeting last month',
    ja: '振り返りは週・月・四半期が対象です。例：振り返り 先月',
    'zh-CN': '复盘针对一周、一月或一季度，例如：复盘 上月',
  },
  unseen: {
    en: 'You see no store of the team “{name}”.',
    ja: 'チーム「{name}」の店舗を閲覧できません。',
    'zh-CN': '您看不到团队“{name}”的店铺。',
  },
} satisfies Record<string, Localized>
