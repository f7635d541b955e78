import { beforeEach, describe, expect, it } from 'vitest'
import { administrator } from '#src/features/conversation/shell-caller.ts'
import { createDirectory, listAdministrators } from '#src/features/people/index.ts'
import { findPerson, updatePerson } from '#src/features/people/store/people.ts'
import { testDatabase } from '#test/support/database.ts'
import { addPerson } from '#test/support/talk.ts'
import { truncate } from '#test/support/truncate.ts'

const { db } = await testDatabase()
const adminEmail = 'First@Example.com'
const directory = createDirectory(db, { messenger: 'web', locale: 'en', commands: [], adminEmail })
const offered = async () => (await directory.people()).map(({ email }) => email)
const inTheShell = async () => (await administrator({ db, adminEmail, teamTimeZone: 'UTC' }))?.email ?? null

beforeEach(async () => {
  await truncate(db, 'people restart identity cascade')
})

describe('the first administrator, whom the configuration names', () => {
  it('is there in an empty company, in pickers and in the shell', async () => {
    expect(await inTheShell()).toBe('first@example.com')
    expect(await offered()).toEqual(['first@example.com'])
  })

  it('is there when others were added first, none of whom is an administrator', async () => {
    await addPerson(db, 'Ann', { role: 'manager' })

    expect((await offered()).sort()).toEqual(['ann@example.com', 'first@example.com'])
    expect(await inTheShell()).toBe('first@example.com')
  })

  it('is not made where a real administrator is, nor again after being taken away', async () => {
    await inTheShell()
    const first = await findPerson(db, { email: 'first@example.com' })
    await addPerson(db, 'Boss', { role: 'administrator' })
    await updatePerson(db, first?.id ?? 0, { active: false })

    expect(await inTheShell()).toBe('boss@example.com')
    expect(await offered()).toEqual(['boss@example.com'])
  })

  it('leaves a demo company with the administrator it has', async () => {
    await addPerson(db, 'Show', { role: 'administrator', demo: true })

    expect(await inTheShell()).toBe('show@example.com')
    expect(await listAdministrators(db)).toHaveLength(1)
  })
})
