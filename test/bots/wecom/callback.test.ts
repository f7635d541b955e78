import fc from 'fast-check'
import { afterEach, describe, expect, it } from 'vitest'
import { readXml } from '#bots/wecom/receive/xml.ts'
import type { Card } from '#src/chat/card.ts'
import type { Invocation, Outgoing, Reply } from '#src/chat/messenger.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { saying } from '#test/bots/web/fake-deps.ts'
import { callback, seal, sign, unseal } from './cipher.ts'
import { taskOf } from './fake-wecom/server.ts'
import { clickOf, eventOf, keys, textOf, until, type World, wecomWorld } from './world.ts'

let world: World
afterEach(() => world.close())

describe('the address of the callback', () => {
  it('answers the check of WeCom with the bare text, also where a proxy turned plus signs into blanks', async () => {
    world = await wecomWorld()
    const sealed = seal(keys, '1616140317555161061')
    const timestamp = String(Math.floor(world.deps.now().getTime() / 1_000))
    const query = { msg_signature: sign(keys.token, timestamp, 'n1', sealed), timestamp, nonce: 'n1' }

    for (const echostr of [encodeURIComponent(sealed), sealed.replaceAll('=', '%3D').replaceAll('/', '%2F')]) {
      const answer = await world.server.inject(`/wecom/callback?${new URLSearchParams(query)}&echostr=${echostr}`)
      expect([answer.statusCode, answer.body]).toEqual([200, '1616140317555161061'])
    }
  })

  it.each(['text/xml', 'application/json', 'application/x-www-form-urlencoded', 'nonsense', ''])(
    'takes a message whatever its content type says (%s)',
    async type => {
      world = await wecomWorld({ answer: () => ({ cards: [saying('ok')] }) })
      const { url, body } = callback(keys, textOf('zhangsan', '状态'), world.deps.now())

      const answer = await world.server.inject({
        method: 'POST',
        url,
        headers: { 'content-type': type },
        payload: body,
      })

      expect([answer.statusCode, answer.body]).toEqual([200, ''])
      await until(() => world.asked.length === 1)
    },
  )

  it.each([
    ['a wrong signature', (url: string) => url.replace(/msg_signature=./, 'msg_signature=x')],
    ['a repeated key', (url: string) => `${url}&nonce=again`],
    ['no time', (url: string) => url.replace(/timestamp=\d+/, '')],
    ['an old time', (url: string) => url.replace(/timestamp=\d/, 'timestamp=0')],
  ])('refuses %s without a word', async (_what, change) => {
    world = await wecomWorld()
    const { url, body } = callback(keys, textOf('zhangsan', '状态'), world.deps.now())

    const answer = await world.server.inject({ method: 'POST', url: change(url), payload: body })

    expect([answer.statusCode, answer.body]).toEqual([401, ''])
    expect(world.asked).toEqual([])
  })

  it('refuses 500 generated callbacks without a word, and takes a good one afterwards', async () => {
    world = await wecomWorld()
    const bad = fc.record({
      sealed: fc.base64String({ minLength: 4, maxLength: 300 }),
      right: fc.boolean(),
      junk: fc.string(),
    })
    const timestamp = String(Math.floor(world.deps.now().getTime() / 1_000))

    for (const { sealed, right, junk } of fc.sample(bad, 500)) {
      const signature = right ? sign(keys.token, timestamp, 'n', sealed) : junk
      const query = new URLSearchParams({ msg_signature: signature, timestamp, nonce: 'n' })
      const payload = right ? `<xml><Encrypt>${sealed}</Encrypt></xml>` : junk
      const answer = await world.server.inject({ method: 'POST', url: `/wecom/callback?${query}`, payload })
      expect([answer.statusCode, answer.body]).toEqual([401, ''])
    }
    await world.deliver(textOf('zhangsan', '状态'))

    await until(() => world.asked.length === 1)
    expect(world.logged.length).toBeLessThan(3)
  })

  it('refuses a message for another company, although it was sealed with our key', async () => {
    world = await wecomWorld()

    const answer = await world.deliver(textOf('zhangsan', '状态').replace('wwcompany', 'wwother'))

    expect(answer.statusCode).toBe(401)
  })
})

