import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { until } from '#test/support/waiting.ts'
import { buttonsIn, pressedIn, type Service, startService } from './service.ts'
import { payloads } from './slack-under-test.ts'

const day = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10)

/** A table that is dropped into the conversation with the bot, in the whole service with a real database. */
describe('a file that is shared with the bot', () => {
  let service: Service
  beforeAll(async () => {
    service = await startService()
    await service.world.addStore('west')
    service.slack.world.channels.set('D0AMY00001', {
      team: 'T0FAKE0001',
      name: '',
      kind: 'im',
      user: 'U0AMY00001',
      member: true,
      archived: false,
    })
    await service.send(payloads.command(service.slack, 'lang en')) // the administrator is known from the first word on
    await until(() => service.slack.world.responses.length + said().length > 0, 60_000)
  })
  afterAll(() => service.close())

  const said = () => service.slack.world.messages
  const share = (name: string, content: string | null, text = '') => {
    if (content !== null) service.slack.world.shared.set(name, content)
    const file = { id: 'F0AAAAAAAA', name, mimetype: 'text/csv', url_private: `${service.slack.url}/shared/${name}` }
    const event = {
      type: 'message',
      subtype: 'file_share',
      channel_type: 'im',
      channel: 'D0AMY00001',
      user: 'U0AMY00001',
    }
    return service.send(payloads.event({ ...event, text, ts: '1.1', files: [file] }), { json: true })
  }
  const about = (name: string) => said().find(({ text }) => text.includes(name))

  it('gets its preview, is imported by the button below it, and taken back by the next', async () => {
    await share('day.csv', `date,store,net sales,orders\n${day},west,1234,17\n`)
    await until(() => about('day.csv') !== undefined, 60_000)

    const preview = about('day.csv')
    const [apply] = buttonsIn(preview)
    expect(JSON.stringify(preview?.blocks)).toContain('1234')
    expect(apply?.value).toContain('import apply')
    await service.send(
      payloads.press(service.slack, apply?.value, { channel: { id: 'D0AMY00001' }, ...pressedIn(preview) }),
    )
    await until(() => said().some(({ text }) => text.includes('The file is imported')), 60_000)

    const applied = said().find(({ text }) => text.includes('The file is imported'))
    await service.send(
      payloads.press(service.slack, buttonsIn(applied)[0]?.value, {
        channel: { id: 'D0AMY00001' },
        ...pressedIn(applied),
      }),
    )
    await until(() => said().some(({ text }) => text.includes('The import is undone')), 60_000)
  })

  it('is said not to be read where Slack does not give it, or nothing in it is understood', async () => {
    await share('gone.csv', null)
    await share('poem.csv', 'roses,violets\nred,blue\n')
    await until(() => about('gone.csv') !== undefined && about('poem.csv') !== undefined, 60_000)

    expect(about('gone.csv')?.text).toContain('Please send it again')
    expect(about('poem.csv')?.text).toContain('was not read')
  })

  it('answers what is written beside it, too', async () => {
    await share('photo.png', null, 'help')
    await until(() => said().some(({ text }) => text.includes('help')), 60_000)
  })
})
