import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'
import { LongFilesFirst } from './long-files-first.ts'

const root = resolve(import.meta.dirname, '..')

export default defineConfig({
  root,
  resolve: { alias: [{ find: /^#(.*)\.ts$/, replacement: `${root}/$1.ts` }] },
  test: {
    include: ['test/**/*.test.ts'],
    globalSetup: ['test/support/global-setup.ts'],
    setupFiles: ['test/support/setup.ts'],
    // Files share processes, so that the modules of all are read once per process: a file ends what it opens (`atFileEnd`).
    isolate: false,
    pool: 'forks',
    maxWorkers: 4, // half of the time of whole histories, services and browsers is waiting, not work
    sequence: { sequencer: LongFilesFirst },
    // Tests take milliseconds to seconds; on a busy machine they may take thirty times that. What needs more says why.
    testTimeout: 200_000,
    hookTimeout: 240_000, // opening the template database and filling it, while others do the same
    expect: { poll: { timeout: 60_000 } },
  },
})
