import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'

const flags = '--noEmit --ignoreConfig --allowJs --checkJs --strict --noUncheckedIndexedAccess --target es2023'
const modules = '--lib es2023,dom,dom.iterable --module esnext --moduleResolution bundler'

it('the page keeps to its types', async () => {
  const compiler = join(projectRoot, 'node_modules/typescript/bin/tsc')
  const args = [
    compiler,
    ...flags.split(' '),
    ...modules.split(' '),
    '--types',
    '',
    join(projectRoot, 'bots/web/page/app.js'),
  ]

  const { stdout } = await promisify(execFile)(process.execPath, args).catch(error => ({
    stdout: String(error.stdout ?? error),
  }))

  expect(stdout).toBe('')
})
