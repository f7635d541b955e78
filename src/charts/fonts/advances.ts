import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fontFolder } from './index.ts'

/** What a family can draw, and how wide. */
export interface FamilyAdvances {
  readonly has: (code: number) => boolean
  /** Advance in thousandths of an em. */
  readonly advance: (code: number, bold: boolean) => number
}

interface FaceTable {
  readonly family: string
  readonly bold: boolean
  /** Flat list of (gap since the last run, length of the run). */
  readonly covered: readonly number[]
  /** Advance → code points that have it; all others are one em wide. */
  readonly narrow: Readonly<Record<string, readonly number[]>>
}

/** Reads the table that `build-fonts.ts` wrote: family name → advances. */
export function readAdvanceTable(): ReadonlyMap<string, FamilyAdvances> {
  // Written by build-fonts.ts in this shape.
  const faces = JSON.parse(readFileSync(join(fontFolder, 'advances.generated.json'), 'utf8')) as FaceTable[]
  const names = new Set(faces.map(face => face.family))
  return new Map([...names].map(name => [name, familyOf(faces.filter(face => face.family === name))]))
}

function familyOf(faces: readonly FaceTable[]): FamilyAdvances {
  const covered = new Set(faces.flatMap(face => [...codesOf(face.covered)]))
  const regular = narrowOf(faces.find(face => !face.bold))
  const bold = narrowOf(faces.find(face => face.bold) ?? faces.find(face => !face.bold))
  return {
    has: code => covered.has(code),
    advance: (code, isBold) => (isBold ? bold : regular).get(code) ?? 1000,
  }
}

function* codesOf(runs: readonly number[]): Generator<number> {
  let next = 0
  for (let index = 0; index < runs.length; index += 2) {
    next += runs[index] ?? 0
    for (const end = next + (runs[index + 1] ?? 0); next < end; next++) yield next
  }
}

function narrowOf(face: FaceTable | undefined): ReadonlyMap<number, number> {
  const entries = Object.entries(face?.narrow ?? {})
  return new Map(entries.flatMap(([advance, codes]) => codes.map(code => [code, Number(advance)] as const)))
}
