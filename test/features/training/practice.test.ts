import { beforeEach, describe, expect, it } from 'vitest'
import { createPerson, findPerson, type Person } from '#src/features/people/index.ts'
import { addTeam, joinTeam } from '#src/features/teams/index.ts'
import { createPractice, pruneTraining } from '#src/features/training/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import { answering, saidIn, now as start } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { addDays, addStore } from '#test/support/talk.ts'

const minute = 60_000
let db: Db
let clock: number
let say: (who: string, line: string, where?: object) => Promise<string>

beforeEach(async () => {
  db = (await testDatabase()).db
  clock = start.getTime()
  for (const slug of ['west', 'east']) {
    const store = await addStore(db, slug)
    const figures = { net_sales: 100_00, orders: 5, ad_spend: 10_00, ad_sales: 50_00 }
    await addDays(db, store.id, ['2026-10-01', '2026-11-20'], figures)
  }
  await person('Ada', 'administrator')
  await person('Mia', 'manager')
  await person('Ken', 'operator')
  await person('Lou', 'operator', ['store:west'])
  await person('Vera', 'viewer')
  const { say: tell } = answering(db, {
    practice: createPractice(db),
    now: () => {
      clock += 1000
      return new Date(clock)
    },
  })
  say = async (who, line, where = {}) => {
    const reply = await tell(`${who.toLowerCase()}@example.com`, line, where)
    return `${reply.refused?.en ?? ''}\n${reply.cards.map(card => card.title.en).join('\n')}\n${saidIn(reply)}`
  }
}, 400_000)

async function person(name: string, role: Person['role'], scope: string[] = ['all']) {
  return createPerson(db, { name, email: `${name.toLowerCase()}@example.com`, role, scope })
}

async function count(sql: string): Promise<number> {
  const [row] = await db.execute(`select count(*)::int as n from ${sql}`)
  return Number(row?.n)
}

