export {
  askImprovement,
  improvementCard,
  improvementsCard,
  improvementText,
  type ShownImprovement,
  tasksCard,
} from './cards/improvement-card.ts'
export { completionOf } from './completion.ts'
export { effectOf, valueUpTo } from './effect.ts'
export { openAt } from './open-at.ts'
export { remindOwners } from './remind.ts'
export {
  addImprovement,
  closeImprovement,
  type Improvement,
  listImprovements,
  moveImprovement,
} from './store/improvements.ts'
export { improvementTable } from './tables/improvement-table.ts'
export { bringTasks, keepTasks, showAsTask, switchTasks, tasksAreOn } from './tasks.ts'
