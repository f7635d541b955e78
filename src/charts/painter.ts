import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Piscina } from 'piscina'
import type { ChartRequest } from '#src/domain/chart.ts'
import type { Locale } from '#src/i18n/locale.ts'
import type { Drawn, DrawTask } from './draw.ts'

/** Draws pictures beside the service, so that nobody waits for them. */
export interface Painter {
  /**
   * A picture in the language of the reader. Rejects when drawing fails, takes too long or the painter is closed: the
   * text then goes out without it. A failed picture does not harm the next one.
   */
  readonly draw: (request: ChartRequest, locale: Locale) => Promise<DrawnPicture>
  /** Ends the thread; pictures under way are rejected. */
  readonly close: () => Promise<void>
}

/** A PNG and its size in pixels. */
export interface DrawnPicture {
  readonly png: Uint8Array
  readonly width: number
  readonly height: number
}

export interface PainterOptions {
  /** Told about characters that no shipped face has. A pino logger fits. */
  readonly log?: { readonly warn: (fields: object, message: string) => void }
  /** For one picture, waiting in the queue not counted. */
  readonly timeoutSeconds?: number
  /** A module with a function `draw` in place of ours; for tests. */
  readonly workerFile?: string
}

// Judgement: a picture takes a tenth of a second; a machine that needs 20 s for it has other troubles.
const defaultTimeoutSeconds = 20
// Judgement: a thread costs about 180 MB; digests come in bursts, so it ends a minute after the last one.
const idleMilliseconds = 60_000

// Judgement: somebody who waits asks for a card's pictures; more than two cards of three are a slot of reports.
const crowd = 6

/** One picture after the other. */
interface Lane {
  last: Promise<unknown>
  waiting: number
}

/** A painter whose thread starts with its first picture, and a second one, where there is a processor for it, in a crowd. */
export function createPainter(options: PainterOptions = {}): Painter {
  const timeout = (options.timeoutSeconds ?? defaultTimeoutSeconds) * 1000
  const lanes = Array.from({ length: Math.min(availableParallelism(), 2) }, newLane)
  let pool: Piscina<DrawTask, Drawn> | undefined
  let closed = false

  const drawNow = async (task: DrawTask): Promise<DrawnPicture> => {
    if (closed) throw new Error('The painter is closed')
    pool ??= createPool(lanes.length, options.workerFile)
    const { png, width, height, missing } = await pool.run(task, { signal: AbortSignal.timeout(timeout) })
    if (missing.length > 0) options.log?.warn({ characters: missing }, 'characters without a glyph in a picture')
    return { png, width, height }
  }
  return {
    draw(request, locale) {
      const lane = laneFor(lanes)
      lane.waiting++
      const drawn = lane.last.then(() => drawNow({ request, locale })).finally(() => lane.waiting--)
      lane.last = drawn.catch(() => undefined)
      return drawn
    },
    async close() {
      closed = true
      await pool?.destroy()
    },
  }
}

function newLane(): Lane {
  return { last: Promise.resolve(), waiting: 0 }
}

/** The first one, unless it is crowded and the other one less so. */
function laneFor([first, second]: readonly Lane[]): Lane {
  if (!first) return newLane()
  return second && first.waiting >= crowd && second.waiting < first.waiting ? second : first
}

function createPool(maxThreads: number, workerFile: string | undefined): Piscina<DrawTask, Drawn> {
  // A worker that stands still between two tasks never gets to give pixels back: gigabytes after some hundred pictures.
  const waiting = { atomics: 'disabled' } as const
  const common = { name: 'draw', minThreads: 0, maxThreads, idleTimeout: idleMilliseconds, ...waiting } as const
  if (workerFile !== undefined) return new Piscina({ ...common, filename: workerFile })
  if (!import.meta.url.endsWith('.ts')) return new Piscina({ ...common, filename: beside('worker.js') })
  const execArgv = ['--conditions=source']
  return new Piscina({ ...common, filename: beside('worker-from-source.mjs'), execArgv })
}

function beside(file: string): string {
  return fileURLToPath(new URL(file, import.meta.url))
}
