import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { listTargets } from '#src/features/targets/store/targets.ts'
import { addPerson, addStore, talkTo } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'
import { office, today } from './office.ts'

const { db, signedIn, audited, faults } = await office(async db => {
  await truncate(db, 'targets, target_proposals, approval_rules restart identity cascade')
  await addStore(db, 'west')
  await addStore(db, 'east')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Ken', { role: 'operator', scope: ['market:us'] })
  await addPerson(db, 'Olivia', { role: 'viewer', scope: ['store:west'] })
})
const path = '/settings/plan?year=2027&kpi=sales'

async function send(as: string, fields: Readonly<Record<string, string>>) {
  const browser = await signedIn(as)
  const page = (await browser.get(path)).body
  return browser.post(path, { ...marks(page), ...fields, step: 'look' })
}

function marks(body: string) {
  const value = (name: string) => new RegExp(`name="${name}" value="([^"]+)"`).exec(body)?.[1] ?? ''
  return { form: value('form'), once: value('once') }
}

/** Presses the button below what was looked at; several lines of one name are sent. */
async function apply(as: string, body: string) {
  const browser = await signedIn(as)
  const own = marks((await browser.get(path)).body)
  const form = body.split('<form').find(one => one.includes('name="step" value="apply"')) ?? ''
  const lines = [...form.matchAll(/name="line" value="([^"]*)"/g)].map(([, line = '']) =>
    line.replaceAll('&quot;', '"'),
  )
  const payload = new URLSearchParams({ ...own, step: 'apply' })
  for (const line of lines) payload.append('line', line)
  return {
    page: await browser.postBody(path, payload.toString()),
    again: () => browser.postBody(path, payload.toString()),
    lines,
  }
}

const standing = async () =>
  (await listTargets(db))
    .filter(({ withdrawn }) => !withdrawn)
    .map(({ kpiId, place, validFrom, value }) => [kpiId, place, validFrom, value])

