import { parentPort, workerData } from 'node:worker_threads'
import { type CellObject, read, set_cptable, type WorkBook, write } from '@e965/xlsx'
import * as codePages from '@e965/xlsx/dist/cpexcel.full.mjs'

/** Turns an old Excel, binary Excel or OpenDocument workbook into XLSX. Runs alone in a thread of bounded memory. */
function convert(bytes: Uint8Array): Uint8Array {
  set_cptable(codePages)
  const book = read(bytes, { type: 'buffer', cellNF: true, cellText: true, cellFormula: false, cellHTML: false })
  keepLeadingZeros(book)
  return write(book, { type: 'buffer', bookType: 'xlsx', compression: true })
}

/** A number that is shown with zeros in front is a name: where no format says so, the text that was shown does. */
function keepLeadingZeros({ Sheets }: WorkBook): void {
  for (const sheet of Object.values(Sheets)) {
    for (const [place, cell] of Object.entries(sheet) as [string, CellObject][]) {
      if (place.startsWith('!') || cell.t !== 'n' || typeof cell.w !== 'string') continue
      if (/^0\d+$/.test(cell.w)) sheet[place] = { t: 's', v: cell.w }
    }
  }
}

try {
  parentPort?.postMessage({ bytes: convert(workerData as Uint8Array) })
} catch (error) {
  parentPort?.postMessage({ fault: error instanceof Error ? error.message : String(error) })
}
