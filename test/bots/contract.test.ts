import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { bots } from '#bots/index.ts'
import type { Card } from '#src/chat/card.ts'
import type { Outgoing } from '#src/chat/messenger.ts'
import { TransportError } from '#src/errors.ts'
import { locales, verbatim } from '#src/i18n/locale.ts'
import { anyCard, wordsOf } from './arbitrary-card.ts'
import { type Harness, troubles } from './harness.ts'

/** What every messenger promises, whatever its platform. A new folder needs a `harness.ts` beside its tests. */
describe.each(bots.map(bot => ({ id: bot.id, bot })))('the messenger $id', ({ id, bot }) => {
  let harness: Harness
  beforeAll(async () => {
    const { createHarness } = (await import(`./${id}/harness.ts`)) as { createHarness(): Promise<Harness> } // see above
    harness = await createHarness()
  })
  afterAll(() => harness.close())

  it.each(locales)('shows every part of any card in %s, with and without pictures', locale => {
    fc.assert(
      fc.property(anyCard, fc.boolean(), (card, drawn) => {
        const images = card.blocks.filter(block => block.type === 'image')
        const pictures = images.map(() => (drawn ? 'picture-1' : null))

        const { messages, lost } = bot.render(card, { locale, pictures, handles: new Map() })

        const shown = JSON.stringify(messages)
        expect(wordsOf(card, locale).filter(word => !shown.includes(word))).toEqual([])
        expect(lost.filter(what => what !== 'image')).toEqual([])
      }),
    )
  })

  it('renders the same card twice to the same messages', () => {
    fc.assert(
      fc.property(anyCard, card => {
        const options = { locale: 'ja', pictures: [], handles: new Map([[1, 'U1']]) } as const

        expect(bot.render(card, options)).toEqual(bot.render(card, options))
      }),
    )
  })

  it('is off without configuration and on with all of it', () => {
    expect(bot.readConfig({})).toBeNull()
    expect(bot.readConfig(harness.env)).not.toBeNull()
  })

  it('has a name in each language and the id of its folder', () => {
    expect(harness.messenger.id).toBe(id)
    expect(locales.map(locale => bot.label[locale]).filter(label => label.trim() === '')).toEqual([])
  })

  it('has the methods that its flags promise', () => {
    const { can, update, find, threadOf } = harness.messenger

    expect(typeof update === 'function').toBe(can.edit)
    expect(typeof find === 'function').toBe(can.findsByDeliveryId)
    expect(typeof threadOf === 'function').toBe(can.threads)
  })

  it('sends a card', async () => {
    await harness.messenger.send(outgoing('contract/send', card('firstword')))

    expect(countOf('firstword', await harness.sent())).toBe(1)
  })

  it('changes a message where it stands', async () => {
    const to = harness.editable ?? harness.address
    const ref = await harness.messenger.send({ ...outgoing('contract/edit', card('beforeword')), to })
    if (!harness.messenger.can.edit) return

    await harness.messenger.update?.(ref, { ...outgoing('contract/edit/2', card('afterword')), to })

    const standing = await harness.sent()
    expect(countOf('beforeword', standing)).toBe(0)
    expect(countOf('afterword', standing)).toBe(1)
  })

  it('answers under a message that stands, where it has threads', async () => {
    const ref = await harness.messenger.send(outgoing('contract/thread', card('headword')))
    const thread = harness.messenger.threadOf?.(ref) ?? null
    if (thread === null) return

    const message = outgoing('contract/thread/2', card('replyword'))
    const reply = await harness.messenger.send({ ...message, to: { ...message.to, thread } })

    const standing = await harness.sent()
    expect(reply).not.toBe(ref)
    expect([countOf('headword', standing), countOf('replyword', standing)]).toEqual([1, 1])
  })

  it('shows the same delivery once, or can be asked whether it stands', async () => {
    const message = outgoing('contract/twice', card('twiceword'))
    const ref = await harness.messenger.send(message)
    const { dropsDuplicates, findsByDeliveryId } = harness.messenger.can

    if (dropsDuplicates) await harness.messenger.send(message)
    if (findsByDeliveryId) expect(await harness.messenger.find?.('contract/twice', harness.address)).toBe(ref)

    expect(countOf('twiceword', await harness.sent())).toBe(1)
  })

  it('finds nothing where nothing was sent', async () => {
    if (!harness.messenger.can.findsByDeliveryId) return

    expect(await harness.messenger.find?.('contract/never', harness.address)).toBeNull()
  })

  it('mentions people whom it knows, and names the others', async () => {
    const people = [
      { id: 1, name: 'Knownperson' },
      { id: 2, name: 'Strangeperson' },
    ]
    const mentioning: Card = { title: verbatim('mentionword'), tone: 'bad', blocks: [{ type: 'mention', people }] }
    const handles = new Map([[1, 'HANDLE1']])

    await harness.messenger.send({ ...outgoing('contract/mention', mentioning), handles })

    const [shown = ''] = (await harness.sent()).filter(message => message.includes('mentionword'))
    expect(shown).toContain('Strangeperson')
    expect(shown).toContain(harness.messenger.can.mention ? 'HANDLE1' : 'Knownperson')
  })

  it.each(troubles)('answers once, late or not, and in the order of the questions, in spite of: %s', async trouble => {
    const { talk } = harness
    if (!talk) return
    const [first, second] = [`${trouble} one`, `${trouble} two`].map(text => text.replaceAll(/[^a-z0-9]/g, '')) as [
      string,
      string,
    ]
    talk.trouble(trouble)

    await talk.ask(first)
    await talk.ask(second)
    const order = await vi.waitUntil(async () => {
      const standing = (await harness.sent()).flatMap(message => [first, second].filter(word => message.includes(word)))
      return standing.includes(second) && standing
    }, 200_000)

    expect([order, talk.late()]).toEqual([[first, second], []])
  })

  it('leaves an answer to the outbox when the platform stays away, and later ones behind it', async () => {
    const { talk } = harness
    if (!talk) return
    for (let at = 0; at < 12; at += 1) talk.trouble('busy')

    await talk.ask('awayword')
    await vi.waitUntil(() => talk.late().length === 1, 20_000)
    await talk.ask('afterword2')
    await vi.waitUntil(() => talk.late().length === 2, 20_000)

    expect(talk.late()).toEqual(['awayword', 'afterword2'])
  })

  it('says in TransportError alone that the platform is away, without any secret', async () => {
    harness.fail()

    const error: unknown = await harness.messenger.send(outgoing('contract/fail', card('failword'))).catch(it => it)

    expect(error).toBeInstanceOf(TransportError)
    expect(`${String(error)} ${JSON.stringify(error)}`).not.toContain(harness.secret)
  })

  function outgoing(deliveryId: string, said: Card): Outgoing {
    const { signal } = new AbortController()
    return { deliveryId, to: harness.address, card: said, locale: 'en', pictures: [], handles: new Map(), signal }
  }
})

function card(word: string): Card {
  return { title: verbatim(word), tone: 'info', blocks: [] }
}

function countOf(word: string, messages: readonly string[]): number {
  return messages.filter(message => message.includes(word)).length
}