describe('the sheet', () => {
  it('looks before it changes, then sets every target by its own line, once, and takes them all back', async () => {
    const looked = await send('Ken', {
      'c/sales/west/2027-01': '$1,200',
      'c/sales/east/2027-02': '5万',
      'c/sales/tokyo/2027-01': '9',
    })
    expect(await standing()).toEqual([])
    expect(looked.statusCode).toBe(200)
    expect(looked.body).toContain('target set sales west 2027-01 1,200')
    const { page, again, lines } = await apply('Ken', looked.body)
    expect(lines).toHaveLength(2)
    expect(await standing()).toEqual([
      ['sales', 'store:west', '2027-01-01', 1200_00],
      ['sales', 'store:east', '2027-02-01', 50_000_00],
    ])
    expect((await again()).body).toContain('was done once')
    expect((await audited()).filter(({ outcome }) => outcome === 'ok')).toHaveLength(2)
    const taken = await apply('Ken', page.body)
    expect(taken.lines).toEqual([expect.stringMatching(/^undo \d+$/)])
    expect(await standing()).toEqual([])
    expect(faults).toEqual([])
  })

  it('takes a pasted table, carries out what is right and keeps what is wrong with its reason', async () => {
    const table =
      '店铺\t指标\t1月\t2月\nwest\t销售额\t5万\t6万\ntokyo\tsales\t1\t1\nnowhere\tsales\t1\t1\neast\tACoS\t8%\t多\n合计\t\t1\t1'
    const looked = await send('Ken', { table })
    expect(looked.statusCode).toBe(422)
    expect(looked.body).toMatch(/Row 4:<\/strong> “nowhere” is no store/)
    expect(looked.body).toMatch(/Row 3:<\/strong> “tokyo” is no store/)
    expect(looked.body).toMatch(/Row 5:<\/strong> 2027-02: “多” is no number/)
    const kept = /<textarea[^>]*>([^<]*)<\/textarea>/.exec(looked.body)?.[1] ?? ''
    expect(kept).toContain('nowhere\tsales')
    expect(kept).not.toContain('west')
    await apply('Ken', looked.body)
    expect((await standing()).map(([kpi, place, month]) => [kpi, place, month])).toEqual([
      ['sales', 'store:west', '2027-01-01'],
      ['sales', 'store:west', '2027-02-01'],
      ['acos', 'store:east', '2027-01-01'],
    ])
  })

  it('keeps what was typed into a field beside what is wrong with it', async () => {
    const looked = await send('Ken', { 'c/sales/west/2027-03': 'lots' })
    expect(looked.body).toMatch(/value="lots"[^>]*aria-invalid="true"/)
    expect(looked.statusCode).toBe(422)
    expect(await standing()).toEqual([])
  })

  it('proposes where chat would, asks for a reason of large changes, and never carries out other lines', async () => {
    const { say } = talkTo(db, commands, today)
    await say('target set sales west 2027-01 1000')
    await say('approval set market:us manager')
    const looked = await send('Ken', { 'c/sales/west/2027-01': '2000' })
    expect(looked.body).toContain('needs a reason')
    expect(looked.body).not.toContain('value="apply"')
    const reasoned = await send('Ken', { 'c/sales/west/2027-01': '2000', reason: 'a "new" shop' })
    expect(reasoned.body).toContain('needs approval')
    await apply('Ken', reasoned.body)
    expect(await standing()).toHaveLength(1)
    expect(await db.execute(sql`select state, reason from target_proposals`)).toMatchObject([
      { state: 'waiting', reason: 'a ”new” shop' },
    ])
    const other = await apply(
      'Owner',
      `<form name="step" value="apply"><input name="line" value="people role ken@example.com administrator">`,
    )
    expect(other.page.statusCode).toBe(200)
    expect((await audited()).some(({ line }) => line.startsWith('people'))).toBe(false)
  })

  it('changes nothing where one line cannot be carried out, says why, and offers the others', async () => {
    const looked = await send('Owner', { 'c/sales/west/2027-01': '100', 'c/sales/tokyo/2027-01': '200' })
    await db.execute(sql`update people set scope = '{market:us}' where name = 'Owner'`)
    const { page } = await apply('Owner', looked.body)
    expect(await standing()).toEqual([])
    expect(page.body).toContain('Nothing was changed: 1 of 2 cannot be carried out')
    expect(page.body).toMatch(/<textarea[^>]*>Store\tKPI\tMonth\tTarget\ntokyo\tsales\t2027-01\t200<\/textarea>/)
    const others = await apply('Owner', page.body)
    expect(others.lines).toEqual(['target set sales west 2027-01 100'])
    expect(await standing()).toHaveLength(1)
    expect((await audited()).filter(({ outcome, line }) => outcome === 'ok' && line.includes('tokyo'))).toEqual([])
  })

  it('leaves no half of a plan when something breaks in the middle', async () => {
    const months = Array.from({ length: 12 }, (_, at) => `2027-${String(at + 1).padStart(2, '0')}`)
    const looked = await send('Ken', Object.fromEntries(months.map(month => [`c/sales/west/${month}`, '1000'])))
    await db.execute(sql`
      create function break_in_the_middle() returns trigger language plpgsql as
      $$ begin if new.valid_from = '2027-07-01' then raise exception 'broken'; end if; return new; end $$`)
    await db.execute(
      sql`create trigger breaks before insert on targets for each row execute function break_in_the_middle()`,
    )
    const { page, lines } = await apply('Ken', looked.body)
    await db.execute(sql`drop trigger breaks on targets`)
    await db.execute(sql`drop function break_in_the_middle`)

    expect(lines).toHaveLength(12)
    expect(await standing()).toEqual([])
    expect(page.body).toContain('Nothing was changed: 1 of 12')
    faults.length = 0
    const all = await apply('Ken', looked.body)
    expect(await standing()).toHaveLength(12)
    await apply('Ken', all.page.body)
    expect(await standing()).toEqual([])
  })

  it('shows sums of what stands in it while changes are looked at, and sends on nothing that only goes on', async () => {
    await talkTo(db, commands, today).say('target set sales west 2027-01 1000')
    const looked = await send('Ken', { 'c/sales/west/2027-03': '2000' })
    const text = looked.body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toMatch(/Sum US USD 1,000 1,000 2,000 4,000 (2,000 2,000 2,000 6,000 ){3}22,000/)
    expect(text).toContain('12,000 → 22,000 USD')
    const sheet = looked.body.split('<form').find(one => one.includes('name="c/sales/west/2027-03"')) ?? ''
    const fields = [...sheet.matchAll(/name="([cb]\/[^"]+)" value="([^"]*)"/g)].map(
      ([, name = '', value = '']) => [name, value] as const,
    )
    const again = await send('Ken', Object.fromEntries(fields))
    expect((await apply('Ken', again.body)).lines).toEqual(['target set sales west 2027-03 2,000'])
  })

  it('shows readers only their stores, without a field, and refuses what they send', async () => {
    const browser = await signedIn('Olivia')
    const { body } = await browser.get(path)
    expect([body.includes('West'), body.includes('East'), body.includes('Tokyo'), body.includes('<textarea')]).toEqual([
      true,
      false,
      false,
      false,
    ])
    const form = /name="form" value="([^"]+)"/.exec((await browser.get('/account')).body)?.[1] ?? ''
    const payload = new URLSearchParams({ form, once: 'x', step: 'apply', line: 'target set sales west 2027-01 100' })
    await browser.postBody(path, payload.toString())
    expect(await standing()).toEqual([])
    expect((await audited()).map(({ outcome }) => outcome)).toEqual(['refused'])
  })

  it('adds up: stores to markets, months to the year, currencies by the rate of each month', async () => {
    const { say } = talkTo(db, commands, today)
    for (const line of [
      'target set sales west 2027-01 1000',
      'target set sales east 2027-01 500',
      'target set sales tokyo 2027-01 15000',
      'rate usd jpy 150 2027-01',
    ])
      await say(line)
    const text = (await (await signedIn('Owner')).get(path)).body.replace(/<[^>]+>/g, ' ').replace(/\s+/g, ' ')
    expect(text).toMatch(/Sum US USD (1,500 1,500 1,500 4,500 ){4}18,000/)
    expect(text).toMatch(/Sum of all USD (1,600 1,600 1,600 4,800 ){4}19,200/)
    expect((await (await signedIn('Owner')).get('/settings/plan?year=2027&kpi=acos')).body).toContain('not added up')
  })
})
