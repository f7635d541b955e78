import { waitForHistory } from '#src/features/sync/index.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { fakeMarket } from '#test/support/fake-market.ts'

/**
 * A replica that fetches what is connected to the fake market and ends. It is killed (SIGKILL) where `TOKEN_KILL` says:
 * before its token is asked for, once the answer is there, once everything is written, or once that is committed.
 */
const { TOKEN_DATABASE = '', TOKEN_MARKET = '', TOKEN_NOW = '', TOKEN_KILL = '' } = process.env
const die = (moment: string) => void (TOKEN_KILL === moment && process.kill(process.pid, 'SIGKILL'))
let exchanged = false

const realFetch = globalThis.fetch
globalThis.fetch = async (...request) => {
  const isToken = String(request[0]).endsWith('/token')
  if (isToken) die('before')
  const answer = await realFetch(...request)
  if (isToken) {
    exchanged = true
    die('answered')
  }
  return answer
}

const database = openDatabase(TOKEN_DATABASE)
const locking = openDatabase(TOKEN_DATABASE)
/** The pool that locks while tokens are minted: the work that exchanged one is the transaction that stores it. */
const locks = new Proxy(locking.db, {
  get: (target, name) => {
    const value: unknown = Reflect.get(target, name)
    if (name !== 'transaction' || typeof value !== 'function') return value
    return async (work: (tx: unknown) => Promise<unknown>) => {
      const result = await value.call(target, async (tx: unknown) => {
        const done = await work(tx)
        if (exchanged) die('written')
        return done
      })
      if (exchanged) die('committed')
      return result
    }
  },
})
const whole = await waitForHistory(
  {
    ...{ db: database.db, locks, connectors: [fakeMarket], env: { FAKEMARKET_API_URL: TOKEN_MARKET } },
    secretKey: 'a secret key of thirty-two characters',
    now: () => new Date(TOKEN_NOW),
    log: { info: () => {}, error: () => {} },
  },
  1,
)
process.stdout.write(whole ? 'whole' : 'open')
await Promise.all([database.close(), locking.close()])
