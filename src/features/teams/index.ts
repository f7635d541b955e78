export { type ShownTeam, teamCard, teamsCard } from './cards/team-card.ts'
export { isLedBy, requireTeam, teamNamed, teamsSeenBy } from './find-team.ts'
export {
  addTeam,
  changeTeam,
  endTeam,
  joinTeam,
  leadersOf,
  leaveTeam,
  ledBy,
  listTeams,
  type Team,
} from './store/teams.ts'
export { teamTable } from './tables/team-table.ts'
