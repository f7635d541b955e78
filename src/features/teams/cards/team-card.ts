import { line } from '#src/cards/lines.ts'
import { demoTitled } from '#src/cards/titles.ts'
import type { Action, Card } from '#src/chat/card.ts'
import type { PersonName } from '#src/domain/targets/target.ts'
import { join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A team as it is shown. */
export interface ShownTeam {
  readonly name: string
  readonly leader: PersonName | null
  readonly members: readonly PersonName[]
  readonly places: Localized
}

const texts = {
  title: { en: 'Teams', ja: 'チーム', 'zh-CN': '团队' },
  team: { en: 'Team', ja: 'チーム', 'zh-CN': '团队' },
  leader: { en: 'Leader', ja: 'リーダー', 'zh-CN': '负责人' },
  members: { en: 'Members', ja: 'メンバー', 'zh-CN': '成员' },
  stores: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  nobody: { en: 'nobody', ja: 'なし', 'zh-CN': '无' },
  empty: {
    en: 'There are no teams yet. A team has a name in quotes, a leader, members and stores: team add "Japan" leader @mei @ken market:jp',
    ja: 'チームはまだありません。名前を「」で囲み、リーダー・メンバー・店舗を続けてください：チーム 追加 「日本」 リーダー @mei @ken 日本',
    'zh-CN': '还没有团队。请写上带引号的名称、负责人、成员和店铺：团队 添加 “日本组” 负责人 @mei @ken 日本',
  },
} satisfies Record<string, Localized>

/** All teams that the reader may look into, one row each. */
export function teamsCard(teams: readonly ShownTeam[], demo: boolean): Card {
  const title = demoTitled(texts.title, demo)
  if (teams.length === 0) return { title, tone: 'info', blocks: [{ type: 'text', text: texts.empty }] }
  return {
    title,
    tone: 'info',
    blocks: [
      {
        type: 'table',
        columns: [{ label: texts.team }, { label: texts.leader }, { label: texts.members }, { label: texts.stores }],
        rows: teams.map(team => [
          { text: verbatim(team.name) },
          team.leader ? { text: verbatim(team.leader.name) } : { text: texts.nobody, dim: true },
          { text: namesOf(team.members) },
          { text: team.places },
        ]),
      },
      { type: 'actions', actions: teams.slice(0, 3).map(scoreAction) },
    ],
  }
}

/** One team and what was done to it. */
export function teamCard(team: ShownTeam, done: Localized, demo: boolean): Card {
  return {
    title: demoTitled(done, demo),
    tone: 'good',
    blocks: [
      {
        type: 'facts',
        facts: [
          { label: texts.leader, value: team.leader ? verbatim(team.leader.name) : texts.nobody },
          { label: texts.members, value: namesOf(team.members) },
          { label: texts.stores, value: team.places },
        ],
      },
      { type: 'actions', actions: [scoreAction(team)] },
    ],
  }
}

function scoreAction({ name }: ShownTeam): Action {
  return { label: verbatim(name), line: line('score', 'team', `"${name.replaceAll('"', '”')}"`) }
}

function namesOf(people: readonly PersonName[]): Localized {
  return people.length === 0 ? texts.nobody : join(people.map(({ name }) => verbatim(name)))
}
