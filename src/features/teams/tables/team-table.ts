import { columnTexts } from '#src/cards/column-texts.ts'
import { type CellOf, type DataTable, dataTable } from '#src/contracts/data-table.ts'
import type { Team } from '#src/features/teams/store/teams.ts'
import type { Localized } from '#src/i18n/locale.ts'

/** Teams as rows, one for each member; a team without members has one without. */
export function teamTable(teams: readonly Team[]): DataTable {
  const rows = teams.flatMap((team): readonly Row[] => {
    const members = team.members.length === 0 ? [null] : team.members.map(({ name }) => name)
    return members.map(member => ({ team, member }))
  })
  return dataTable('teams', texts.title, columns, rows)
}

interface Row {
  readonly team: Team
  readonly member: string | null
}

const texts = {
  title: { en: 'Teams', ja: 'チーム', 'zh-CN': '团队' },
  team: { en: 'Team', ja: 'チーム名', 'zh-CN': '团队名称' },
  leader: { en: 'Leader', ja: 'リーダー', 'zh-CN': '负责人' },
  member: { en: 'Member', ja: 'メンバー', 'zh-CN': '成员' },
  places: { en: 'Stores (keys)', ja: '担当範囲（キー）', 'zh-CN': '负责范围（键）' },
} satisfies Record<string, Localized>

const columns: readonly CellOf<Row>[] = [
  ['id', columnTexts.number, ({ team }) => team.id],
  ['team', texts.team, ({ team }) => team.name],
  ['leader', texts.leader, ({ team }) => team.leader?.name ?? null],
  ['member', texts.member, ({ member }) => member],
  ['places', texts.places, ({ team }) => team.places.join(', ')],
]
