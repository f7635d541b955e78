import fc from 'fast-check'
import nock from 'nock'
import { afterAll, afterEach } from 'vitest'
import { endFile } from './running/file-end.ts'

/** Properties draw the same samples in each run; `SEED=7 npm test` searches elsewhere. */
fc.configureGlobal({ seed: Number(process.env.SEED ?? 20_261_121) })

nock.disableNetConnect()
nock.enableNetConnect(host => /^(127\.0\.0\.1|localhost|\[::1\])(:|$)/.test(host))

afterEach(() => {
  const pending = nock.pendingMocks()
  nock.cleanAll()
  if (pending.length > 0) throw new Error(`mocks were never called: ${pending.join(', ')}`)
})

afterAll(endFile)
