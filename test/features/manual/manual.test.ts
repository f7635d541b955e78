import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { understand } from '#src/features/conversation/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { pageIds, pagesIn } from '#src/features/manual/pages.ts'
import { renderPage } from '#src/features/manual/render.ts'
import { searchManual } from '#src/features/manual/search.ts'
import { sectionsIn } from '#src/features/manual/sections.ts'
import { createPerson } from '#src/features/people/index.ts'
import { type Locale, locales } from '#src/i18n/locale.ts'
import type { Db } from '#src/platform/database/db.ts'
import { answering, saidIn } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'
import { addStore } from '#test/support/talk.ts'

describe('the pages of the manual', () => {
  it.each(locales)('stand in %s, all of them, with the same sections as in English', locale => {
    const shape = (of: Locale) => pagesIn(of).map(({ id, text }) => [id, text.match(/^#{1,3} /gm)?.length])

    expect(pagesIn(locale).map(({ id }) => id)).toEqual([...pageIds])
    expect(shape(locale)).toEqual(shape('en'))
  })

  it.each(locales)('have anchors of their own and links that lead somewhere (%s)', locale => {
    const ids = sectionsIn(locale).map(({ id }) => id)
    const pages = pagesIn(locale).map(page => renderPage(page, id => `/docs/${id}`))
    const links = pages.flatMap(html => [...html.matchAll(/href="\/docs\/([\w-]+)/g)].map(match => match[1]))

    expect(ids.length).toBe(new Set(ids).size)
    expect(links.filter(id => !pageIds.some(one => one === id))).toEqual([])
    expect(pages.join('')).not.toMatch(/<script|javascript:/)
  })

  it('render what somebody wrote as text, never as markup', () => {
    const page = {
      id: 'x',
      locale: 'en' as const,
      title: 'X',
      text: '# X\n\n<script>alert(1)</script> [a](javascript:alert(1))',
    }

    expect(renderPage(page, id => id)).not.toMatch(/<script|href="javascript/)
  })
})

describe('the search', () => {
  it.each([
    ['connect a shop', 'en', 'connect-a-shop'],
    ['conect shpo', 'en', 'connect-a-shop'],
    ['how do I acknowledge an alert?', 'en', 'acknowledge-alerts'],
    ['backup', 'en', 'operate'],
    ['upload excel file', 'en', 'drop-a-file'],
    ['怎么连接店铺', 'zh-CN', 'connect-a-shop'],
    ['备份', 'zh-CN', 'operate'],
    ['如何订阅日报', 'zh-CN', 'read-the-digest'],
    ['店舗を接続するには', 'ja', 'connect-a-shop'],
    ['バックアップ', 'ja', 'operate'],
    ['研修記録は誰が見られる？', 'ja', 'learn-by-doing'],
    ['备份与恢复', 'en', 'operate'],
  ] as const)('finds “%s” (%s) on the page %s', (asked, locale, page) => {
    expect(searchManual(asked, locale, 3).map(hit => hit.page)).toContain(page)
  })

  it('finds nothing for what is not there, and takes any text', () => {
    expect(searchManual('zzzzqqqq', 'en')).toEqual([])
    expect(searchManual('', 'ja')).toEqual([])
    expect(() => searchManual('(*+?[\u0000'.repeat(200), 'zh-CN')).not.toThrow()
  })
})

describe('help and the lines of the manual', () => {
  let db: Db
  beforeAll(async () => {
    db = (await testDatabase()).db
    const jp = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }
    await addStore(db, 'west')
    await addStore(db, 'rakuten', { platform: 'rakuten', aliases: ['楽天', '乐天'], ...jp })
    await addStore(db, 'shopify', { platform: 'shopify' })
    for (const name of ['Ada', 'Ken', 'Mei'])
      await createPerson(db, {
        name,
        email: `${name.toLowerCase()}@example.com`,
        role: 'administrator',
        scope: ['all'],
      })
  })

  it.each([
    ['help connect a shop', 'connect'],
    ['帮助 怎么备份', '备份'],
    ['ヘルプ 店舗の接続', '接続'],
  ])('answers “%s” with the section that fits', async (line, word) => {
    const { say } = answering(db, {
      installation: { version: '1', supportEmail: null, publicUrl: 'https://kpi.example.com' },
    })
    const reply = await say('ada@example.com', line)

    expect(reply.refused).toBeUndefined()
    expect(`${saidIn(reply)}`.toLowerCase()).toContain(word)
    expect(JSON.stringify(reply.cards)).toContain('https://kpi.example.com/docs/')
  })

  it('still explains verbs and KPIs', async () => {
    const { say } = answering(db)

    expect(saidIn(await say('ada@example.com', 'help target'))).toContain('target')
    expect((await say('ada@example.com', 'help zzzzqqqq')).refused).toBeDefined()
  })

  it.each(locales)('shows lines that are understood (%s)', async locale => {
    const figures = createFigures(db)
    const catalog = await figures.catalog()
    const { stores } = catalog
    const caller = { ...base, locale, stores }
    const wrong: string[] = []
    for (const line of linesIn(locale)) {
      try {
        const found = await understand(line, { db, catalog, commands, caller, now: new Date('2026-11-21T04:00:00Z') })
        if (!found) wrong.push(line)
      } catch (error) {
        wrong.push(`${line}: ${error instanceof Error ? error.message.slice(0, 80) : ''}`)
      }
    }

    expect(wrong).toEqual([])
  })
})

const base = {
  personId: 1,
  name: 'Ada',
  role: 'administrator',
  timeZone: 'UTC',
  demo: false,
  messenger: 'web',
  workspace: '',
  externalId: 'x',
  channelExternalId: 'x',
  channelId: null,
  kind: 'direct',
  via: 'typed',
} as const

/** What stands in code marks on pages of tasks and is a line to type: no path, no command of the shell, no word alone. */
function linesIn(locale: Locale): readonly string[] {
  const tasks = pagesIn(locale).filter(({ id }) => !['kpis', 'verbs', 'rules'].includes(id))
  const spans = tasks.flatMap(({ text }) => [...text.matchAll(/`([^`]+)`/g)].map(match => match[1] ?? ''))
  return spans.filter(span => /\s/.test(span) && !/^npm |^\/|[…]|^https?:|practice|练习店|練習店/.test(span))
}
