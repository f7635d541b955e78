import { sql } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { includes, roles } from '#src/contracts/command.ts'
import { findSession, startSession } from '#src/features/sign-in/index.ts'
import { sections } from '#src/http/settings/sections.ts'
import { locales } from '#src/i18n/locale.ts'
import { addPerson, addStore } from '#test/support/talk.ts'
import { filled, office, today } from './office.ts'

const { db, signedIn, stranger, audited, faults } = await office(async db => {
  await addStore(db, 'west')
  await addStore(db, 'tokyo', { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' })
  for (const role of roles) await addPerson(db, `The ${role}`.replace(' ', ''), { role, scope: ['market:us'] })
})
const paths = ['/settings', ...sections.map(({ id }) => `/settings/${id}`)]
const neededFor = (path: string) => sections.find(({ id }) => path.endsWith(`/${id}`))?.role ?? 'viewer'

describe.each(roles)('a %s', role => {
  it('sees the pages that the role opens, in every language, and of no store outside their scope', async () => {
    const browser = await signedIn(`The${role}`)
    for (const path of paths) {
      const allowed = includes(role, neededFor(path))
      for (const locale of locales) {
        const page = await browser.get(`${path}?lang=${locale}`)
        expect([path, page.statusCode]).toEqual([path, allowed ? 200 : 403])
        expect(page.body).toContain(`<html lang="${locale}">`)
        expect(page.body).not.toContain('Tokyo')
        expect(page.headers['content-security-policy']).toContain("default-src 'none'")
      }
    }
    expect(faults).toEqual([])
  })

  it('changes nothing by a page of another site, a form without its mark, or one of somebody else', async () => {
    const browser = await signedIn(`The${role}`)
    const other = await signedIn(role === 'administrator' ? 'TheManager' : 'TheAdministrator')
    const stolen = /name="form" value="([^"]+)"/.exec((await other.get('/account')).body)?.[1] ?? ''
    const own = /name="form" value="([^"]+)"/.exec((await browser.get('/account')).body)?.[1] ?? ''
    const fields = { line: 'lang 日本語' }
    for (const path of paths.slice(1)) {
      expect((await browser.post(path, fields)).statusCode).toBe(403)
      expect((await browser.post(path, { ...fields, form: stolen })).statusCode).toBe(403)
      browser.headers['sec-fetch-site'] = 'cross-site'
      expect((await browser.post(path, { ...fields, form: own })).statusCode).toBe(403)
      browser.headers['sec-fetch-site'] = 'same-origin'
    }
    expect(await audited()).toEqual([])
  })

  it('is refused by the line itself what the role does not include, and the refusal is on record', async () => {
    const browser = await signedIn(`The${role}`)
    const form = /name="form" value="([^"]+)"/.exec((await browser.get('/account')).body)?.[1] ?? ''
    const open = paths.find(path => path !== '/settings' && includes(role, neededFor(path)))
    const page = await browser.post(open ?? '', { form, line: 'people role theviewer@example.com manager' })

    const [entry] = await audited()
    expect(entry).toMatchObject({
      outcome: role === 'administrator' ? 'ok' : 'refused',
      messenger: 'page',
      via: 'form',
    })
    expect(page.statusCode).toBe(role === 'administrator' ? 200 : 422)
  })
})

describe('whoever is not signed in', () => {
  it('is led to the sign-in and back, reads and changes nothing', async () => {
    for (const path of paths) {
      const page = await stranger().get(path)
      expect([page.statusCode, page.headers.location]).toEqual([303, `/login?to=${encodeURIComponent(path)}`])
      if (path !== '/settings') expect((await stranger().post(path, { line: 'lang 日本語' })).statusCode).toBe(303)
    }
    expect(await audited()).toEqual([])
  })

  it('is whoever left or was signed out, also with a form that was open before', async () => {
    for (const end of [
      sql`update web_sessions set expires_at = '2020-01-01'`,
      sql`update people set active = false where name = 'Theadministrator'`,
    ]) {
      const browser = await signedIn('TheAdministrator')
      const page = await browser.get('/settings/people')
      await db.execute(end)
      const sent = filled(page.body, 'people add', {
        't.name': 'Eve',
        'v.email': 'eve@example.com',
        'v.role': 'viewer',
      })
      expect((await browser.post('/settings/people', sent)).statusCode).toBe(303)
      expect((await browser.get('/settings')).statusCode).toBe(303)
    }
    expect(await audited()).toEqual([])
  })
})

it('answers an address that is no page with 404', async () => {
  const browser = await signedIn('TheAdministrator')
  expect((await browser.get('/settings/nothing')).statusCode).toBe(404)
  expect((await browser.get('/settings/__proto__')).statusCode).toBe(404)
})

it.each([
  ['en', 'Signed out: the sign-in of Chrome, Windows was used from another browser (Firefox, Mac)'],
  ['ja', 'ログアウト：Chrome, Windows のログイン情報が別のブラウザー（Firefox, Mac）から使われました'],
  ['zh-CN', '已退出登录：Chrome, Windows 的登录信息在另一个浏览器（Firefox, Mac）中被使用'],
])('the audit says in words that a sign-in was used from another browser, in %s', async (lang, said) => {
  const owner = await signedIn('Theadministrator')
  const [row] = await db.execute<{ id: number }>(sql`select id from people where role = 'administrator'`)
  const given = { personId: Number(row?.id), via: 'chat', device: 'Chrome, Windows', now: today }
  expect(await findSession(db, await startSession(db, given), today, 'Firefox, Mac')).toBeNull()

  const { body } = await owner.get(`/settings/audit?lang=${lang}`)
  expect(body.slice(body.indexOf('<tbody>'))).toContain(said)
})
