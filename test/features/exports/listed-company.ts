import { sql } from 'drizzle-orm'
import { commands } from '#commands/index.ts'
import type { Command } from '#src/contracts/command.ts'
import { createDispatch } from '#src/features/conversation/dispatch.ts'
import { createFigures } from '#src/features/figures/figures.ts'
import { startSession } from '#src/features/sign-in/index.ts'
import { createPageLinks } from '#src/platform/bot-services/page-links.ts'
import type { Db } from '#src/platform/database/db.ts'
import { importing } from '#test/support/importing.ts'
import { addDays, addPerson, addStore, talkTo } from '#test/support/talk.ts'

/** When everything in the company happens. */
export const now = new Date('2026-11-24T12:00:00Z')

/** Pages are signed here, and served nowhere. */
export const pages = createPageLinks({ secretKey: 'a key for tests only', publicUrl: 'https://kpi.example.com' })

/** Lines that put at least one thing into every list. */
const lines = [
  'note add sales west 11/3-11/5 "=1+1 typhoon"',
  'event add "Sale" us 2026-11-27..2026-11-28 sale 2',
  'rule save sales west < 50',
  'mute sales west until 2026-11-25',
  'rate eur usd 1.08 2026-11',
  'team add "West" leader @owner@example.com west',
  'define "Spend per unit" = ad_spend / units money lower',
  'sop add sales "What to do" "https://example.com/sop"',
  'target set sales west 2026-10 3000 weight 60 @owner@example.com',
  'target set acos west 2026-10 40% weight 40 @owner@example.com',
  'target set orders west 2026-10 90 @owner@example.com',
  'template apply operator @owner@example.com west 2026-10 now',
  'score close @owner@example.com 2026-10 anyway',
  'bonus set operator 0 50% 100 100%',
  'approval set west sales leader administrator 20%',
  'target propose sales west 2026-12 9000 "new season"',
  'digest subscribe 08:30 weekdays west',
  'rating plan packaging west @owner@example.com monthly 1 rater',
  'review add west 1 2026-11-20 "=box crushed"',
  'board make "Morning" sales acos west',
  'share "=BrightAds" sales west 30d',
  'export save "Weekly" sales west weekly',
  'export subscribe "trend sales west 7d" 09:00 weekdays',
  'action add sales west "lower bids" @owner@example.com by 2026-12-15',
  'link mcp',
]

/** A company with something in every list, and a conversation with its administrator. */
export async function listedCompany(db: Db, verbs: readonly Command[] = commands) {
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Local', { role: 'operator', scope: ['store:east'] })
  const west = await addStore(db, 'west')
  const east = await addStore(db, 'east', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  const figures = { orders: 3, units: 4, sessions: 90, ad_spend: 20_00, ad_sales: 40_00 }
  await addDays(db, west.id, ['2026-08-01', '2026-11-23'], { ...figures, net_sales: 100_00 })
  await addDays(db, east.id, ['2026-08-01', '2026-11-23'], { net_sales: 100_00 })
  const talk = talkTo(db, verbs, now, { pages })
  const failed: string[] = []
  for (const line of lines) {
    const { refused } = await talk.ask(line)
    if (refused) failed.push(`${line}: ${refused.en}`)
  }
  await startSession(db, { personId: 1, via: 'chat', device: 'Safari, iPhone', now })
  await db.execute(sql`
    insert into import_mappings (signature, file_name, columns, kind, mapping, by, answered_at)
    values ('s', '=daily.csv', ${JSON.stringify([{ name: 'Umsatz', samples: ['1'] }])}::jsonb, 'daily',
      ${JSON.stringify({ Umsatz: 'net_sales' })}::jsonb, 1, ${now.toISOString()})`)
  return { talk, failed }
}

/** Imports the same kind of download three times, so that the next one is expected. */
export async function importWeeks(db: Db): Promise<void> {
  const { take } = await importing(db)
  for (const last of ['2026-10-18', '2026-10-25', '2026-11-01']) {
    const days = Array.from({ length: 7 }, (_, back) => new Date(Date.parse(last) - back * 86_400_000))
    const rows = days.map(day => `${day.toISOString().slice(0, 10).replaceAll('-', '/')},月,すべて,1000,10,100,10,100`)
    const head = '日付,曜日,デバイス,売上金額,売上件数,アクセス人数,転換率,客単価'
    await take([head, ...rows].join('\n'), { market: 'jp', store: 'East' })
  }
}

/** Answers one line with checks of the installation, which a conversation alone does not have. */
export async function askWithCheckup(db: Db, line: string) {
  const said = { en: '=fine', ja: '=正常', 'zh-CN': '=正常' }
  const answer = createDispatch({
    ...{ db, figures: createFigures(db), commands, now: () => now, teamTimeZone: 'UTC', adminEmail: null, pages },
    health: () => Promise.resolve({ ready: true, checks: [{ name: 'database', ok: true, detail: '=up' }] }),
    enqueue: () => Promise.resolve(),
    checkup: () => Promise.resolve([{ state: 'warning', label: said, said, advice: said }]),
    log: { info: () => {}, error: () => {} },
  })
  const as = 'owner@example.com'
  const where = { messenger: 'web', workspace: '', channel: `direct/${as}`, kind: 'direct', via: 'typed' } as const
  return answer({ ...where, person: as, profile: { email: as }, line })
}
