import { afterEach, describe, expect, it } from 'vitest'
import { bots } from '#bots/index.ts'
import type { BotDeps, Messenger, Outgoing, Reply } from '#src/chat/messenger.ts'
import { type EventReader, events, type StreamEvent } from './events.ts'
import { everything, type FakeService, fakeService, saying } from './fake-deps.ts'
import { type Served, serve } from './serve.ts'

const open: (Served | EventReader)[] = []
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close()
})

/** A process of the service; several on the same fake service are replicas. */
async function replica({ deps }: { readonly deps: BotDeps }): Promise<{ url: string; messenger: Messenger }> {
  const [web] = bots.filter(bot => bot.id === 'web')
  if (!web) throw new Error('the console is not registered')
  const messenger = await web.create({ enabled: true }, deps)
  const served = await serve(messenger)
  open.push(served)
  return { url: served.url, messenger }
}

async function reader(
  url: string,
  as: string,
  channel: string,
  headers?: Record<string, string>,
): Promise<EventReader> {
  const found = await events(`${url}/web/stream?as=${as}&channel=${channel}`, headers)
  open.push(found)
  if (found.status === 200) await found.until(isReady)
  return found
}

const say = (url: string, as: string, channel: string, text = 'status') =>
  fetch(`${url}/web/messages`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ as, channel, text }),
  })

const isReady = (seen: readonly StreamEvent[]): boolean => seen.some(one => one.event === 'ready')
const titles = (seen: readonly StreamEvent[]): unknown[] =>
  seen.flatMap(({ event, data }) => {
    if (event === 'line') return [`line: ${data.line}`]
    if (event !== 'card' && event !== 'edit') return []
    return [`${event}: ${(data.card as { view: { title: string } }).view.title}`] // what the console writes
  })
const count = (number: number) => (seen: readonly StreamEvent[]) => titles(seen).length >= number
const outgoing = (deliveryId: string, card: Outgoing['card'], channel = 'jp-team'): Outgoing => ({
  deliveryId,
  to: { workspace: '', channel, kind: channel.startsWith('@') ? 'direct' : 'group' },
  card,
  locale: 'ja',
  pictures: [],
  handles: new Map(),
  signal: new AbortController().signal,
})

const answering = (reply: Partial<Reply>): FakeService => fakeService(() => ({ private: false, ...reply }))

