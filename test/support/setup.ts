import nock from 'nock'
import { afterEach } from 'vitest'

nock.disableNetConnect()
nock.enableNetConnect(host => /^(127\.0\.0\.1|localhost|\[::1\])(:|$)/.test(host))

afterEach(() => {
  const pending = nock.pendingMocks()
  nock.cleanAll()
  if (pending.length > 0) throw new Error(`mocks were never called: ${pending.join(', ')}`)
})
