import { posix } from 'node:path'
import { createStringTable, type StringTable } from './string-table.ts'
import { readAllXml } from './xml.ts'
import { type Zip, ZipProblem } from './zip.ts'

/** A sheet as the workbook lists it. */
export interface SheetEntry {
  readonly name: string
  /** Name of its part. */
  readonly part: string
  readonly hidden: boolean
}

/** What a workbook says before its sheets. */
export interface WorkbookInfo {
  readonly sheets: readonly SheetEntry[]
  /** Days count from 1904, as in old files of the Macintosh. */
  readonly since1904: boolean
}

/** What cells refer to. */
export interface SharedParts {
  readonly strings: StringTable
  /** For each style of cells: how its numbers are shown. */
  readonly styles: readonly NumberKind[]
}

/**
 * What a number is by its format: days (perhaps with a time), a time of day, a number, or digits that are shown in a
 * mask such as `00000` or `000-0000`: SKUs and order numbers with zeros in front.
 */
export type NumberKind = 'date' | 'time' | 'number' | { readonly mask: string }

/** Shared texts of a workbook beyond this are refused: they stand in memory (judgement). */
const largestStrings = 256 * 1024 * 1024

/** Reads the list of sheets in the order in which Excel shows them. @throws ZipProblem when it is no workbook */
export async function readWorkbook(zip: Zip): Promise<WorkbookInfo> {
  const part = (await mainPart(zip)) ?? 'xl/workbook.xml'
  const targets = await relations(zip, part)
  const sheets: SheetEntry[] = []
  let since1904 = false
  await readPart(zip, part, {
    open: (name, attributes) => {
      if (name === 'workbookPr') since1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet') return
      const target = targets.get(attributes.id ?? '')
      const hidden = attributes.state !== undefined && attributes.state !== 'visible'
      if (target && !/chartsheet/i.test(target)) sheets.push({ name: attributes.name ?? '', part: target, hidden })
    },
  })
  return { sheets, since1904 }
}

async function mainPart(zip: Zip): Promise<string | null> {
  let found: string | null = null
  await readPart(
    zip,
    '_rels/.rels',
    {
      open: (_name, { Type = '', Target }) => {
        if (Type.endsWith('/officeDocument') && Target) found = Target.replace(/^\//, '')
      },
    },
    true,
  )
  return found
}

/** Where the parts stand that a part refers to, by the ids it uses. */
async function relations(zip: Zip, part: string): Promise<ReadonlyMap<string, string>> {
  const folder = posix.dirname(part)
  const found = new Map<string, string>()
  await readPart(
    zip,
    `${folder}/_rels/${posix.basename(part)}.rels`,
    {
      open: (name, { Id, Target }) => {
        if (name !== 'Relationship' || !Id || !Target) return
        found.set(Id, Target.startsWith('/') ? Target.slice(1) : posix.normalize(`${folder}/${Target}`))
      },
    },
    true,
  )
  return found
}

/** Reads what cells refer to: shared texts, and which styles are dates. */
export async function readShared(zip: Zip): Promise<SharedParts> {
  const main = (await mainPart(zip)) ?? 'xl/workbook.xml'
  const targets = [...(await relations(zip, main)).values()]
  const named = (word: string) => targets.find(target => target.toLowerCase().includes(word)) ?? `xl/${word}.xml`
  return { strings: await readStrings(zip, named('sharedstrings')), styles: await readStyles(zip, named('styles')) }
}

async function readStrings(zip: Zip, part: string): Promise<StringTable> {
  const size = zip.parts.find(({ name }) => name.toLowerCase() === part.toLowerCase())?.size ?? 0
  if (size > largestStrings) throw new ZipProblem('too many texts')
  const strings = createStringTable()
  const state = { text: '', inText: false, phonetic: false }
  await readPart(
    zip,
    part,
    {
      open: name => {
        if (name === 'si') state.text = ''
        if (name === 'rPh') state.phonetic = true // how a Japanese text is pronounced
        if (name === 't') state.inText = !state.phonetic
      },
      text: text => {
        if (state.inText) state.text += text
      },
      close: name => {
        if (name === 't') state.inText = false
        if (name === 'rPh') state.phonetic = false
        if (name === 'si') strings.add(state.text)
      },
    },
    true,
  )
  return strings.finish()
}

async function readStyles(zip: Zip, part: string): Promise<readonly NumberKind[]> {
  const formats = new Map<string, string>()
  const kinds: NumberKind[] = []
  let inCells = false
  await readPart(
    zip,
    part,
    {
      open: (name, attributes) => {
        if (name === 'numFmt') formats.set(attributes.numFmtId ?? '', attributes.formatCode ?? '')
        if (name === 'cellXfs') inCells = true
        if (name === 'xf' && inCells) kinds.push(kindOf(attributes.numFmtId ?? '0', formats))
      },
      close: name => {
        if (name === 'cellXfs') inCells = false
      },
    },
    true,
  )
  return kinds
}

/** Formats that Excel knows by number alone (ECMA-376 part 1, 18.8.30); 27–36 and 50–58 are those of East Asia. */
function kindOf(id: string, formats: ReadonlyMap<string, string>): NumberKind {
  const code = formats.get(id)
  if (code !== undefined) return maskOf(code) ?? kindOfCode(code)
  const number = Number(id)
  if ((number >= 14 && number <= 17) || number === 22) return 'date'
  if ((number >= 27 && number <= 31) || number === 36 || (number >= 50 && number <= 58)) return 'date'
  if ((number >= 18 && number <= 21) || (number >= 32 && number <= 35)) return 'time'
  return 'number'
}

/** Nothing but zeros (two at least) and dashes, slashes or blanks between them: the digits are a name, no amount. */
function maskOf(code: string): NumberKind | null {
  const [first = ''] = code.split(';')
  const mask = first.replace(/\[[^\]]*\]/g, '').replace(/"([^"]*)"|\\(.)/g, '$1$2')
  return /^0[0\-/ ]*0$/.test(mask) ? { mask } : null
}

/** Years and days make a date; hours and seconds alone a time. Elapsed hours `[h]` are a number of their own. */
function kindOfCode(code: string): NumberKind {
  const [first = ''] = code.split(';')
  const bare = first.replace(/"[^"]*"|\\.|_.|\*./g, '').replace(/\[[^\]]*\]/g, '')
  if (/\[[hms]+\]/i.test(first)) return 'number'
  if (/[yd年月日]/i.test(bare.replace(/general/gi, ''))) return 'date'
  if (/m/i.test(bare) && !/[hs]/i.test(bare)) return 'date'
  return /[hs]/i.test(bare) ? 'time' : 'number'
}

type Handlers = Parameters<typeof readAllXml>[1]

/** @throws ZipProblem when the part is missing, unless it is optional */
async function readPart(zip: Zip, name: string, handlers: Handlers, optional = false): Promise<void> {
  const stream = await zip.open(name)
  if (stream) await readAllXml(stream, handlers)
  else if (!optional) throw new ZipProblem(`no part ${name}`)
}
