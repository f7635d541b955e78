import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'

let folder = ''
const at = (path: string) => join(folder, path)
const builds = () => (existsSync(at('builds')) ? readFileSync(at('builds'), 'utf8').length : 0)
const run = () =>
  spawnSync(process.execPath, [join(projectRoot, 'src/shell/build-if-older.mjs')], { cwd: folder, encoding: 'utf8' })
/** Dates a file or folder so many seconds from now. */
const date = (path: string, seconds: number) => {
  const time = new Date(Date.now() + seconds * 1_000)
  utimesSync(at(path), time, time)
}

/** A project whose build leaves a letter, or ends with an error where a source says so. */
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kpi-build-'))
  for (const path of ['src/deep', 'dist/src']) mkdirSync(at(path), { recursive: true })
  const build = `node -e "const fs = require('fs'); if (fs.existsSync('src/broken')) process.exit(3); fs.appendFileSync('builds', 'x'); fs.writeFileSync('dist/src/cli.js', '')"`
  writeFileSync(at('package.json'), JSON.stringify({ scripts: { build } }))
  writeFileSync(at('src/deep/one.ts'), '')
  for (const path of ['package.json', 'src/deep/one.ts', 'src/deep', 'src']) date(path, -60)
})
afterEach(() => rmSync(folder, { recursive: true }))

it('builds a clean clone once, says so aside, and then nothing until a source changes', () => {
  const first = run()
  expect([first.status, first.stdout, builds()]).toEqual([0, '', 1])
  expect(first.stderr).toContain('Building')
  expect([run().stderr, builds()]).toEqual(['', 1])
})

it.each([
  ['a source is newer', () => date('src/deep/one.ts', 60)],
  [
    'a source was taken away',
    () => {
      rmSync(at('src/deep/one.ts'))
      date('src/deep', 60)
    },
  ],
  ['the scripts or packages changed', () => date('package.json', 60)],
  ['the program is gone', () => rmSync(at('dist'), { recursive: true })],
])('builds again when %s', (_what, change) => {
  run()
  change()
  if (!existsSync(at('dist'))) mkdirSync(at('dist/src'), { recursive: true })
  expect([run().status, builds()]).toEqual([0, 2])
})

it('ends with the error of a build that fails, and tries again the next time', () => {
  writeFileSync(at('src/broken'), '')
  expect(run().status).toBe(3)
  expect(run().status).toBe(3)
  rmSync(at('src/broken'))
  expect([run().status, builds()]).toEqual([0, 1])
})
