export { acceptedCard, replayCard } from './cards/done-card.ts'
export { settledCard } from './cards/settled-card.ts'
export { type FeedLine, isTroubled, saidOf, syncCard, worstFirst } from './cards/sync-card.ts'
export { collect, waitForHistory } from './collector.ts'
export {
  type Choice,
  type Connected,
  connect,
  forgetConnection,
  forgetDraft,
  type Proved,
  parseSince,
  proveKeys,
  takeStores,
} from './connect.ts'
export { addressesOf, openSession, type SyncParts } from './context.ts'
export { connectFromShell, waitFromShell } from './from-shell.ts'
export { acceptHeld } from './held/accept.ts'
export { politeFetch } from './http.ts'
export { keyIssues } from './key-issues.ts'
export { type FeedProgress, feedsOf } from './progress.ts'
export { KeysRefused, refusalOf } from './refusal.ts'
export { replayDays } from './replay.ts'
export { isListed, isThis, type OwnStore } from './same-account.ts'
export { adoptChange, keepCounting } from './settle-change.ts'
export { feedLines, linesOf } from './status.ts'
export { type Counting, isKeptAgainst, noteChange, settleChange } from './store/changed-stores.ts'
export {
  adoptId,
  type ConnectedStore,
  listConnectedStores,
  listConnections,
  listOldDrafts,
  setConnectionState,
} from './store/connections.ts'
export { changedStore, letStoreGo, stopStore } from './store/feed-states.ts'
export { ledgerLines, pruneLedger } from './store/ledger.ts'
export { addUp, forgottenPulls, prunePulls } from './store/prune-pulls.ts'
export { firstPlannedDay, hurryPulls } from './store/pulls.ts'
export { pruneAnswers } from './store/raw-answers.ts'
export { feedTable } from './tables/feed-table.ts'
export { ownersAndAdministrators } from './told/tell-about-store.ts'
