import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { createFileImports } from '#src/features/imports/file-imports.ts'
import { findRecorded } from '#src/features/ingest/store/source-values.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson, addStore, buttonsOf, talkTo, textOf } from '#test/support/talk.ts'

const { db } = await testDatabase()
const now = new Date('2026-11-21T15:00:00Z')
const talk = talkTo(db, commands, now)
const imports = createFileImports(db, { now: () => now })
const ids: Record<string, number> = {}

beforeAll(async () => {
  ids.us = (await addStore(db, 'amazon-us', { platform: 'amazon', market: 'us' })).id
  const jp = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
  ids.jp = (await addStore(db, 'amazon-jp', { platform: 'amazon', ...jp })).id
  ids.rakuten = (await addStore(db, 'rakuten', { platform: 'rakuten', ...jp })).id
  ids.taobao = (
    await addStore(db, 'taobao', { platform: 'taobao', market: 'cn', currency: 'CNY', timeZone: 'Asia/Shanghai' })
  ).id
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Kei', { role: 'manager', scope: ['store:rakuten'] })
  await addPerson(db, 'Bo', { role: 'operator' })
})

async function* bytesOf(text: string) {
  yield Buffer.from(text)
}

const drop = (text: string, { name = 'file.csv', as = 'owner@example.com', store = '' } = {}) =>
  imports.offer?.({ name, bytes: bytesOf(text) }, store ? { store } : {}, {
    messenger: 'web',
    workspace: '',
    person: as,
  }) ?? Promise.reject(new Error('no offer'))

const applyLine = (card: Parameters<typeof buttonsOf>[0]) =>
  buttonsOf(card).find(line => line.startsWith('review import')) ?? ''
const queueOf = async (as?: string) => textOf(await talk.say('review', as))

describe('a file of reviews dropped in chat', () => {
  it('waits for a person: previewed, by threshold, then in the queue, then counted per label', async () => {
    const card = await drop(
      [
        'レビュータイプ,商品名,レビュー詳細URL,評価,投稿時間,タイトル,レビュー本文,フラグ,注文番号',
        '商品,やかん,https://review.example/1,1,2026-11-18 21:05,割れていた,箱が潰れて届きました。連絡は 090-1234-5678 まで,0,123456-20261110-0000000001',
        '商品,やかん,https://review.example/2,5,2026-11-18 08:00,最高,とても良い,0,123456-20261110-0000000002',
        '商品,鍋,https://review.example/3,2,2026-11-17 08:00,,焦げ付く,0,123456-20261110-0000000003',
        '商品,鍋,https://review.example/4,1,2026-11-17 08:00,,,0,123456-20261110-0000000004',
        '商品,鍋,https://review.example/5,9,2026-11-17 08:00,,よくない,0,123456-20261110-0000000005',
      ].join('\n'),
    )

    expect(textOf(card)).toContain('Rakuten')
    expect(textOf(card)).toContain('More than 3 stars, not read here: 1')
    expect(textOf(card)).toContain('Without a text, nothing to read: 1')
    expect(textOf(card)).toContain('“9” are no stars from 1 to 5')
    expect(textOf(card)).not.toContain('090-1234-5678')
    expect(await queueOf()).toContain('No review waits')

    const done = await talk.say(applyLine(card))
    expect(textOf(done)).toContain('2 added to the queue')
    const queue = await talk.say('review')
    expect(textOf(queue)).toContain('割れていた – 箱が潰れて届きました。連絡は [phone] まで')
    const label = buttonsOf(queue).filter(line => line.endsWith('logistics'))
    for (const line of label) await talk.say(line)
    const counted = await findRecorded(db, {
      storeId: ids.rakuten ?? 0,
      sku: '',
      day: '2026-11-18',
      measures: ['reviews_labelled', 'reviews_label_logistics', 'messages_labelled'],
    })
    expect(Object.fromEntries(counted.map(({ measure, value }) => [measure, Number(value)]))).toEqual({
      reviews_labelled: 1,
      reviews_label_logistics: 1,
    })
  })

  it('asks of which store where several may be meant, and reads the day in that store’s zone', async () => {
    const card = await drop(
      'asin,review_title,review_body,star_rating,review_date,reviewer_name\nB00X,Bad,"Broke. Ann Lee, ann@mail.example",1.0 out of 5 stars,2026-11-16T23:30:00Z,Ann Lee',
    )

    expect(textOf(card)).toContain('Of which store')
    const lines = buttonsOf(card)
    expect(lines.some(line => line.endsWith('store:amazon-us'))).toBe(true)
    expect(lines.some(line => line.endsWith('store:amazon-jp'))).toBe(true)
    await talk.say(lines.find(line => line.endsWith('store:amazon-jp')) ?? '')
    const queue = await queueOf()
    expect(queue).toContain('Bad – Broke. [name], [e-mail]')
    expect(queue).toContain('Amazon-jp B00X · 1★ · Tue, Nov 17, 2026')
  })

  it('knows what came before: by number, by content, and twice within a file', async () => {
    const text = [
      '评价ID,评价内容,评价结果,评价时间,宝贝标题,买家昵称',
      'A1,尺码不对,差评,2026-11-15 10:00,裤子,小王',
      'A1,尺码不对,差评,2026-11-15 10:00,裤子,小王',
      'A2,发货慢,中评,2026-11-15 11:00,裤子,小李',
      'A3,很好,好评,2026-11-15 12:00,裤子,小张',
    ].join('\n')
    const first = await drop(text)
    expect(textOf(first)).toContain('Twice in the file: 1')
    await talk.say(applyLine(first))

    const again = await drop(text)
    expect(textOf(again)).toContain('In the queue already: 2')
    expect(textOf(again)).toContain('Nothing new is in it')
    const typed = await talk.say('review add taobao 1 2026-11-15 "尺码不对"')
    expect(textOf(typed)).toContain('is there already')
  })

  it('takes fewer stars where that is pressed, and everything back', async () => {
    const card = await drop('Date,Rating,Comments\n11/14/2026,2,Late parcel\n11/13/2026,1,Never came', {
      store: 'amazon-us',
    })
    const line = buttonsOf(card).find(one => / 1$/.test(one)) ?? ''
    expect(textOf(await talk.say(line))).toContain('1 added')
    expect(await queueOf()).toContain('Never came')
    expect(await queueOf()).not.toContain('Late parcel')
    await talk.say('undo')
    expect(await queueOf()).not.toContain('Never came')
  })
})