describe('practice', () => {
  it('shows in the figures what the situation tells, also to whoever sees a single real store', async () => {
    expect(await say('Lou', 'guide start acos-doubled')).toContain('ACoS just doubled')
    expect(await say('Lou', 'status acos practice yesterday')).toMatch(/5\d(\.\d)?%|4[5-9](\.\d)?%/)
    expect(await say('Lou', 'why acos practice')).toContain('step 2 of 3')
  })

  it('changes nothing for anybody else, and no total of who practises', async () => {
    const lines = ['status sales all yesterday', 'trend sales 7d', 'compare sales west east 7d', 'top stores sales 7d']
    const others = ['sources', 'rule', 'alerts', 'target list', 'note list']
    const before = await Promise.all(lines.map(line => say('Ada', `${line} all`)))
    await say('Mia', 'guide start acos-rule')
    await say('Mia', 'note practice "made up"')
    await say('Mia', 'target acos practice 25%')
    await say('Mia', 'rule save acos practice > 30%')

    expect(await Promise.all(lines.map(line => say('Ada', `${line} all`)))).toEqual(before)
    for (const line of others) expect((await say('Ada', line)).toLowerCase()).not.toMatch(/practice|made up/)
    expect((await say('Ada', 'status sales practice')).split('\n')[0]).not.toBe('')
    expect(await say('Mia', 'status sales all yesterday')).not.toMatch(/Practice store/)
    expect(await count('deliveries')).toBe(0)
  })

  it('keeps every line in one world: unnamed places are practice while somebody is at it, and real ones afterwards', async () => {
    await say('Mia', 'guide start acos-rule')

    expect(await say('Mia', 'status sales west practice')).toContain('never stand in one line')
    await say('Mia', 'note "nobody named a store"')
    await say('Mia', 'note west "a real store"')
    expect(await count("notes where place like 'store:practice-%'")).toBe(1)
    expect(await count("notes where place = 'store:west'")).toBe(1)
    clock += 31 * minute
    expect(await say('Mia', 'status sales')).not.toContain('Practice')
    expect(await say('Mia', 'status sales practice')).toContain('Practice')
  })

  it('lets nothing be practised that would reach others', async () => {
    await say('Mia', 'guide start acos-rule')

    for (const line of [
      'target propose sales practice 5000',
      'export sales practice',
      'mute practice',
      'event add "x" practice',
    ])
      expect((await say('Mia', line)).split('\n')[0], line).toContain('cannot be practised')
    expect(await say('Mia', 'target sales practice 5000 @ken')).toContain('Nobody else')
    expect(await count('target_proposals')).toBe(0)
  })

  it('takes no typed figures, neither for the practice store nor by mistake for the real one', async () => {
    await person('Wes', 'manager', ['store:west'])
    await say('Wes', 'guide start acos-rule')
    const before = await count('metric_day')

    for (const line of ['record sales practice yesterday 5', 'record sales yesterday 5', '录入 销售额 昨天 5'])
      expect((await say('Wes', line)).split('\n')[0], line).toContain('looked at, not typed')
    expect(await count('metric_day')).toBe(before)
    await say('Wes', 'record sales west yesterday 5')
    expect(await count('metric_day')).toBeGreaterThan(before)
    clock += 31 * minute
    expect((await say('Wes', 'record sales yesterday 6')).split('\n')[0]).toBe('')
  })

  it('says of buttons of a drill that is over that it is', async () => {
    await say('Ken', 'guide start acos-doubled')
    await say('Ken', 'guide stop')
    const [run] = await db.execute('select id from drill_runs')

    for (const line of [`why acos store:practice-${run?.id}/sku:PR-BOTTLE`, `trend acos practice-${run?.id} 30d`])
      expect((await say('Ken', line)).split('\n')[0], line).toContain('is over')
  })

  it('lists the lines of work, and the drills of each by its name in any language', async () => {
    expect(await say('Ken', 'guide drills')).toContain('guide drills warehouse')
    expect(await say('Ken', 'guide drills')).not.toContain('guide drills leader')
    for (const line of ['guide drills warehouse', '向导 练习 仓储物流', 'ガイド 練習 倉庫・物流'])
      expect(await say('Ken', line), line).toContain('guide start late-parcels')
    for (const line of ['guide drills leader', 'guide drills nonsense'])
      expect((await say('Ken', line)).split('\n')[0], line).toContain('no drills for')
  })

  it('stays between the bot and whoever practises in a group, also in one without a scope', async () => {
    const group = { kind: 'group', channel: 'C-1' } as const
    await say('Lou', 'guide start acos-doubled', group)
    for (const line of ['why acos', 'status acos practice', 'note practice "in the group"']) {
      const reply = await say('Lou', line, group)
      expect(reply.split('\n')[0], line).toBe('')
      expect(reply, line).toContain('Practice')
    }
    expect(await count('deliveries')).toBe(0)
    expect(await count("notes where place like 'store:practice-%'")).toBe(1)
  })

  it('is open to those whose role can do its steps', async () => {
    expect((await say('Ken', 'guide start acos-rule')).split('\n')[0]).not.toBe('')
    expect((await say('Vera', 'guide start acos-doubled')).split('\n')[0]).not.toBe('')
    expect((await say('Ken', 'guide start nonsense')).split('\n')[0]).toContain('no drill')
    expect((await say('Ken', 'guide hint')).split('\n')[0]).toContain('in no drill')
    expect(await say('Vera', 'guide')).toContain('status yesterday')
  })

  it('goes on the next day with that day’s figures, counts hints and steps left out, and time without pauses', async () => {
    await say('Ken', '向导 开始 acos-doubled')
    clock += 5 * minute
    expect(await say('Ken', 'ガイド ヒント')).toContain('why ACoS practice')
    clock += 24 * 60 * minute
    expect(await say('Ken', 'guide')).toContain('step 1 of 3')
    expect(await say('Ken', 'status acos practice yesterday')).toMatch(/\d%/)
    await say('Ken', '向导 跳过')
    await say('Ken', 'note practice "dear clicks"')
    expect(await say('Ken', 'guide skip')).toContain('Through, with steps left out')
    const [run] = await db.execute('select state, hints, spent_seconds from drill_runs')

    expect(run).toMatchObject({ state: 'finished', hints: 1 })
    expect(Number(run?.spent_seconds)).toBeGreaterThanOrEqual(300)
    expect(Number(run?.spent_seconds)).toBeLessThan(900)
    expect(await count('metric_day where store_id < 0')).toBe(0)
  })

  it('is stopped by a line, by another drill and by time, and nothing of it stays', async () => {
    await say('Ken', 'guide start acos-doubled')
    await say('Ken', 'guide start slow-replies')
    expect(await count("drill_runs where state = 'running'")).toBe(1)
    expect(await say('Ken', 'ガイド 終了')).toContain('Stopped')
    await say('Ken', 'guide start sales-fell')
    await pruneTraining(db, new Date(clock + minute), new Date(clock + minute))

    expect(await count("drill_runs where state = 'stopped'")).toBe(3)
    expect(await count('metric_day where store_id < 0')).toBe(0)
  })
})

