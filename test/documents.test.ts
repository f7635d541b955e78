import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'

const read = (file: string) => readFileSync(join(projectRoot, file), 'utf8')
const inFolder = (folder: string) => readdirSync(join(projectRoot, folder)).map(name => `${folder}/${name}`)

const documents = [
  'README.md',
  'README.zh-CN.md',
  'README.ja.md',
  'docs/deploy/README.md',
  'docs/deploy/README.ja.md',
  'docs/deploy/README.zh-CN.md',
  'CONTRIBUTING.md',
  'CHANGELOG.md',
  ...inFolder('docs').filter(file => file.endsWith('.md')),
  ...inFolder('docs/decisions'),
  ...['en', 'ja', 'zh-CN'].flatMap(locale => inFolder(`docs/${locale}`)),
  ...inFolder('bots')
    .map(folder => `${folder}/README.md`)
    .filter(file => existsSync(join(projectRoot, file))),
  'src/connectors/README.md',
]

/** Paths from the root in code marks; `<id>` and the like stand for any name, so that the folder before them counts. */
function pathsIn(text: string): string[] {
  return [...text.matchAll(/`((?:src|bots|commands|jobs|test|docs|migrations|bench|\.ci)\/[^\s`]*)`/g)]
    .map(match => (match[1] ?? '').replace(/[<*].*$/, '').replace(/\/$/, ''))
    .filter(path => path !== '')
}

/** Addresses of links to files of ours, from the folder of the document. */
function linksIn(text: string): string[] {
  return [...text.matchAll(/\]\(([^)\s#]+)[^)]*\)/g)].map(match => match[1] ?? '').filter(to => !/^[a-z]+:/.test(to))
}

describe('the documents', () => {
  it.each(documents)('%s names files, folders, links and scripts that there are', file => {
    const text = read(file)
    const folder = file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '.'
    const { scripts } = JSON.parse(read('package.json'))
    const isThere = (path: string) => [path, `${path}.ts`].some(name => existsSync(join(projectRoot, name)))

    const paths = pathsIn(text).filter(path => !isThere(path))
    const links = linksIn(text).filter(to => !existsSync(join(projectRoot, folder, to)))
    const runs = [...text.matchAll(/npm run (?:-s |--silent )?([a-z][\w:-]*)/g)]
      .map(match => match[1] ?? '')
      .filter(name => !(name in scripts))

    expect({ paths, links, runs }).toEqual({ paths: [], links: [], runs: [] })
  })

  it('are read at all: the table of what to add names its folders', () => {
    expect(pathsIn(read('CONTRIBUTING.md')).length).toBeGreaterThan(10)
    expect(linksIn(read('CONTRIBUTING.md')).length).toBeGreaterThan(1)
  })
})
