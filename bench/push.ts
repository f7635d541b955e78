import { request } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import Fastify from 'fastify'
import postgres from 'postgres'
import { measures } from '#src/domain/measures/index.ts'
import type { Store } from '#src/domain/place.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { pushRoutes } from '#src/http/push/index.ts'
import type { Database } from '#src/platform/database/db.ts'
import { type BenchRow, median } from './row.ts'
import { addStores, clearFigures, withDatabase } from './support/database.ts'

const rounds = 3
const days = 25
const perDay = 200
const storeCount = 12
const measureCount = 30
/** Design rule: at least half of a raw COPY of the same rows in the same run. */
const budget = 0.5
const token = 'token-of-the-benchmark'
const ids = measures.slice(0, measureCount).map(measure => measure.id)

/** Observations over HTTP against COPY of the same rows into a table of the same shape, in turn. */
export async function run(): Promise<readonly BenchRow[]> {
  return withDatabase(async database => {
    const stores = await addStores(database.db, storeCount)
    const port = await listen(database)
    const copier = postgres(database.url, { max: 1, onnotice: () => {} })
    await copier`create table raw_metric_day (like metric_day including all)`
    const forms = [
      { name: 'SKU rows, totals of stores added up', sku: (i: number) => `SKU-${i}` },
      { name: 'rows of stores', sku: null },
    ] as const
    const rows: BenchRow[] = []
    for (const form of forms) rows.push(await compare(database, { copier, port, stores, ...form }))
    await copier.end()
    await close()
    return rows
  })
}

let close = async () => {}

async function listen({ db }: Database): Promise<number> {
  const app = Fastify()
  await app.register(pushRoutes({ db, figures: createFigures(db), apiToken: token, now: () => new Date() }))
  await app.listen({ host: '127.0.0.1', port: 0 })
  close = () => app.close()
  return (app.server.address() as AddressInfo).port
}

interface Form {
  readonly name: string
  readonly copier: postgres.Sql
  readonly port: number
  readonly stores: readonly Store[]
  readonly sku: ((i: number) => string) | null
}

async function compare({ db }: Database, form: Form): Promise<BenchRow> {
  const ours: number[] = []
  const peer: number[] = []
  const sent = [...lines(form)]
  for (let round = 0; round <= rounds; round++) {
    await form.copier`truncate raw_metric_day`
    await clearFigures(db)
    const copied = await timed(() => copy(form, sent))
    const pushed = await timed(() => push(form.port, sent))
    if (round === 0) continue // warms both up
    peer.push(sent.length / copied)
    ours.push(sent.length / pushed)
  }
  const ratio = Math.round((median(ours) / median(peer)) * 100) / 100
  return {
    name: `push API against raw COPY, ${form.name}`,
    ours: perSecond(median(ours)),
    peer: perSecond(median(peer)),
    ratio,
    budget: `≥ ${budget} ×`,
    ok: ratio >= budget,
  }
}

function perSecond(rows: number): string {
  return `${(rows / 1000).toFixed(1)} k rows/s`
}

interface Line {
  readonly storeId: number
  readonly store: string
  readonly sku: string
  readonly day: string
  readonly measures: Record<string, number>
}

function* lines({ stores, sku }: Form): Generator<Line> {
  for (let d = 0; d < days * (sku ? 1 : perDay); d++) {
    const day = new Date(Date.UTC(2010, 0, 1 + d)).toISOString().slice(0, 10)
    for (const { id, slug } of stores) {
      for (let i = 0; i < (sku ? perDay : 1); i++) {
        const figures = Object.fromEntries(ids.map((measure, n) => [measure, d * 7 + i * 3 + n]))
        yield { storeId: id, store: slug, sku: sku?.(i) ?? '', day, measures: figures }
      }
    }
  }
}

async function copy({ copier }: Form, sent: readonly Line[]): Promise<void> {
  const text = (line: Line) => `${line.storeId}\t1\t${line.sku}\t${line.day}\t${JSON.stringify(line.measures)}\n`
  const target = await copier`copy raw_metric_day (store_id, source_id, sku, day, m) from stdin`.writable()
  await pipeline(Readable.from(pieces(sent, text)), target)
}

function* pieces(sent: readonly Line[], text: (line: Line) => string): Generator<string> {
  for (let i = 0; i < sent.length; i += 200)
    yield sent
      .slice(i, i + 200)
      .map(text)
      .join('')
}

async function push(port: number, sent: readonly Line[]): Promise<void> {
  const text = ({ store, sku, day, measures: figures }: Line) =>
    `${JSON.stringify({ store, sku, day, measures: figures })}\n`
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/x-ndjson' }
  const answer = await new Promise<{ accepted: number }>((resolve, reject) => {
    const sending = request({ port, path: '/api/v1/observations', method: 'POST', headers }, response => {
      let body = ''
      response.on('data', chunk => {
        body += String(chunk)
      })
      response.on('end', () => resolve(JSON.parse(body)))
    })
    sending.on('error', reject)
    Readable.from(pieces(sent, text)).pipe(sending)
  })
  if (answer.accepted !== sent.length) throw new Error('Not all rows were taken')
}

async function timed(work: () => Promise<void>): Promise<number> {
  const start = performance.now()
  await work()
  return (performance.now() - start) / 1000
}