describe('the stream', () => {
  it('shows question and answer in a group to everybody there, on every replica', async () => {
    const service = answering({ cards: [saying('for all')] })
    const [one, two] = [await replica(service), await replica(service)]
    const colleague = await reader(two.url, 'wei@example.com', 'jp-team')

    await say(one.url, 'yuki@example.com', 'jp-team')

    expect(titles(await colleague.until(count(2)))).toEqual(['line: status', 'card: for all'])
  })

  it('shows what is private in a group to the asker alone, now and in the history', async () => {
    const service = answering({ cards: [saying('a secret')], private: true })
    const { url, messenger } = await replica(service)
    const asker = await reader(url, 'yuki@example.com', 'jp-team')
    const colleague = await reader(url, 'wei@example.com', 'jp-team')

    await say(url, 'yuki@example.com', 'jp-team')
    await messenger.send(outgoing('public', saying('for all')))

    expect(titles(await asker.until(count(3)))).toEqual(['line: status', 'card: a secret', 'card: for all'])
    expect(titles(await colleague.until(count(1)))).toEqual(['card: for all'])
    expect(titles((await reader(url, 'wei@example.com', 'jp-team')).seen)).toEqual(['card: for all'])
  })

  it("keeps a person's own conversation from others, and does not even hint at it", async () => {
    const service = answering({ cards: [saying('mine')] })
    const { url, messenger } = await replica(service)
    const colleague = await reader(url, 'wei@example.com', '@me')

    await say(url, 'yuki@example.com', '@me')
    await messenger.send(outgoing('own', saying('yours'), '@wei@example.com'))

    expect(titles(await colleague.until(count(1)))).toEqual(['card: yours'])
    expect(colleague.seen.filter(one => one.event === 'notice')).toEqual([])
  })

  it('edits a message in place', async () => {
    const { url, messenger } = await replica(fakeService(() => ({})))
    const page = await reader(url, 'yuki@example.com', 'jp-team')

    const ref = await messenger.send(outgoing('alert/1', saying('open')))
    await page.until(count(1))
    await messenger.update?.(ref, outgoing('alert/1/2', saying('acknowledged')))

    const seen = await page.until(count(2))
    const ids = seen.filter(one => one.event !== 'ready').map(one => one.data.id)
    expect(titles(seen)).toEqual(['card: open', 'edit: acknowledged'])
    expect(new Set(ids).size).toBe(1)
  })

  it('shows the history in order to who comes later, each message in its last state', async () => {
    const service = fakeService(() => ({}))
    const { url, messenger } = await replica(service)
    const ref = await messenger.send(outgoing('a', saying('first')))
    service.pass(1000)
    await messenger.send(outgoing('b', saying('second')))
    await messenger.update?.(ref, outgoing('a/2', saying('first, changed')))

    const late = await reader(url, 'yuki@example.com', 'jp-team')

    expect(titles(late.seen)).toEqual(['card: first, changed', 'card: second'])
  })

  it('resumes with what was missed: nothing twice, nothing lost', async () => {
    const service = fakeService(() => ({}))
    const { url, messenger } = await replica(service)
    const ref = await messenger.send(outgoing('a', saying('seen before')))
    await messenger.send(outgoing('b', saying('seen, then changed')))
    const first = await reader(url, 'yuki@example.com', 'jp-team')
    const last = first.seen.filter(one => one.id !== '').at(-1)?.id ?? ''
    first.close()
    service.pass(500)
    await messenger.send(outgoing('c', saying('missed')))
    await messenger.update?.(ref, outgoing('a/2', saying('changed meanwhile')))

    const again = await reader(url, 'yuki@example.com', 'jp-team', { 'last-event-id': last })

    expect(titles(again.seen).sort()).toEqual(['card: missed', 'edit: changed meanwhile'])
  })

  it('shows also what became visible late, with a time before the last event', async () => {
    const service = fakeService(() => ({}))
    const { url, messenger } = await replica(service)
    service.pass(3000)
    await messenger.send(outgoing('b', saying('fast')))
    const first = await reader(url, 'yuki@example.com', 'jp-team')
    const last = first.seen.filter(one => one.id !== '').at(-1)?.id ?? ''
    service.pass(-2000)
    await messenger.send(outgoing('a', saying('slow')))

    const again = await reader(url, 'yuki@example.com', 'jp-team', { 'last-event-id': last })

    expect(titles(again.seen).map(title => String(title).slice(6))).toEqual(['slow'])
  })

  it('begins anew where the mark is not ours', async () => {
    const { url, messenger } = await replica(fakeService(() => ({})))
    await messenger.send(outgoing('a', saying('here')))

    const page = await reader(url, 'yuki@example.com', 'jp-team', { 'last-event-id': '<script>' })

    expect(titles(page.seen)).toEqual(['card: here'])
  })

  it('speaks the language of its reader, pictures included', async () => {
    const service = fakeService(() => ({}))
    const { url, messenger } = await replica(service)
    const pictures = [{ id: 'trend-ja', png: new Uint8Array(), width: 10, height: 5 }]
    await messenger.send({ ...outgoing('a', everything), pictures })

    const page = await reader(url, 'wei@example.com', 'jp-team')
    const seen = await page.until(count(2))

    expect(titles(seen)).toEqual(['card: 销售额低于目标', 'edit: 销售额低于目标'])
    const addresses = seen.flatMap(one => JSON.stringify(one.data).match(/trend-[\w-]+\.png/g) ?? [])
    expect(new Set(addresses)).toEqual(new Set(['trend-ja.png', 'trend-zh-CN.png']))
  })

  it('tells of other conversations, and whether the reader is mentioned there', async () => {
    const { url, messenger } = await replica(fakeService(() => ({})))
    const page = await reader(url, 'yuki@example.com', '@me')

    await messenger.send({ ...outgoing('a', everything), handles: new Map([[1, 'yuki@example.com']]) })

    const seen = await page.until(all => all.some(one => one.event === 'notice'))
    expect(seen.at(-1)?.data).toEqual({ channel: 'jp-team', mentioned: true })
  })

  it.each([
    ['as=eve@example.com&channel=@me', 403],
    ['as=yuki@example.com&channel=nowhere', 404],
    ['channel=@me', 400],
  ])('refuses %s', async (query, status) => {
    const { url } = await replica(fakeService(() => ({})))

    const refused = await events(`${url}/web/stream?${query}`)

    expect(refused.status).toBe(status)
  })

  it('of one person stays bounded', async () => {
    const { url } = await replica(fakeService(() => ({})))
    for (let opened = 0; opened < 12; opened++) await reader(url, 'yuki@example.com', '@me')

    expect((await events(`${url}/web/stream?as=yuki@example.com&channel=@me`)).status).toBe(429)
    expect((await reader(url, 'wei@example.com', '@me')).status).toBe(200)
  })
})
