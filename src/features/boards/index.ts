export { marksForBrowsers } from '#src/charts/browser.ts'
export { plainUrl } from './addresses.ts'
export { type Board, type BoardKey, boardKinds, boardPath, type PanelKind, panelKinds } from './board.ts'
export { boardListCard, boardOpenCard, ownBoardCard, type WayToPage } from './cards/board-cards.ts'
export { shareListCard, shareLogCard, shareMadeCard, shareRevokedCard } from './cards/share-cards.ts'
export { boardChart, pointText, targetText } from './chart.ts'
export { type Filters, filtersOf, namedPeriod, periodOf, queryOf } from './filters.ts'
export { findBoard, placesOf } from './find-board.ts'
export { type BoardList, type ListedBoard, listBoards } from './list-boards.ts'
export { lookAt } from './look.ts'
export { dropBoard, editBoard, makeBoard, shareBoard } from './own-board.ts'
export { panelNames } from './panel-names.ts'
export { boardOfShare, makeShare, openShare, opensWith } from './share.ts'
export { findOwnBoard, listOwnBoards, type OwnBoard } from './store/own-boards.ts'
export {
  type ListedShare,
  listShares,
  listVisits,
  pruneShares,
  putVisit,
  revokeShare,
  type ShareLink,
  type VisitKind,
} from './store/shares.ts'
export { boardTable } from './tables/board-table.ts'
export { shareTable, visitTable } from './tables/share-tables.ts'
export {
  type BoardHeat,
  type BoardView,
  boardHeat,
  boardStores,
  boardView,
  type StoreTable,
  viewOf,
} from './view.ts'
