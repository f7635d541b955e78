import type { AddressInfo } from 'node:net'
import { connect, createServer, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openDatabase } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'

const { url } = await testDatabase()

/** Hands everything on to the database, and ends connections once so much of an answer has come. */
async function cuttingProxy() {
  const { hostname, port } = new URL(url)
  const state = { cutAfter: Number.POSITIVE_INFINITY }
  const sockets = new Set<Socket>()
  const server = createServer(client => {
    const database = connect(Number(port), hostname)
    let passed = 0
    for (const socket of [client, database]) {
      sockets.add(socket)
      socket.on('error', () => {})
    }
    client.on('close', () => database.destroy())
    database.on('close', () => client.destroy())
    client.pipe(database)
    database.on('data', (part: Buffer) => {
      passed += part.length
      client.write(part)
      if (passed > state.cutAfter) client.destroy()
    })
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  const address = new URL(url)
  address.hostname = '127.0.0.1'
  address.port = String((server.address() as AddressInfo).port)
  const close = () => {
    for (const socket of sockets) socket.destroy()
    server.close()
  }
  return { state, url: address.href, close }
}

it('an answer that was cut in the middle leaves nothing to the next one', async () => {
  const proxy = await cuttingProxy()
  const { db, close } = openDatabase(proxy.url, { max: 1 })
  await db.execute(sql`select 1`)
  proxy.state.cutAfter = 1_000_000
  await expect(db.execute(sql`select repeat('x', 10000) as text from generate_series(1, 10000)`)).rejects.toThrow()
  proxy.state.cutAfter = Number.POSITIVE_INFINITY

  const answers = [
    await db.execute(sql`select 7 as n`),
    await db.execute(sql`select n from generate_series(1, 3) as n`),
  ]

  expect(answers.map(rows => [...rows])).toEqual([[{ n: 7 }], [{ n: 1 }, { n: 2 }, { n: 3 }]])
  await close()
  proxy.close()
})

it('an answer that ends in a fault after some rows leaves nothing to the next one', async () => {
  const { db, close } = openDatabase(url, { max: 1 })
  const failing = db.execute(
    sql`select 1 / (5000 - n) as part, repeat('x', 1000) as text from generate_series(1, 9000) as n`,
  )
  await expect(failing).rejects.toThrow()

  const rows = await db.execute(sql`select n from generate_series(1, 3) as n`)

  expect([...rows]).toEqual([{ n: 1 }, { n: 2 }, { n: 3 }])
  await close()
})
