import { beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { askForUpload, pruneUploads } from '#src/platform/bot-services/store/uploads.ts'
import { createUploads } from '#src/platform/bot-services/uploads.ts'
import type { Database } from '#src/platform/database/db.ts'
import { testDatabase } from '#test/support/database.ts'

const day = 86_400_000

describe('uploads', () => {
  let database: Database
  let messenger = 'chat0'
  let at = Date.parse('2026-11-20T09:00:00Z')
  beforeAll(async () => {
    database = await testDatabase()
  })
  beforeEach(() => {
    messenger = `chat${Number(messenger.slice(4)) + 1}`
    at = Date.parse('2026-11-20T09:00:00Z')
  })

  const replica = () => createUploads({ db: database.db, messenger, now: () => new Date(at) })

  it('are made once, however many replicas need the same content at the same time, and never again after a restart', async () => {
    let made = 0
    const upload = async () => `handle-${++made}`

    const handles = await Promise.all(Array.from({ length: 6 }, () => replica().once('app/abc', day, upload)))
    const later = await replica().once('app/abc', day, upload)

    expect(new Set([...handles, later])).toEqual(new Set(['handle-1']))
    expect(made).toBe(1)
  })

  it('are made again when they are too old, or when the platform forgot them', async () => {
    let made = 0
    const upload = async () => `handle-${++made}`
    const first = await replica().once('app/abc', day, upload)

    at += day + 1
    const second = await replica().once('app/abc', day, upload)
    await replica().forget('app/abc', first) // somebody who still knew the old one
    const same = await replica().once('app/abc', day, upload)
    await replica().forget('app/abc', second)
    const third = await replica().once('app/abc', day, upload)

    expect([first, second, same, third]).toEqual(['handle-1', 'handle-2', 'handle-2', 'handle-3'])
  })

  it('that fail are left to the next who needs them', async () => {
    const failing = replica().once('app/abc', day, async () => {
      throw new Error('refused')
    })

    await expect(failing).rejects.toThrow('refused')
    expect(await replica().once('app/abc', day, async () => 'handle')).toBe('handle')
  })

  it('of a replica that died are made by another one', async () => {
    const question = { messenger, name: 'app/abc', since: new Date(0), leaseMs: 0 }
    expect(await askForUpload(database.db, question)).toEqual({ state: 'mine' }) // and never answered

    expect(await replica().once('app/abc', day, async () => 'handle')).toBe('handle')
  })

  it('are waited for while another replica makes them', async () => {
    const question = { messenger, name: 'app/abc', since: new Date(0), leaseMs: 600_000 }
    await askForUpload(database.db, question)

    expect(await askForUpload(database.db, question)).toEqual({ state: 'waiting' })
  })

  it('are forgotten after a while', async () => {
    await replica().once('app/abc', day, async () => 'handle')

    const later = async () => 'another handle'

    await pruneUploads(database.db, new Date(at - 1))
    expect(await replica().once('app/abc', day, later)).toBe('handle')
    await pruneUploads(database.db, new Date(at + 1))
    expect(await replica().once('app/abc', day, later)).toBe('another handle')
  })
})
