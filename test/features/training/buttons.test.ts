import { beforeAll, describe, expect, it } from 'vitest'
import type { Action } from '#src/chat/card.ts'
import type { Reply } from '#src/chat/messenger.ts'
import { createPerson } from '#src/features/people/index.ts'
import type { Db } from '#src/platform/database/db.ts'
import type { answering } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { addRealStore, practising } from './world.ts'

let db: Db
let tell: ReturnType<typeof answering>
beforeAll(async () => {
  db = (await testDatabase()).db
  await addRealStore(db)
  await createPerson(db, { name: 'Ada', email: 'ada@example.com', role: 'administrator', scope: ['all'] })
  tell = practising(db)
}, 400_000)

const actionsOf = (reply: Reply): readonly Action[] =>
  reply.cards.flatMap(({ blocks }) => blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])))

/** The line of a button as it is typed once its form is filled in. */
function typed({ line, form }: Action): string {
  const values: Readonly<Record<string, string>> = { value: '7', place: 'practice', kpi: 'sales' }
  return (form?.fields ?? []).reduce((said, field) => {
    const chosen = field.initial ?? ('options' in field ? field.options?.[0]?.value : undefined)
    const value = values[field.name] ?? (field.kind === 'text' && !field.optional ? '"as filled in"' : '')
    return said.replace(`{${field.name}}`, chosen ?? value)
  }, line)
}

/** Everything that stands about real stores, and all that was sent. */
async function realCompany(): Promise<unknown> {
  const places = ['notes', 'targets', 'alerts', 'mutes']
  const counts = places.map(
    table => `(select count(*) from ${table} where place not like 'store:practice-%') as ${table}`,
  )
  const [row] = await db.execute(`select ${counts.join(', ')},
    (select count(*) from alert_rules where place not like 'store:practice-%' and origin is null) as rules,
    (select count(*) from deliveries) as deliveries, (select count(*) from events) as events,
    (select count(*) from export_files) as exports, (select count(*) from target_proposals) as proposals`)
  return row
}

const lines = [
  'status sales practice',
  'status practice',
  'trend sales practice 30d',
  'why sales practice',
  'why ship 72h practice',
  'top sku sales practice',
  'compare sales practice 7d',
  'forecast sales practice',
  'advise practice',
  'alerts practice',
  'alerts {alert}',
  'ack {alert} "on it"',
  'snooze {alert} 1h',
  'resolve {alert}',
  'target list practice',
  'target suggest sales practice',
  'target sales practice 120000',
  'rule list practice',
  'rule save acos practice > 5%',
  'note practice "found out"',
  'note list practice',
]

describe('the buttons of practice', () => {
  /** In a fresh drill: what a line answers. */
  const fresh = async (line: string) => {
    await tell.say('ada@example.com', 'guide start nobody-took-it')
    const [row] = await db.execute("select max(id) as id from alerts where place like 'store:practice-%'")
    return tell.say('ada@example.com', line.replace('{alert}', String(row?.id)))
  }

  it.each(lines)('%s: each does something, for whoever practises alone', { timeout: 60_000 }, async line => {
    const before = await realCompany()
    const offered = actionsOf(await fresh(line)).length
    const wrong: string[] = []
    for (let at = 0; at < offered; at++) {
      const action = actionsOf(await fresh(line))[at]
      if (!action || /^(guide|training|help)\b/.test(action.line)) continue
      const reply = await tell.say('ada@example.com', typed(action))
      if (reply.refused) wrong.push(`${typed(action)}: ${reply.refused.en}`)
      if (!reply.private) wrong.push(`${typed(action)}: open to others`)
    }

    expect(wrong).toEqual([])
    expect(await realCompany()).toEqual(before)
    expect(tell.heard.errors).toEqual([])
  })
})