describe('the training record', () => {
  it('is open to the person, to who leads their team and to administrators, also as a file', async () => {
    const mia = await findPerson(db, { email: 'mia@example.com' })
    const ken = await findPerson(db, { email: 'ken@example.com' })
    await say('Ken', 'guide start acos-doubled')
    await say('Ken', 'why acos practice')

    expect(await say('Ken', 'training')).toContain('1/3')
    expect((await say('Mia', 'training @ken')).split('\n')[0]).toContain('is open to them')
    expect((await say('Lou', 'training @ken')).split('\n')[0]).toContain('is open to them')
    expect(await say('Ada', '培训记录 @ken')).toContain('1/3')
    expect(await say('Lou', 'training all')).not.toContain('1/3')
    const team = await addTeam(db, { name: 'A', leaderId: mia?.id ?? 0, places: ['all'], demo: false, by: null })
    await joinTeam(db, team, [ken?.id ?? 0], '2026-01-01')
    expect(await say('Mia', 'training @ken')).toContain('1/3')
    expect(await say('Mia', '研修記録 全員')).toContain('Ken')
    expect((await say('Ken', 'export training csv')).split('\n')[0]).toBe('')
  })

  it('goes with the person who is removed, with the store of a drill that runs', async () => {
    await say('Ken', 'guide start acos-doubled')
    await say('Ken', 'note practice "before I leave"')

    expect(await say('Ada', 'people remove @ken to @mia')).toContain('training record was deleted (1 drills)')
    expect(await count('drill_runs')).toBe(0)
    expect(await count('metric_day where store_id < 0')).toBe(0)
    expect(await count("notes where place like 'store:practice-%'")).toBe(0)
  })

  it('comes back with the person by undo, a drill that ran with its store, and goes again when that is taken back', async () => {
    await say('Ken', 'guide start acos-doubled')
    await say('Ken', 'guide stop')
    await say('Ken', 'guide start returns-rose')
    await say('Ken', 'trend return rate practice')
    await say('Ken', 'note practice "before I leave"')
    await say('Ada', 'people remove @ken to @mia')

    expect(await say('Ada', 'undo')).toContain('people remove')

    expect(await say('Ada', 'training @ken')).toContain('2/3')
    expect(await count("notes where place like 'store:practice-%'")).toBe(1)
    expect(await say('Ken', 'status return rate practice yesterday')).toMatch(/1[0-9]\.\d+%/)
    expect(await say('Ken', 'alerts practice')).toContain('#')
    expect(await count("alerts where place like 'store:practice-%'")).toBe(1)
    await say('Ada', 'undo list')
    await say('Ada', 'people remove @ken to @mia')
    expect(await count('drill_runs')).toBe(0)
    expect(await count('metric_day where store_id < 0')).toBe(0)
  })
})
