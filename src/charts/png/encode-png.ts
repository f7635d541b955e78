import { crc32, deflateSync } from 'node:zlib'
import { palette, toRows } from './palette.ts'

const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])

// Judgement: 6 costs three times the time of 3 for a tenth fewer bytes.
const level = 3

const paletteBytes = Buffer.from(palette.flatMap(colour => [colour & 255, (colour >> 8) & 255, (colour >> 16) & 255]))

// One piece of output instead of some dozen; a picture has fifty to a hundred and fifty kilobytes.
const chunkSize = 256 * 1024

/**
 * Opaque pixels (RGBA in the order of bytes, rows from the top) as an indexed PNG with the colours of our pictures
 * (specification of the W3C, sections 11.2 and 9: one byte a pixel, rows without filter).
 */
export function encodePng(pixels: Int32Array, width: number, height: number): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 3, 0, 0, 0], 8) // bits a pixel, indexed colour, deflate, standard filters, not interlaced
  const data = deflateSync(toRows(pixels, width, height), { level, chunkSize })
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('PLTE', paletteBytes),
    chunk('IDAT', data),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data])
  const frame = Buffer.alloc(8)
  frame.writeUInt32BE(data.length, 0)
  frame.writeUInt32BE(crc32(body), 4)
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)])
}
