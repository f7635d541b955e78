export { storesOf } from './announce/demo-or-real.ts'
export { isMuted } from './announce/muting.ts'
export { ownAlerts } from './announce/own-alerts.ts'
export { sumUpQuiet } from './announce/quiet-summary.ts'
export { alertView } from './announce/view.ts'
export { alertAlreadyCard, alertDoneCard } from './cards/alert-done-card.ts'
export { alertHistoryCard, type HistoryLine } from './cards/alert-history-card.ts'
export { alertListCard } from './cards/alert-list-card.ts'
export { escalationHeading, escalationTable } from './cards/escalation-card.ts'
export { muteCard, mutesCard, unmutedCard } from './cards/mute-card.ts'
export { ownAlertsCard } from './cards/own-alerts-card.ts'
export { ruleDoneCard, ruleListCard, type ShownRule } from './cards/rule-card.ts'
export { ruleLine } from './cards/rule-line.ts'
export { type RulePreview, rulePreviewCard } from './cards/rule-preview-card.ts'
export { escalateDue } from './escalate/escalate.ts'
export { escalation } from './escalate/parse-chain.ts'
export { evaluatedDays } from './evaluate/checks.ts'
export { evaluate, evaluateLate } from './evaluate/index.ts'
export { rulesOf } from './evaluate/rule-checks.ts'
export { takeGroup } from './lifecycle/acknowledge-group.ts'
export { announceHeld } from './lifecycle/announce-held.ts'
export { visibleAlert } from './lifecycle/change-alert.ts'
export { wakeAlerts } from './lifecycle/expire.ts'
export { acknowledge, reopen, resolve, snooze } from './lifecycle/index.ts'
export { noisyRules } from './rules/false-alarms.ts'
export { heldAt } from './rules/held-back.ts'
export { lineRates } from './rules/line-rates.ts'
export { readRule } from './rules/parse-rule.ts'
export { previewDays, type Tried, tryRule } from './rules/preview.ts'
export { remarked, remarkOn } from './rules/rule-remark.ts'
export { budgetKpi } from './rules/rule-words.ts'
export { type AlertEvent, addAlertEvent, insertAlert, listAlertEvents, listUnresolved } from './store/alerts.ts'
export { type AlertOfDays, listAlertsDuring } from './store/alerts-during.ts'
export { readWaits } from './store/escalation-waits.ts'
export { pruneHeldNotes } from './store/held-back.ts'
export { addMute } from './store/mutes.ts'
export { addRule, changeRule, findFindings, findRule, listRules, stopRule } from './store/rules.ts'
export {
  alertMeant,
  alertName,
  alertsMeant,
  personIn,
  reasonIn,
  standingAlert,
  unresolvedFor,
  withoutNumber,
} from './words/alert-words.ts'
export { endMeantMutes, shownMute, visibleMutes } from './words/mute-words.ts'
export { wakeMeant } from './words/wake-words.ts'
