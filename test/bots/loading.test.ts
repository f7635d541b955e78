import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'

/** What every messenger may load although it is switched off: small, and loaded by the rest of the service anyway. */
const shared = ['zod', 'fastify']

it('loads no library of a platform before its messenger is created', () => {
  const packages = [...loadedBy('bots/index.ts')].filter(name => !name.startsWith('node:') && !shared.includes(name))

  expect(packages).toEqual([])
  expect(loadedBy('bots/slack/messenger.ts')).toContain('@slack/bolt')
})

/** Packages that a file loads at once, by itself or by what it imports. */
function loadedBy(entry: string): Set<string> {
  const packages = new Set<string>()
  const seen = new Set<string>()
  const open = [entry]
  for (let file = open.pop(); file !== undefined; file = open.pop()) {
    if (seen.has(file)) continue
    seen.add(file)
    for (const name of valueImports(readFileSync(join(projectRoot, file), 'utf8'))) {
      if (name.startsWith('#')) open.push(name.slice(1))
      else if (name.startsWith('./')) open.push(join(dirname(file), name))
      else packages.add(name)
    }
  }
  return packages
}

/** Imports that are still there when the program runs; `{ type A }` keeps the import of nothing, which loads, too. */
function valueImports(source: string): readonly string[] {
  const found = source.matchAll(/^(?:import|export) (?!type )[^'"]*?from '([^']+)'|^import '([^']+)'/gm)
  return [...found].map(match => match[1] ?? match[2] ?? '')
}
