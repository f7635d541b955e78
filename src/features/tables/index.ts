export { tablesOfCards } from './from-cards.ts'
export { type FileFormat, isFileFormat, tableFile } from './table-file.ts'
