import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongFilesFirst } from './long-files-first.ts'

const root = resolve(import.meta.dirname, '..')

/** Files that change or measure what a process has only one of: modules, timers, the clock, memory. Each has its own. */
const alone = [
  'test/http/leaks/leaks.test.ts',
  'test/http/leaks/refusals.test.ts',
  'test/http/push.test.ts',
  'test/features/delivery/clock.test.ts',
  'test/features/imports/import-from-shell.test.ts',
  'test/platform/observability/database-away.test.ts',
]

/** How every file is run. */
const test = {
  setupFiles: ['test/support/setup.ts'],
  pool: 'forks' as const,
  // Tests take milliseconds to seconds; with a busy machine they may take ten times that. What needs more says why.
  testTimeout: 60_000,
  hookTimeout: 120_000, // opening the template database and filling it, while others do the same
  expect: { poll: { timeout: 60_000 } },
}
const inProject = { root, resolve: { alias: [{ find: /^#(.*)\.ts$/, replacement: `${root}/$1.ts` }] } }

export default defineConfig({
  ...inProject, // for the global set-up, which belongs to no project
  test: {
    globalSetup: ['test/support/global-setup.ts'], // once for all projects
    maxWorkers: 5, // whole services and browsers also wait; two cores have work for five
    sequence: { sequencer: LongFilesFirst },
    projects: [
      { ...inProject, test: { ...test, name: 'alone', include: alone } },
      // The modules of the whole service take three seconds of work to load. They keep nothing but what never changes
      // (words, formats, compiled formulas), so a worker loads them once for all its files.
      {
        ...inProject,
        test: { ...test, name: 'together', include: ['test/**/*.test.ts'], exclude: alone, isolate: false },
      },
    ],
  },
})
