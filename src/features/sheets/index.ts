export { endedCard, sheetCard } from './cards/sheet-card.ts'
export { keepSheets } from './keep.ts'
export { findSheet, forgetSheet, hasSheets, saveSheet, setSheetMessengers } from './store/sheets.ts'
