import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { projectRoot } from '#src/paths.ts'

/** A file of the page, held in memory. */
export interface PageFile {
  readonly content: Buffer
  readonly type: string
  /** For `If-None-Match`. */
  readonly etag: string
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
}

/** Reads the page's files by name; they stand beside the source also when the service runs from `dist`. */
export function readPageFiles(folder: string = join(projectRoot, 'bots/web/page')): ReadonlyMap<string, PageFile> {
  const names = readdirSync(folder).filter(name => extname(name) in types)
  return new Map(names.map(name => [name, readPageFile(join(folder, name))]))
}

function readPageFile(path: string): PageFile {
  const content = readFileSync(path)
  const etag = `"${createHash('sha256').update(content).digest('base64url').slice(0, 22)}"`
  return { content, type: types[extname(path)] ?? 'application/octet-stream', etag }
}
