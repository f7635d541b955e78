export {
  findOpenQuestion,
  forgetMapping,
  type KnownMapping,
  listMappings,
} from '#src/features/imports/store/import-mappings.ts'
export { listImports } from '#src/features/imports/store/imports.ts'
export { type ApplyResult, applyImport } from './apply.ts'
export { createFileImports } from './file-imports.ts'
export { type NamedColumns, nameColumns } from './name-columns.ts'
export { NeedsMapping } from './needs-mapping.ts'
export type { ImportOptions } from './options.ts'
export { type ImportPreview, type PreviewColumn, type PreviewRow, previewImport } from './preview.ts'
export { importRates, isRatesFile, type RatesResult } from './rates.ts'
export { roleLabel } from './role-choices.ts'
export { type Spooled, spool } from './spool.ts'
export type { PreviewStore } from './stores.ts'
export { type UndoResult, undoImport } from './undo.ts'
