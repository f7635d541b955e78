import { afterEach, beforeEach, expect, it } from 'vitest'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
beforeEach(async () => {
  desk = await openSlackUnderTest()
})
afterEach(() => desk.close())

it('shares a file in the conversation with the title beside it, in which nothing can be called', async () => {
  const card = { title: verbatim('Trend <!channel> & more'), tone: 'info' as const, blocks: [] }
  const file = { name: 'trend-sales.xlsx', mediaType: 'application/octet-stream', content: new Uint8Array([1, 2, 3]) }
  const message = {
    deliveryId: 'export/1',
    to: { workspace: 'T0FAKE0001', channel: 'C0JPTEAM01', kind: 'group' as const, thread: '1700000000.000100' },
    card,
    locale: 'en' as const,
    pictures: [],
    handles: new Map(),
    signal: new AbortController().signal,
  }

  await desk.messenger.sendFile?.(message, file)

  const calls = desk.slack.world.calls.filter(call => call.method.startsWith('files.'))
  expect(calls.map(call => call.method)).toEqual(['files.getUploadURLExternal', 'files.completeUploadExternal'])
  expect(calls[0]?.args).toMatchObject({ filename: 'trend-sales.xlsx' })
  expect(calls[1]?.args).toMatchObject({
    channel_id: 'C0JPTEAM01',
    thread_ts: '1700000000.000100',
    initial_comment: 'Trend &lt;!channel&gt; &amp; more',
  })
})
