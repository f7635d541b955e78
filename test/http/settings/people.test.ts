import { expect, it } from 'vitest'
import { findPerson } from '#src/features/people/store/people.ts'
import { addPerson, addStore } from '#test/support/talk.ts'
import { filled, office } from './office.ts'

const { db, signedIn, audited } = await office(async db => {
  await addStore(db, 'west')
  await addStore(db, 'east')
  await addPerson(db, 'Owner', { role: 'administrator' })
  await addPerson(db, 'Ken', { role: 'viewer', scope: ['store:west'] })
})
const path = '/settings/people'

it('adds a person by the line that it shows, once however often the form is sent, and offers to take it back', async () => {
  const browser = await signedIn('Owner')
  const before = (await browser.get(path)).body
  const typed = { 't.name': 'Mei "M" O’Hara', 'v.email': 'mei@example.com', 'v.role': 'operator', 'v.place': 'west' }
  const sent = filled(before, 'people add', typed)
  const page = await browser.post(path, sent)
  const again = await browser.post(path, sent)

  expect(await findPerson(db, { email: 'mei@example.com' })).toMatchObject({ role: 'operator', scope: ['store:west'] })
  const lines = (await audited()).map(({ line, outcome }) => [line, outcome])
  expect(lines).toEqual([['people add "Mei ”M” O’Hara" mei@example.com operator west', 'ok']])
  expect(page.body).toContain('people add &quot;Mei ”M” O’Hara&quot; mei@example.com operator west')
  expect(again.body).toContain('was done once')
  await browser.post(path, filled(page.body, 'undo '))
  expect(await findPerson(db, { email: 'mei@example.com' })).toBeNull()
})

it('says what is wrong beside the field, in the reader’s language, and keeps what was typed', async () => {
  const browser = await signedIn('Owner')
  const before = (await browser.get(`${path}?lang=ja`)).body
  const empty = await browser.post(`${path}?lang=ja`, filled(before, 'people add', { 't.name': '花子', 'v.email': '' }))
  const taken = { 't.name': '花子', 'v.email': 'ken@example.com', 'v.role': 'operator', 'v.place': 'west' }
  const known = await browser.post(`${path}?lang=ja`, filled(before, 'people add', taken))

  expect(empty.statusCode).toBe(422)
  expect(empty.body).toMatch(
    /name="v\.email" value=""[^>]*aria-invalid="true"[^>]*><p class="problem"[^>]*>入力してください/,
  )
  expect(empty.body).toContain('value="花子"')
  expect(known.body).toMatch(
    /name="v\.email" value="ken@example\.com"[^>]*aria-invalid="true"[^>]*><p class="problem"[^>]*>ken@example\.com は登録済み/,
  )
  expect(known.body).toMatch(/<option value="operator" selected>/)
  expect((await audited()).map(({ outcome }) => outcome)).toEqual(['misunderstood'])
})

it('changes role and stores, ends access and lets back in', async () => {
  const browser = await signedIn('Owner')
  const press = async (line: string, typed: Readonly<Record<string, string>>) =>
    browser.post(path, filled((await browser.get(path)).body, line, typed))
  await press('people role ken@example.com', { 'v.role': 'manager' })
  await press('people scope ken@example.com', { 'v.place': 'east' })
  expect(await findPerson(db, { email: 'ken@example.com' })).toMatchObject({ role: 'manager', scope: ['store:east'] })
  await press('people remove ken@example.com', { 'v.successor': '' })
  expect(await findPerson(db, { email: 'ken@example.com' })).toMatchObject({ active: false })
  await press('people add {name} ken@example.com', { 't.name': 'Ken', 'v.role': 'viewer', 'v.place': 'west' })
  expect(await findPerson(db, { email: 'ken@example.com' })).toMatchObject({ active: true, role: 'viewer' })
})

it('shows markup in names as text', async () => {
  await addPerson(db, 'Eve', { name: '<img src=x onerror=alert(1)>"\'' })
  const page = await (await signedIn('Owner')).get(path)
  expect(page.body).not.toContain('<img')
  expect(page.body).toContain('&lt;img src=x')
})
