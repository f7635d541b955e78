import { beforeEach, describe, expect, it } from 'vitest'
import { applyImport, forgetMapping, listMappings, NeedsMapping, nameColumns } from '#src/features/imports/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { importing, now, us } from '#test/support/importing.ts'

const { db } = await testDatabase()
const { preview, figures, clear } = await importing(db)
const west = { ...us, store: 'West' }

beforeEach(clear)

const text = 'Wann,Eingenommen,Verkäufe,Notiz\n2026-03-05,"1.234,50",7,x\n2026-03-06,"10,00",1,\n'
const later = 'Verkäufe,Wann,Notiz,Eingenommen\n2,2026-03-07,y,"20,00"\n'
const map = ['Wann=day', 'eingenommen=Net sales', 'Verkäufe=受注件数']

async function refusal(file: string, options: object = west): Promise<NeedsMapping> {
  const error = await preview(file, options).catch((reason: unknown) => reason)
  if (error instanceof NeedsMapping) return error
  throw new Error('The file was read')
}

describe('a file that is not understood', () => {
  it('shows its columns with what stands there, and what they may mean', async () => {
    const { columns, choices, text: reason } = await refusal(text)

    expect(reason.en).toMatch(/No row names the columns/)
    expect(columns).toEqual([
      { name: 'Wann', role: null, samples: ['2026-03-05', '2026-03-06'] },
      { name: 'Eingenommen', role: null, samples: ['1.234,50', '10,00'] },
      { name: 'Verkäufe', role: null, samples: ['7', '1'] },
      { name: 'Notiz', role: null, samples: ['x'] },
    ])
    expect(choices.map(choice => choice.role)).toEqual(
      expect.arrayContaining(['day', 'order_id', 'measure:net_sales', 'measure:orders']),
    )
  })

  it('is read as somebody says, in any language, and files like it after it was applied', async () => {
    const found = await preview(text, { ...west, map })
    await applyImport(db, found.id, { now })
    const next = await preview(later, west)
    await applyImport(db, next.id, { now })

    expect(await figures()).toEqual({
      'west 2026-03-05': { net_sales: 123_450, orders: 7 },
      'west 2026-03-06': { net_sales: 1000, orders: 1 },
      'west 2026-03-07': { net_sales: 2000, orders: 2 },
    })
    expect([found.remembered, next.remembered]).toEqual([false, true])
  })

  it('may be told by the words of order lines where it holds days', async () => {
    const found = await preview(text, { ...west, map: ['Wann=order_day', 'Eingenommen=sales', 'Verkäufe=quantity'] })

    expect(found).toMatchObject({ kind: 'daily', totals: [{ totals: { net_sales: '1244.5', units: '8' } }] })
  })

  it('is not remembered as something that was only tried', async () => {
    await preview(text, { ...west, map })

    expect(await listMappings(db)).toEqual([])
    await refusal(text)
  })

  it('is answered by a line, for the person who brought it, and forgotten again', async () => {
    await refusal(text)
    const named = await nameColumns(db, 'Wann=日付; Eingenommen=売上；Verkäufe＝订单数; Notiz=-', null)

    expect(named.columns.map(({ role }) => role)).toEqual(['day', 'measure:net_sales', 'measure:orders', null])
    expect((await preview(text, west)).totals).toMatchObject([{ totals: { net_sales: '1244.5', orders: '8' } }])
    const [kept] = await listMappings(db)
    expect(await forgetMapping(db, kept?.id ?? 0)).toBe(true)
    await refusal(text)
  })

  it('of order lines says so by its meanings', async () => {
    const orders = 'Beleg,Wann,Ware,Stück,Eingenommen\nA,2026-03-05,P,2,20\nA,2026-03-05,Q,1,5\nB,2026-03-05,P,1,10\n'
    const found = await preview(orders, {
      ...west,
      map: ['Beleg=order_id', 'Wann=day', 'Ware=sku', 'Stück=units', 'Eingenommen=net_sales'],
    })

    expect(found).toMatchObject({ kind: 'orders', totals: [{ totals: { net_sales: '35', orders: '2', units: '4' } }] })
  })

  it('may lack nothing but the day', async () => {
    expect((await refusal('Ware,Sales\nP,2\n')).text.en).toMatch(/--day/)
  })
})

describe('what is said', () => {
  it.each([
    [['Nirgends=day'], /No column is called Nirgends/],
    [['Wann=Nonsense figure'], /No figure and no meaning is called/],
    [['Wann'], /Write column=meaning/],
    [['Wann=Conversion rate'], /No figure and no meaning/],
  ])('and makes no sense is told: %j', async (said, reason) => {
    await expect(preview(text, { ...west, map: said })).rejects.toThrow(reason)
  })

  it('without a file is told', async () => {
    await expect(nameColumns(db, 'A=day', null)).rejects.toThrow(/Send the file first/)
  })

  it('corrects what was recognised, also of one column', async () => {
    const file = 'Order ID,Date,SKU,Sales,Payout\nA,2026-03-05,P,10,8\n'
    const found = await preview(file, { ...west, map: 'Payout=sales; SKU=-' })

    expect(found.columns.map(({ role }) => role)).toEqual(['order_id', 'order_day', null, null, 'sales'])
    expect(found.totals).toMatchObject([{ totals: { net_sales: '8' } }])
  })
})
