import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { projectRoot } from '#src/paths.ts'

/** A module of the page, which has no types of its own. It must not touch the document when it is loaded. */
export async function pageModule<T>(name: string): Promise<T> {
  return import(pathToFileURL(join(projectRoot, 'bots/web/page', name)).href) as Promise<T> // the caller names its exports
}