describe('a file of messages', () => {
  it.each([
    [
      'Ticket ID,Received at,Customer name,Direction,Message\n7,2026-11-12 09:00,Joe Doe,inbound,"Where is my parcel? Joe Doe, +1 415 555 0100"\n7,2026-11-12 10:00,Joe Doe,outbound,On its way',
      'Where is my parcel? [name], [phone]',
    ],
    [
      '受付番号,受付日時,お客様名,お問い合わせ内容\n8,2026年11月12日,山田太郎,山田太郎です。領収書はどこですか',
      '[name]です。領収書はどこですか',
    ],
    [
      '咨询编号,咨询时间,客户姓名,咨询内容\n9,2026/11/12,王小明,我的电话13812345678，什么时候发货',
      '我的电话[phone]，什么时候发货',
    ],
  ])('is read without stars and without the customer: %#', async (text, shown) => {
    const card = await drop(text, { store: 'amazon-us' })
    await talk.say(applyLine(card))
    const queue = await talk.say('review amazon-us')
    expect(textOf(queue)).toContain(shown)
    const label = buttonsOf(queue).find(line => line.endsWith(' service')) ?? ''
    await talk.say(label)
    const counted = await findRecorded(db, {
      storeId: ids.us ?? 0,
      sku: '',
      day: '2026-11-12',
      measures: ['reviews_labelled', 'messages_label_service'],
    })
    expect(counted.map(({ measure }) => measure)).toEqual(['messages_label_service'])
  })
})

describe('who may', () => {
  it('refuses an operator, and a store outside of the scope', async () => {
    const text = 'Date,Rating,Comments\n2026-11-10,1,No'
    await expect(drop(text, { as: 'bo@example.com' })).rejects.toThrow()
    await expect(drop(text, { as: 'kei@example.com', store: 'amazon-us' })).rejects.toThrow()
    const other = await drop(text, { store: 'amazon-us' })
    const refused = await talk.say(applyLine(other), 'kei@example.com')
    expect(textOf(refused)).toContain('0 added')
  })

  it.each([
    ['Order ID,Order Date,SKU,Quantity,Item price,Buyer comment\n1,2026-11-10,A,1,9.99,please hurry'],
    ['Date,Store,Sales,Orders\n2026-11-10,amazon-us,10,1'],
  ])('leaves files of figures what they are: %#', async text => {
    const answer = await drop(text, { store: 'amazon-us' }).catch(error => error)
    expect(JSON.stringify(answer)).not.toContain('review import')
  })
})
