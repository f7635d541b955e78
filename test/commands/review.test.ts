import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { reviewLabels } from '#src/domain/reviews/review-labels.ts'
import { findRecorded } from '#src/features/ingest/store/source-values.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-21T15:00:00Z')
const talk = talkTo(db, commands, now)
const say = (line: string, as = 'bo') => talk.say(line, `${as}@example.com`)
let west = 0

beforeAll(async () => {
  west = (await addStore(db, 'west')).id
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Bo', { role: 'operator', scope: ['store:west'] })
  await addPerson(db, 'Yuki', { role: 'operator', scope: ['store:tokyo'] })
  await addPerson(db, 'Ann', { role: 'viewer' })
})

/** The counts of a day by label. */
async function counts(day: string, sku = ''): Promise<Record<string, number>> {
  const measures = ['reviews_labelled', ...reviewLabels.map(label => `reviews_label_${label}`)]
  const found = await findRecorded(db, { storeId: west, sku, day, measures })
  return Object.fromEntries(
    found.map(({ measure, value }) => [measure.replace(/^reviews_(label_)?/, ''), Number(value)]),
  )
}

/** The number that a card names. */
const numberIn = (text: string) => Number(/#(\d+)/.exec(text)?.[1])

describe('the queue of negative reviews', () => {
  it('takes a review once, and shows its text with the labels as buttons', async () => {
    const line = 'review add west 1 2026-11-18 "The box was crushed and nobody answered"'
    const added = await say(line)
    const again = textOf(await say(line))
    const queue = await say('review')

    expect(textOf(added)).toContain('waits to be labelled')
    expect(again).toContain('is there already')
    expect(textOf(queue)).toContain('1 wait for somebody')
    expect(textOf(queue)).toContain('The box was crushed and nobody answered')
    const id = numberIn(textOf(added))
    expect(buttonsOf(queue)).toEqual(expect.arrayContaining(reviewLabels.map(label => `review label #${id} ${label}`)))
    expect(await counts('2026-11-18')).toEqual({})
  })

  it('counts each label that a person gives, and gives up what they had said before', async () => {
    const id = numberIn(textOf(await say('review')))
    await say(`review label #${id} logistics service`)
    expect(await counts('2026-11-18')).toEqual({ labelled: 1, product: 0, logistics: 1, service: 1, intent: 0 })
    await say(`review label ${id} product`)
    expect(await counts('2026-11-18')).toEqual({ labelled: 1, product: 1, logistics: 0, service: 0, intent: 0 })
    await say('undo')
    expect(await counts('2026-11-18')).toEqual({ labelled: 1, product: 0, logistics: 1, service: 1, intent: 0 })
    expect(textOf(await say('review'))).toContain('No review waits')
  })

  it.each([
    ['差评 添加 west 2 2026-11-17 “物流太慢”', '差评 分类 #N 物流', 'logistics'],
    ['低評価レビュー 追加 west 星 1 2026-11-16 「縫い目がほつれた」', '低評価レビュー 分類 #N 商品', 'product'],
    ['reviews add west 3 2026-11-15 "Pressed the wrong star"', 'reviews label #N intent', 'intent'],
    ['review west 1 2026-11-14 "No reply for a week"', 'review #N support', 'service'],
  ])('takes “%s” and “%s”', async (add, label, counted) => {
    const day = /2026-11-\d+/.exec(add)?.[0] ?? ''
    const id = numberIn(textOf(await say(add)))
    await say(label.replace('#N', `#${id}`))

    expect(await counts(day)).toMatchObject({ labelled: 1, [counted]: 1 })
  })

  it('adds reviews with and without SKU up to the store, and takes removed ones out', async () => {
    await talkTo(db, commands, now).say('review add west 1 2026-11-13 "Too small"', 'bo@example.com')
    const first = numberIn(textOf(await say('review add store:west/sku:FUR-1 1 2026-11-13 "Leg broke"')))
    const second = numberIn(textOf(await say('review add west 2 2026-11-13 "Wobbly"')))
    await say(`review label #${first} product`)
    await say(`review label #${second} product`)

    expect(await counts('2026-11-13')).toMatchObject({ labelled: 2, product: 2 })
    expect(await counts('2026-11-13', 'FUR-1')).toMatchObject({ labelled: 1, product: 1 })
    await say(`review remove #${second}`, 'owner')
    expect(await counts('2026-11-13')).toMatchObject({ labelled: 1, product: 1 })
    await say(`review remove #${first}`, 'owner')
    expect(await counts('2026-11-13')).toEqual({})
    expect(await counts('2026-11-13', 'FUR-1')).toEqual({})
  })

  it('goes on with the next ones where a button was pressed', async () => {
    const id = numberIn(textOf(await say('review')))
    const reply = await talk.ask(`review label #${id} product`, 'bo@example.com', { via: 'button' })

    expect(reply.replaces).toBe(true)
    expect(textOf(reply.cards[0] ?? expect.fail('no card'))).toContain('No review waits')
    expect(textOf(reply.cards[0] ?? expect.fail('no card'))).toContain('last 90 days')
  })

  it('is read only by those who see the store', async () => {
    const id = numberIn(textOf(await say('review add west 1 "Secret words"')))

    expect(textOf(await say('review', 'yuki'))).not.toContain('Secret words')
    expect(textOf(await say(`review label #${id} product`, 'yuki'))).toContain(`no review #${id}`)
    expect(textOf(await say('review', 'ann'))).not.toContain('Secret words')
  })

  it.each([
    ['review add west 5 "Great"', '1, 2 or 3 stars'],
    ['review add west "No stars said"', 'the stars'],
    ['review add west 1 2026-12-24 "Later"', 'has not come yet'],
    ['review add west 1 last week "When?"', 'one day'],
    ['review label #1 weather', 'weather'],
    ['review label #1', 'What is it about'],
    ['review label #99999 product', 'no review #99999'],
  ])('answers “%s” in words', async (line, words) => {
    expect(textOf(await say(line))).toContain(words)
  })
})
