import type { Catalog } from '#src/domain/catalog.ts'
import type { Command } from '#src/services/command.ts'
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

const kept = new WeakMap<Catalog, { readonly commands: readonly Command[]; readonly index: NameIndex }>()

/** The index of a catalog, built when it is first asked for and kept as long as the catalog is. */
export function indexOf(catalog: Catalog, commands: readonly Command[]): NameIndex {
  const known = kept.get(catalog)
  if (known?.commands === commands) return known.index
  const index = buildIndex(namesOf(catalog, commands))
  kept.set(catalog, { commands, index })
  return index
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