describe('what members write', () => {
  it('is asked as a line of theirs, and answered in the app', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('销售额')], locale: 'zh-CN' }) })

    await world.deliver(textOf('ZhangSan', '/kpi 状态'))
    await until(() => world.fake.shown.length === 1)

    expect(world.asked[0]).toMatchObject({
      messenger: 'wecom',
      person: 'ZhangSan',
      channel: 'ZhangSan',
      kind: 'direct',
      line: '/kpi 状态',
      via: 'typed',
    })
    expect(world.fake.shown[0]).toMatchObject({
      to: 'ZhangSan',
      body: { msgtype: 'markdown' },
    })
    expect(world.fake.shown[0]?.body).not.toHaveProperty('enable_duplicate_check')
  })

  it('is heard once, however often it is delivered', async () => {
    world = await wecomWorld()
    const message = textOf('zhangsan', '状态', '77')

    for (let round = 0; round < 3; round += 1) expect((await world.deliver(message)).statusCode).toBe(200)
    await world.deliver(textOf('zhangsan', '状态', '78'))

    await until(() => world.asked.length === 2)
    expect(world.asked).toHaveLength(2)
  })

  it('does not lose the second of two clicks within one second', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('x')] }) })

    await world.deliver(clickOf('zhangsan', 'do|status', 't1', 'c1'))
    await world.deliver(clickOf('zhangsan', 'do|alerts', 't1', 'c2'))

    expect(world.asked.map(it => it.line)).toEqual(['status', 'alerts'])
  })

  it('may be a tap on the menu', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('x')] }) })

    await world.deliver(eventOf('zhangsan', 'click', 'do|状态'))

    await until(() => world.asked.length === 1)
    expect(world.asked[0]).toMatchObject({ line: '状态', via: 'button' })
  })

  it('gets one line of help when it is a picture, and the administrators hear that the app may be switched off', async () => {
    world = await wecomWorld()

    await world.deliver(textOf('zhangsan', '').replace('[text]', '[image]'))
    await world.deliver(eventOf('sys', 'inactive_alert'))

    await until(() => world.fake.shown.length === 1 && world.told.length === 1)
    expect(JSON.stringify(world.fake.shown[0]?.body)).toContain('我能看懂文字')
  })
})

describe('a click on an alert', () => {
  it('shows its new state in the answer itself, and the same again when the click comes again', async () => {
    world = await wecomWorld({ answer: acknowledged })
    const { taskId } = await alertFor(world, ['zhangsan'])

    const clicked = clickOf('zhangsan', 'do|ack 42', taskId, world.fake.click(taskId))
    const first = await world.deliver(clicked)
    const again = await world.deliver(clicked)

    const [one, two] = [first.body, again.body].map(passiveOf)
    expect(one).toMatchObject({ MsgType: 'update_template_card', ToUserName: 'zhangsan', FromUserName: 'wwcompany' })
    expect(innerOf(first.body)).toContain('<MainTitle><Title><![CDATA[⚠️ 已由张三确认]]></Title></MainTitle>')
    expect(innerOf(first.body)).toContain(`<TaskId><![CDATA[${taskId}]]></TaskId>`)
    expect(two).toEqual(one)
    expect(world.asked).toHaveLength(1)
  })

  it('shows two people who click in the same second who was first', async () => {
    let winner = ''
    world = await wecomWorld({
      answer: invocation => {
        winner ||= invocation.person
        return standing(`已由${winner}确认`)
      },
    })
    const { taskId } = await alertFor(world, ['zhangsan', 'lisi'])

    const answers = await Promise.all(
      ['zhangsan', 'lisi'].map(user => world.deliver(clickOf(user, 'do|ack 42', taskId, world.fake.click(taskId)))),
    )

    expect(answers.map(answer => innerOf(answer.body).includes(`已由${winner}确认`))).toEqual([true, true])
  })

  it('changes the card with its own code where the command took longer than the platform waits', async () => {
    let answer = (_reply: Partial<Reply>): void => {}
    const slow = new Promise<Partial<Reply>>(done => {
      answer = done
    })
    world = await wecomWorld({ answer: () => slow })
    const { taskId } = await alertFor(world, ['zhangsan'])

    const first = await world.deliver(clickOf('zhangsan', 'do|ack 42', taskId, world.fake.click(taskId)))
    expect([first.statusCode, first.body]).toEqual([200, ''])
    answer(standing('已由张三确认'))

    await until(() => titlesOf(world).includes('⚠️ 已由张三确认'))
  })

  it('keeps the code of each click, so that two changes need no new card', async () => {
    world = await wecomWorld({ answer: acknowledged })
    const { taskId, ref } = await alertFor(world, ['zhangsan'])
    await world.deliver(clickOf('zhangsan', 'do|ack 42', taskId, world.fake.click(taskId)))

    const second = (await world.messenger.update?.(ref, alertMessage('a/2', 'taken', ['zhangsan']))) ?? ''
    await world.messenger.update?.(second, alertMessage('a/3', 'over', ['zhangsan']))

    expect(world.fake.shown).toHaveLength(1)
    expect(titlesOf(world)).toEqual(['⚠️ over'])
  })

  it('answers with a message where the answer is about something else', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('trend')] }) })
    const { taskId } = await alertFor(world, ['zhangsan'])

    const answer = await world.deliver(clickOf('zhangsan', 'do|trend sales', taskId, world.fake.click(taskId)))

    expect(answer.body).toBe('')
    await until(() => world.fake.shown.length === 2)
  })
})

