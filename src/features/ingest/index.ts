export { recordCard } from './cards/record-card.ts'
export { importsCard, sourcesCard, undoneCard } from './cards/sources-card.ts'
export { type PushResult, takeRows } from './push/take-rows.ts'
export { measuresOf, type Recordable, recordableOf, recordFigure, recordMeasures } from './record.ts'
export { coverageOf } from './source-coverage.ts'
export { clearDirtyDays, type DirtyDay, listDirtyDays, listKnownDays, markDirtyDays } from './store/dirty-days.ts'
export { type Feed, listFeeds } from './store/feeds.ts'
export {
  addResults,
  lockStores,
  nothingWritten,
  type WriteResult,
  writeInTransaction,
} from './store/observations/index.ts'
export { restoreBefore } from './store/observations/restore.ts'
export { findRecorded, listMeasureSources } from './store/source-values.ts'
export { connectorRank, ensureSource, findSource, setTraits } from './store/sources.ts'
export { type RecordedBefore, recordedFigures, takeBackRecorded } from './store/take-back.ts'
export { importTable } from './tables/import-table.ts'
export { sourceTable } from './tables/source-table.ts'
