import { setTimeout as pause } from 'node:timers/promises'
import { loopbackMessenger } from '#bench/support/loopback-messenger.ts'
import { platformKinds } from '#bench/support/platform.ts'
import { createDeliverer } from '#src/features/delivery/deliverer.ts'
import { openDatabase } from '#src/platform/database/db.ts'
import { createNotifier } from '#src/platform/database/notify.ts'
import type { Orders } from './orders.ts'

/** A replica that delivers, and kills itself (SIGKILL: nothing is tidied up) at the places it was told. */
const orders: Orders = JSON.parse(process.env.FAULT_ORDERS ?? '{}')
const RealDate = Date
let step = 0

process.on('message', (message: { readonly stepMs: number }) => {
  step = message.stepMs
})
process.on('disconnect', () => process.exit(0))
globalThis.Date = class extends RealDate {
  constructor(...values: readonly [] | readonly [number]) {
    super(values[0] ?? RealDate.now() + step)
  }
  static override now(): number {
    return RealDate.now() + step
  }
} as DateConstructor

const database = openDatabase(orders.databaseUrl)
const notifier = createNotifier(orders.databaseUrl)
const hooks = { beforeRequest: () => die('after claim'), afterAnswer: () => die('before recording') }
const deliverer = createDeliverer({
  db: killing(database.db),
  messengers: platformKinds.map(kind => loopbackMessenger(orders.platformUrl, kind, hooks)),
  draw: async () => {
    await pause(5)
    die('while drawing')
    return [{ id: 'picture', png: new Uint8Array(2_000), width: 10, height: 10 }]
  },
  log: { info: () => {}, warn: () => {}, error: () => {} },
  subscribe: notifier.subscribe,
  limits: orders.limits,
})
await deliverer.start().catch(() => process.exit(1)) // no database: whoever supervises starts it again

function die(place: keyof Orders['kills']): void {
  if (Math.random() < orders.kills[place]) process.kill(process.pid, 'SIGKILL')
}

/** Ends the process before some of the statements that take messages. */
function killing<T extends { execute: unknown }>(db: T): T {
  return new Proxy(db, {
    get: (target, name) => {
      if (name === 'execute') die('before claim')
      const value = Reflect.get(target, name)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
}
