import type { Command } from '#src/contracts/command.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { type Name, namesOf } from './names.ts'

/** Names by their letters. */
export interface NameIndex {
  readonly names: readonly Name[]
  /** All names that begin at a place of a line, longest first. A name of several words may be joined by any separator. */
  readonly at: (folded: string, from: number) => readonly FoundName[]
}

export interface FoundName {
  readonly end: number
  readonly names: readonly Name[]
}

interface Node {
  readonly next: Map<string, Node>
  readonly names: Name[]
}

/** How many indexes are kept: the one that counts, and one of a moment ago while both are asked for. */
const maxKept = 2

const kept = new WeakMap<readonly Command[], Map<string, NameIndex>>()

/** The index of a catalog. Catalogs are read anew for every line; as long as they say the same the index is kept. */
export function indexOf(catalog: Catalog, commands: readonly Command[]): NameIndex {
  const known = kept.get(commands) ?? new Map<string, NameIndex>()
  kept.set(commands, known)
  const content = contentOf(catalog)
  const index = known.get(content) ?? buildIndex(namesOf(catalog, commands))
  known.delete(content)
  known.set(content, index)
  for (const old of [...known.keys()].slice(0, -maxKept)) known.delete(old)
  return index
}

/** Everything of a catalog that ends up in an index. Built-in KPIs never change while we run. */
function contentOf({ kpis, stores, people }: Catalog): string {
  const shops = stores.map(({ id, slug, name, platform, market, aliases }) => [
    id,
    slug,
    name,
    platform,
    market,
    aliases,
  ])
  return JSON.stringify([kpis.map(kpi => (kpi.theme === 'custom' ? kpi : kpi.id)), shops, people])
}

/** Builds an index. */
export function buildIndex(names: readonly Name[]): NameIndex {
  const root = newNode()
  for (const name of names) insert(root, name)
  return { names, at: (folded, from) => walk(root, folded, from) }
}

function insert(root: Node, name: Name): void {
  let node = root
  for (const character of name.key.split('')) {
    const next = node.next.get(character) ?? newNode()
    node.next.set(character, next)
    node = next
  }
  node.names.push(name)
}

function walk(root: Node, folded: string, from: number): readonly FoundName[] {
  const found: FoundName[] = []
  let node: Node | undefined = root
  for (let at = from; at < folded.length; ) {
    const character: string = folded[at] ?? ''
    node = node.next.get(character)
    if (!node) break
    at++
    if (character === ' ') while (folded[at] === ' ') at++
    if (node.names.length > 0) found.unshift({ end: at, names: node.names })
  }
  return found
}

function newNode(): Node {
  return { next: new Map(), names: [] }
}
