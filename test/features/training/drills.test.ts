import { beforeAll, describe, expect, it } from 'vitest'
import { builtInKpis } from '#src/domain/kpis/index.ts'
import { createPerson } from '#src/features/people/index.ts'
import { hintLine, needsNumber, stepText } from '#src/features/training/cards/step-texts.ts'
import { drills, type TrackId, trackIds } from '#src/features/training/drills/index.ts'
import { type Locale, locales } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { answering } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { addRealStore, practising } from './world.ts'

const tables = ['notes', 'targets', 'alert_rules', 'alerts', 'metric_day', 'dirty_days', 'skus', 'deliveries']

describe('the drills', () => {
  it('are at least three for every line of work, with names of their own and KPIs that there are', () => {
    const perTrack = (track: TrackId) => drills.filter(drill => drill.track === track).length
    const kpis = drills.flatMap(({ steps }) => steps.flatMap(step => ('kpi' in step && step.kpi ? [step.kpi] : [])))

    expect(Math.min(...trackIds.map(perTrack))).toBeGreaterThanOrEqual(3)
    expect(new Set(drills.map(({ id }) => id)).size).toBe(drills.length)
    expect(kpis.filter(id => !builtInKpis.some(kpi => kpi.id === id))).toEqual([])
    expect(drills.every(({ steps }) => steps.length >= 3)).toBe(true)
  })

  it('say every step and every hint in three languages', () => {
    const missing = drills.flatMap(({ id, steps }) =>
      steps.flatMap(step => locales.filter(locale => !stepText(step)[locale] || !hintLine(step)[locale]).map(() => id)),
    )

    expect(missing).toEqual([])
  })
})

describe('a drill', () => {
  let db: Db
  let tell: ReturnType<typeof answering>
  beforeAll(async () => {
    db = (await testDatabase()).db
    await addRealStore(db)
    for (const [name, role] of [
      ['Ada', 'administrator'],
      ['Ken', 'operator'],
      ['Vera', 'viewer'],
    ] as const)
      await createPerson(db, { name, email: `${name.toLowerCase()}@example.com`, role, scope: ['all'] })
    tell = practising(db)
  }, 400_000)

  const counts = async () => {
    const all: Record<string, number> = {}
    for (const table of tables) {
      const [row] = await db.execute(
        `select count(*)::int as count from ${table} ${table === 'alert_rules' ? 'where origin is null' : ''}`,
      )
      all[table] = Number(row?.count)
    }
    return all
  }

  const titleOf = async (line: string, who = 'ada') => {
    const reply = await tell.say(`${who}@example.com`, line)
    return reply.cards.map(card => card.title.en).join(' | ')
  }

  /** The hint with the number that it needs. */
  const lineFor = async (step: (typeof drills)[number]['steps'][number], locale: Locale) => {
    const line = hintLine(step)[locale]
    const table = step.do === 'stop-rule' ? 'alert_rules' : 'alerts'
    const [row] = await db.execute(`select max(id) as id from ${table} where place like 'store:practice-%'`)
    return needsNumber(step) ? line.replace('12', String(row?.id)) : line
  }

  it.each(drills.flatMap(drill => locales.map(locale => [drill.id, locale, drill] as const)))(
    '%s is done to its end by the lines of its hints (%s), and leaves nothing but its record',
    async (id, locale, drill) => {
      await tell.say('ada@example.com', 'guide stop')
      const before = await counts()
      await titleOf(`guide start ${id}`)
      const said: string[] = []
      for (const step of drill.steps) {
        const line = await lineFor(step, locale)
        const reply = await tell.say('ada@example.com', line)
        said.push(reply.refused ? `${line}: ${reply.refused.en}` : (reply.cards.at(-1)?.title.en ?? ''))
      }
      const [run] = await db.execute('select state, steps from drill_runs order by id desc limit 1')

      expect(said.at(-1), said.join('\n')).toBe(`Done: ${drill.title.en}`)
      expect(run?.state).toBe('finished')
      expect(tell.heard.errors).toEqual([])
      expect(await counts()).toEqual(before)
    },
    30_000,
  )
})
