export { checkCard } from './cards/check-card.ts'
export { connectedCard, marketsCard, pageLinkCard } from './cards/connect-card.ts'
export { reportCard } from './cards/report-card.ts'
export { checkStore } from './check-store.ts'
export {
  dataOf,
  type Offer,
  offersOf,
  otherShops,
  startStores,
} from './choose-stores.ts'
export type { DryFeed, DryRun, DryStore } from './dry-run.ts'
export { warningDue, warnings } from './expiry.ts'
export { feedNumbers } from './feed-numbers.ts'
export {
  type ConnectParts,
  consentFieldsOf,
  consentUrl,
  fieldsOf,
  giveApplication,
  giveKeys,
  givenBefore,
  type Problem,
  problemsOfRefusal,
  redirectUri,
  takeConsentAnswer,
} from './give-keys.ts'
export { keepGrants } from './keep-grants.ts'
export type { KeyField } from './key-fields.ts'
export { findByLink, findBySession, issuePage, type OpenPage, openByLink, workMinutes } from './pages.ts'
export { previewForShell } from './preview-from-shell.ts'
export { readReportLink, reportLink } from './report-link.ts'
export { changePage } from './store/connect-pages.ts'
export { syncReport } from './sync-report.ts'
export { beginTrial, trialOf } from './try-day.ts'
