import { CFB } from '@e965/xlsx'

/**
 * A workbook whose sheets print on one page across, lying, with the header row on every page, and whose header row stays
 * in sight: what the writer of workbooks has no setting for. Elements and their order: ECMA-376, part 1, 18.3.1.99. The
 * repeated row is a defined name of the workbook (`printTitles`), which the writer knows.
 */
export function withPageSetup(workbook: Uint8Array): Uint8Array {
  const parts = CFB.read(Buffer.from(workbook), { type: 'buffer' })
  CFB.utils.cfb_del(parts, '/\u0001Sh33tJ5') // the reader's own mark, which is no part of the file
  parts.FullPaths.forEach((path: string, at: number) => {
    const part = parts.FileIndex[at]
    if (!part || !/\/xl\/worksheets\/sheet\d+\.xml$/.test(path)) return
    part.content = Buffer.from(sheetWithSetup(Buffer.from(part.content as Uint8Array).toString('utf8')))
    part.size = part.content.length
  })
  const written: unknown = CFB.write(parts, { fileType: 'zip', type: 'buffer', compression: true })
  return new Uint8Array(written as Buffer) // what `type: 'buffer'` gives
}

/** The name that repeats the first row of a sheet on every printed page. `index`: of the sheet in the workbook. */
export function printTitles(sheet: string, index: number) {
  return { Name: '_xlnm.Print_Titles', Ref: `'${sheet.replaceAll("'", "''")}'!$1:$1`, Sheet: index }
}

/** Narrow margins in inches, as spreadsheets offer them, so that a wide table is not made smaller than it must be. */
export const printMargins = { left: 0.25, right: 0.25, top: 0.5, bottom: 0.5, header: 0.3, footer: 0.3 }

const view = '<sheetView workbookViewId="0"/>'
const frozen =
  '<sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>' +
  '<selection pane="bottomLeft"/></sheetView>'
const fits = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
/** As many pages down as it takes; 9 is A4, which both Japan and China print on. */
const setup = '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>'

function sheetWithSetup(xml: string): string {
  return xml
    .replace('<dimension ', `${fits}<dimension `)
    .replace(view, frozen)
    .replace(/<pageMargins [^>]*\/>/, margins => `${margins}${setup}`)
}