describe('a button that asks', () => {
  it('asks for the reason in the conversation and fills it into the line', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('done')] }) })
    const { taskId } = await alertFor(world, ['zhangsan'])
    const key = 'ask|1|ack 42 {reason}'

    await world.deliver(clickOf('zhangsan', key, taskId, world.fake.click(taskId)))
    await until(() => world.fake.shown.length === 2)
    expect(JSON.stringify(world.fake.shown[1]?.body)).toContain('请直接回复内容')
    await world.deliver(textOf('zhangsan', '台风，"物流"停运'))

    await until(() => world.asked.length === 1)
    expect(world.asked[0]).toMatchObject({ line: 'ack 42 "台风，”物流”停运"', via: 'form' })
    await world.deliver(textOf('zhangsan', '状态'))
    await until(() => world.asked.length === 2)
    expect(world.asked[1]).toMatchObject({ line: '状态', via: 'typed' })
  })

  it('lets the person turn to something else, or stop', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('done')] }) })
    const { taskId } = await alertFor(world, ['zhangsan'])
    await world.deliver(clickOf('zhangsan', 'ask|1|ack 42 {reason}', taskId, world.fake.click(taskId)))
    await until(() => world.fake.shown.length === 2)

    await world.deliver(textOf('zhangsan', '状态'))
    await until(() => world.asked.length === 1)
    await world.deliver(textOf('zhangsan', '取消'))
    await until(() => world.fake.shown.some(one => JSON.stringify(one.body).includes('已取消')))

    expect(world.asked.map(it => it.line)).toEqual(['状态'])
  })

  it('says the command where the card is too old', async () => {
    world = await wecomWorld()

    await world.deliver(clickOf('zhangsan', 'ask|1|ack 42 {reason}', 'gone', 'c'))

    await until(() => world.fake.shown.length === 1)
    expect(JSON.stringify(world.fake.shown[0]?.body)).toContain('ack 42 …')
  })

  it('asks whether it is meant before it overwrites', async () => {
    world = await wecomWorld({ answer: () => ({ cards: [saying('done')] }) })
    const { taskId } = await alertFor(world, ['zhangsan'])
    await world.deliver(clickOf('zhangsan', 'ask|2|resolve 42', taskId, world.fake.click(taskId)))
    await until(() => world.fake.shown.length === 2)
    const sure = world.fake.shown[1]
    const card = sure?.body.template_card as { button_list: { key: string }[] } | undefined
    expect(card?.button_list.map(it => it.key)).toEqual(['yes|resolve 42', 'no|'])

    const task = taskOf(sure?.body ?? {})
    await world.deliver(clickOf('zhangsan', 'no|', task, world.fake.click(task)))
    expect(world.asked).toEqual([])
    const yes = await world.deliver(clickOf('zhangsan', 'yes|resolve 42', task, world.fake.click(task)))

    expect(world.asked.map(it => it.line)).toEqual(['resolve 42'])
    expect(passiveOf(yes.body)).toMatchObject({ MsgType: 'update_button' })
  })
})

function acknowledged(invocation: Invocation): Partial<Reply> {
  return standing(invocation.person === 'zhangsan' ? '已由张三确认' : '?')
}

function standing(title: string): Partial<Reply> {
  return {
    locale: 'zh-CN',
    cards: [saying('done')],
    standing: { subject: 'alert/42', card: { ...alert(title), tone: 'warning' } },
  }
}

async function alertFor(
  { messenger, fake }: World,
  users: readonly string[],
): Promise<{ taskId: string; ref: string }> {
  const ref = await messenger.send(alertMessage('a/1', 'open', users))
  return { ref, taskId: taskOf(fake.shown[0]?.body ?? {}) }
}

function alertMessage(deliveryId: string, title: string, users: readonly string[]): Outgoing {
  const { signal } = new AbortController()
  const to = { workspace: '', channel: users[0] ?? '', kind: 'direct' } as const
  const card = { ...alert(title), tone: title === 'open' ? 'bad' : 'warning' } as const
  return { deliveryId, subject: 'alert/42', to, card, locale: 'zh-CN', pictures: [], handles: new Map(), signal }
}

function alert(title: string): Card {
  const form = {
    title: verbatim('原因？'),
    submit: verbatim('确认'),
    fields: [{ name: 'reason', label: verbatim('原因'), kind: 'text' }],
  } as const
  return {
    title: verbatim(title),
    tone: 'bad',
    blocks: [
      { type: 'facts', facts: [{ label: verbatim('实际'), value: verbatim('8.4%') }] },
      {
        type: 'actions',
        actions: [
          { label: verbatim('确认'), line: 'ack 42' },
          { label: verbatim('说明原因'), line: 'ack 42 {reason}', form },
          { label: verbatim('关闭'), line: 'resolve 42', confirm: verbatim('确定关闭？') },
        ],
      },
    ],
  }
}

function titlesOf({ fake }: World): readonly string[] {
  return fake
    .standing()
    .flatMap(
      ({ body }) => (body.template_card as { main_title?: { title: string } } | undefined)?.main_title?.title ?? [],
    )
}

function innerOf(body: string): string {
  const fields = readXml(body) ?? {}
  expect(fields.MsgSignature).toBe(sign(keys.token, fields.TimeStamp ?? '', fields.Nonce ?? '', fields.Encrypt ?? ''))
  return unseal(keys, fields.Encrypt ?? '').text
}

function passiveOf(body: string): Readonly<Record<string, string>> {
  const { CreateTime: _time, ...fields } = readXml(innerOf(body)) ?? {}
  return fields
}
