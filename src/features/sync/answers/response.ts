import { Readable } from 'node:stream'
import { createGunzip, gunzipSync } from 'node:zlib'
import { type HttpResponse, SourceFault } from '#src/contracts/connector.ts'
import { says } from '#src/contracts/said.ts'
import { untilAborted } from './until-aborted.ts'

/** Judgement: no line of a document is longer, in characters; what is, is no table. */
const longestLine = 4 * 1_048_576

/**
 * An answer as connectors read it. Bytes that are still compressed are unpacked as they are read, as a text up to `most`
 * bytes.
 */
export function responseOf(
  answer: Response,
  bytes: Uint8Array,
  most: number,
  signal: AbortSignal,
): Required<HttpResponse> {
  const headers = Object.fromEntries(answer.headers)
  const named = (charset?: string) =>
    charset ?? /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8'
  const text = (charset?: string) => new TextDecoder(named(charset)).decode(unpacked(bytes, most))
  return {
    status: answer.status,
    headers,
    bytes,
    text,
    lines: charset => linesOf(bytes, named(charset), signal),
    json: () => parse(text()),
    exactJson: () => parse(quoted(text())),
  }
}

/**
 * A document whose lines are read while they arrive: at most `most` bytes of it, also unpacked. It has no bytes of its own.
 */
export function streamOf(answer: Response, most: number, signal: AbortSignal): Required<HttpResponse> {
  const headers = Object.fromEntries(answer.headers)
  const arriving = limited(answer.body ? untilAborted(answer.body, signal) : [], most)
  return {
    ...responseOf(answer, new Uint8Array(), most, signal),
    lines: (charset = /charset="?([\w-]+)/i.exec(headers['content-type'] ?? '')?.[1] ?? 'utf-8') =>
      linesIn(unpackedStream(arriving, most), charset),
  }
}

/** What the network hands on. @throws SourceFault when it is cut off or too much */
async function* limited(body: AsyncIterable<Uint8Array> | readonly never[], most: number): AsyncGenerator<Uint8Array> {
  let size = 0
  try {
    for await (const piece of body) {
      size += piece.length
      if (size > most) throw new SourceFault('permanent', says('tooLarge', { count: most }))
      yield piece
    }
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('transient', says('documentCut'), { cause })
  }
}

/** Pieces as they are meant: compressed ones, known by their first bytes, are unpacked as they arrive. */
async function* unpackedStream(pieces: AsyncGenerator<Uint8Array>, most: number): AsyncGenerator<Uint8Array> {
  const first = await pieces.next()
  if (first.done) return
  const all = (async function* () {
    yield first.value
    yield* pieces
  })()
  if (!isPacked(first.value)) return yield* all
  try {
    yield* limited(Readable.from(all).pipe(createGunzip({ chunkSize: pieceBytes })), most)
  } catch (cause) {
    if (cause instanceof SourceFault && cause.kind === 'permanent') throw cause
    throw new SourceFault('transient', unreadable, { cause })
  }
}

function parse(source: string): unknown {
  try {
    return JSON.parse(source)
  } catch (cause) {
    // A gateway's page (maintenance, overload) passes, and so does an answer that was cut; another format does not
    if (/^\s*</.test(source)) throw new SourceFault('transient', says('page'), { cause })
    if (/^\s*(?:[{["]|$)/.test(source)) throw new SourceFault('transient', says('cut'), { cause })
    throw new SourceFault('drift', says('notJson'), { cause })
  }
}

/** Every number outside a text becomes a text. */
function quoted(source: string): string {
  const token = /"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g
  return source.replace(token, found => (found.startsWith('"') ? found : `"${found}"`))
}

function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b
}

/** Bytes that may be compressed, as they are meant. @throws SourceFault when they are cut, broken or too many */
export function unpacked(bytes: Uint8Array, most: number): Uint8Array {
  if (!isPacked(bytes)) return bytes
  try {
    return gunzipSync(bytes, { maxOutputLength: most })
  } catch (cause) {
    const isLarge = cause instanceof Error && 'code' in cause && cause.code === 'ERR_BUFFER_TOO_LARGE'
    if (isLarge) throw new SourceFault('permanent', says('tooLarge', { count: most }), { cause })
    throw new SourceFault('transient', unreadable, { cause })
  }
}

const unreadable = says('unreadable')

function linesOf(bytes: Uint8Array, charset: string, signal: AbortSignal): AsyncGenerator<string> {
  return linesIn(piecesOf(bytes, signal), charset)
}

async function* linesIn(pieces: AsyncIterable<Uint8Array>, charset: string): AsyncGenerator<string> {
  const decoder = new TextDecoder(charset)
  let rest = ''
  for await (const piece of pieces) {
    const lines = (rest + decoder.decode(piece, { stream: true })).split('\n')
    rest = lines.pop() ?? ''
    if (rest.length > longestLine) throw new SourceFault('permanent', says('longLine'))
    for (const line of lines) yield line.replace(/\r$/, '')
  }
  rest += decoder.decode()
  if (rest !== '') yield rest
}

async function* piecesOf(bytes: Uint8Array, signal: AbortSignal): AsyncGenerator<Uint8Array> {
  if (!isPacked(bytes)) {
    for (let at = 0; at < bytes.length; at += pieceBytes) yield bytes.subarray(at, at + pieceBytes)
    return
  }
  let left = Math.max(freeBytes, bytes.length * mostTimes)
  try {
    for await (const piece of Readable.from([bytes]).pipe(createGunzip({ chunkSize: pieceBytes }))) {
      left -= (piece as Uint8Array).length
      if (left < 0) throw new SourceFault('permanent', says('unpacksTooFar', { count: mostTimes }))
      if (signal.aborted) throw new SourceFault('transient', says('documentCut'))
      yield piece as Uint8Array // what a stream without an encoding hands on
    }
  } catch (cause) {
    if (cause instanceof SourceFault) throw cause
    throw new SourceFault('transient', unreadable, { cause })
  }
}

/** Judgement: tables become ten to thirty times as large; what becomes far larger wants to fill memory and time. */
const [mostTimes, freeBytes] = [150, 8 * 1_048_576]
/** Judgement: as much of a document is unpacked at a time. */
const pieceBytes = 65_536
