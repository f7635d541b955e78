import { readFile } from 'node:fs/promises'
import { Worker } from 'node:worker_threads'
import { ZipProblem } from '#src/features/imports/parse/workbook/zip.ts'
import { TooManyCells } from './too-many-cells.ts'

/** Memory of a conversion in MB, and how long it may take (judgement: 65,536 rows need a third of it). */
const memory = 1_024
const longestMs = 60_000

/** Conversions wait for one another, so that many workbooks at once need no more memory than one. */
let before: Promise<unknown> = Promise.resolve()

/** What the thread says. */
interface Answer {
  readonly bytes?: Uint8Array
  readonly fault?: string
  /** It has more cells than a workbook of people. */
  readonly tooMany?: boolean
}

/**
 * An old Excel, binary Excel or OpenDocument workbook as the bytes of XLSX. It is read as a whole, in a thread of bounded
 * memory and time, so that no such file can take the service down. @throws TooManyCells; ZipProblem when it cannot be read
 */
export function convertWorkbook(path: string): Promise<Buffer> {
  const mine = before.then(() => convertAlone(path))
  before = mine.catch(() => {})
  return mine
}

async function convertAlone(path: string): Promise<Buffer> {
  const bytes = await readFile(path)
  const fromSource = import.meta.url.endsWith('.ts')
  const worker = new Worker(new URL(fromSource ? './worker-from-source.mjs' : './worker.js', import.meta.url), {
    workerData: bytes,
    resourceLimits: { maxOldGenerationSizeMb: memory },
    ...(fromSource && { execArgv: ['--conditions=source'] }),
  })
  const timer = setTimeout(() => void worker.terminate(), longestMs)
  try {
    const answer = await answerOf(worker)
    if (answer.tooMany) throw new TooManyCells()
    if (!answer.bytes) throw new ZipProblem(answer.fault ?? 'the workbook came back empty')
    return Buffer.from(answer.bytes.buffer, answer.bytes.byteOffset, answer.bytes.byteLength)
  } finally {
    clearTimeout(timer)
    await worker.terminate()
  }
}

function answerOf(worker: Worker): Promise<Answer> {
  return new Promise((done, fail) => {
    worker.once('message', done)
    worker.once('error', cause => fail(new ZipProblem('the workbook could not be converted', { cause })))
    worker.once('exit', () => fail(new ZipProblem('the conversion of the workbook was ended')))
  })
}
