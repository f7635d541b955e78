import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { projectRoot } from './paths.ts'

/** The version of this program, as package.json says it. */
export const version: string = readVersion()

function readVersion(): string {
  const found: unknown = JSON.parse(readFileSync(join(projectRoot, 'package.json'), 'utf8'))
  const told: unknown = typeof found === 'object' && found !== null ? Reflect.get(found, 'version') : null
  return typeof told === 'string' ? told : '0.0.0'
}
