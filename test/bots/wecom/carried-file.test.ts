import { afterEach, expect, it } from 'vitest'
import { verbatim } from '#src/i18n/locale.ts'
import { type World, wecomWorld } from './world.ts'

let world: World
afterEach(() => world.close())

it('uploads a file and sends it below its title, once', async () => {
  world = await wecomWorld()
  const file = { name: 'trend-sales.xlsx', mediaType: 'application/octet-stream', content: new Uint8Array(64).fill(7) }
  const message = {
    deliveryId: 'export/1',
    to: { workspace: '', channel: 'zhangsan', kind: 'direct' as const },
    card: { title: verbatim('销售额趋势'), tone: 'info' as const, blocks: [] },
    locale: 'zh-CN' as const,
    pictures: [],
    handles: new Map(),
    signal: new AbortController().signal,
  }

  await world.messenger.sendFile?.(message, file)
  await world.messenger.sendFile?.(message, file)

  const sent = world.fake.calls.filter(({ path }) => path === '/message/send')
  expect(sent.map(({ body }) => body.msgtype)).toEqual(['text', 'file'])
})
