import { mkdir, readdir, rename, stat, writeFile } from 'node:fs/promises'
import { basename, join, relative, sep } from 'node:path'
import { realStores } from '#src/features/imports/stores.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { newReference } from '#src/platform/observability/reference.ts'
import { type Arrival, type ArrivalContext, takeFile } from './take-file.ts'
import { tellWatcher } from './tell.ts'
import { texts } from './texts.ts'

/** A folder into which files are dropped. */
export interface Folder {
  readonly path: string
  /** Who hears what came of them; `null`: the administrators. */
  readonly tell: string | null
  /** A file that was not written to for so long is whole, in milliseconds (judgement). */
  readonly quietMs?: number
}

/** What watching needs. */
export interface FolderParts extends ArrivalContext {
  readonly db: Db
  readonly signal: AbortSignal
  readonly log: { error(fields: object, sentence: string): void }
}

const quiet = 10_000
const subfolders = { imported: 'done', waiting: 'done', known: 'done', refused: 'refused' } as const

/**
 * Takes the files of the folder, and of the folders in it that are called like a store, for that store. Each is moved to
 * `done` or `refused` with a text beside it that says what came of it. Files that are still written to wait.
 */
export async function watchFolder(folder: Folder, parts: FolderParts): Promise<void> {
  for (const name of Object.values(subfolders)) await mkdir(join(folder.path, name), { recursive: true })
  for (const found of await filesIn(folder, parts)) {
    if (parts.signal.aborted) return
    await takeOne(folder, found, parts)
  }
}

interface Found {
  readonly path: string
  /** The folder it lies in, which is the name of a store; `null`: the watched one itself. */
  readonly store: string | null
}

async function filesIn(folder: Folder, { now }: FolderParts): Promise<readonly Found[]> {
  const entries = await readdir(folder.path, { withFileTypes: true, recursive: true })
  const before = now().getTime() - (folder.quietMs ?? quiet)
  const found: Found[] = []
  for (const entry of entries) {
    const path = join(entry.parentPath, entry.name)
    const [first = '', second, third] = relative(folder.path, path).split(sep)
    if (!entry.isFile() || third !== undefined || isUnfinished(entry.name)) continue
    if (second !== undefined && (first === 'done' || first === 'refused' || first.startsWith('.'))) continue
    const { mtimeMs, ctimeMs } = await stat(path)
    if (Math.max(mtimeMs, ctimeMs) <= before) found.push({ path, store: second === undefined ? null : first })
  }
  return found.sort((a, b) => (a.path < b.path ? -1 : 1))
}

/** Names under which programs write before a file is whole, and lock files of Office. */
function isUnfinished(name: string): boolean {
  return /^[.~]|\.(?:part|partial|tmp|crdownload|download|filepart|!ut|swp)$/i.test(name)
}

async function takeOne(folder: Folder, { path, store }: Found, parts: FolderParts): Promise<void> {
  const { db, now, log } = parts
  const name = basename(path)
  const options = store === null ? {} : { store: await storeNamed(db, store) }
  const arrival = await takeFile(db, { path, name, way: 'folder', options, by: null, mayRates: true }, parts).catch(
    err => {
      const reference = newReference()
      log.error({ err, reference }, 'a file of the watched folder could not be read')
      const text = fill(texts.fault, { reference })
      return { outcome: 'refused', importId: null, text, card: null } as Arrival
    },
  )
  const target = await moveTo(join(folder.path, subfolders[arrival.outcome]), path)
  await writeFile(`${target}.txt`, inAllLanguages(arrival.text))
  const key = `folder/${basename(target)}/${now().getTime()}`
  if (arrival.card) await tellWatcher(db, folder.tell, key, arrival.card, now())
}

/** The store that a folder is called after, as it is spelt. */
async function storeNamed(db: Db, folder: string): Promise<string> {
  const names = (await realStores(db)).flatMap(({ slug, name, aliases }) => [slug, name, ...aliases])
  return names.find(name => name.toLowerCase() === folder.toLowerCase()) ?? folder
}

/** Nothing that lies there already is overwritten. */
async function moveTo(folder: string, path: string): Promise<string> {
  const [, stem = '', ending = ''] = /^(.*?)(\.[^.]*)?$/s.exec(basename(path)) ?? []
  for (let n = 1; ; n++) {
    const target = join(folder, `${stem}${n === 1 ? '' : `-${n}`}${ending}`)
    if (await exists(target)) continue
    await rename(path, target)
    return target
  }
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  )
}

function inAllLanguages(text: Localized): string {
  return `${text.en}\n${text.ja}\n${text['zh-CN']}\n`
}
