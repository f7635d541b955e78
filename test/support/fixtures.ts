import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from '#src/paths.ts'

/** A folder of documented answers beside the project; `null` where it is missing. */
export function fixtureFolder(name: string): string | null {
  const places = ['..', '../..'].map(up => join(projectRoot, up, 'shared/fixtures', name))
  return places.find(existsSync) ?? null
}

/** A documented answer. */
export function fixture(folder: string | null, file: string): unknown {
  return JSON.parse(readFileSync(join(folder ?? '', file), 'utf8'))
}
