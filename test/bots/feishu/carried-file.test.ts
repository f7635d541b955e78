import { afterEach, beforeEach, expect, it } from 'vitest'
import { verbatim } from '#src/i18n/locale.ts'
import { type Play, play } from './play.ts'

let stage: Play
beforeEach(async () => {
  stage = await play(() => ({}))
})
afterEach(() => stage.close())

it('uploads a file and sends it below its card', async () => {
  const message = {
    deliveryId: 'export/1',
    to: { workspace: '', channel: 'ou_wei', kind: 'direct' as const },
    card: { title: verbatim('销售额趋势'), tone: 'info' as const, blocks: [] },
    locale: 'zh-CN' as const,
    pictures: [],
    handles: new Map(),
    signal: new AbortController().signal,
  }
  const file = { name: 'trend-sales.xlsx', mediaType: 'application/octet-stream', content: new Uint8Array([1, 2, 3]) }

  await stage.messenger.sendFile?.(message, file)

  expect(stage.fake.callsTo('POST im/v1/files')).toHaveLength(1)
  expect(stage.fake.callsTo('POST im/v1/messages')).toHaveLength(2)
  expect(stage.fake.refused).toEqual([])
})
