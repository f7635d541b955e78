import { sql } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { locales } from '#src/i18n/locale.ts'
import { testDatabase } from '#test/support/database.ts'
import { addStore } from '#test/support/talk.ts'
import { type BoardCompany, boardCompany } from './company.ts'

const { db } = await testDatabase()
let company: BoardCompany

beforeAll(async () => {
  company = await boardCompany(db)
  await db.execute(sql`delete from targets; delete from metric_day; delete from stores`)
})
afterAll(() => company.app.close())

it('of a company without a store leads an administrator to the guide, and tells others to wait', async () => {
  const [owner, eve, jun] = [await company.as('Owner'), await company.as('Eve'), await company.as('Jun')]
  for (const lang of locales) {
    const [first, second] = [await owner.get(`/boards?lang=${lang}`), await eve.get(`/boards?lang=${lang}`)]
    expect(first.body).toContain('href="/guide"')
    expect(second.body).not.toContain('href="/guide"')
  }
  expect((await owner.get('/boards')).body).toContain('five steps')
  expect((await eve.get('/boards')).body).toContain('Once an administrator connects one')
  expect((await jun.get('/boards')).body).toContain('管理者が店舗を接続')
  expect((await eve.get('/boards')).body).not.toContain('Ask an administrator for access')
})

it('tells who sees none of the stores that there are to ask for access', async () => {
  await addStore(db, 'north')
  expect((await (await company.as('Jun')).get('/boards?lang=en')).body).toContain('Ask an administrator for access')
  expect((await (await company.as('Owner')).get('/boards')).body).toContain('/boards/store/north')
})
