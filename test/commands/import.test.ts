import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { listMappings, previewImport } from '#src/features/imports/index.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { answering, saidIn } from '#test/features/conversation/world.ts'
import { testDatabase } from '#test/support/database.ts'

const { db } = await testDatabase()
const { say } = answering(db)
const boss = async (line: string) => saidIn(await say('boss@example.com', line))
const folder = await mkdtemp(join(tmpdir(), 'kpi-columns-'))
afterAll(() => rm(folder, { recursive: true }))

async function bring(text: string) {
  const path = join(folder, 'bericht.csv')
  await writeFile(path, text)
  const options = { market: 'us', store: 'West' }
  return previewImport(db, { name: 'bericht.csv', path }, options, { by: null, now: new Date('2026-11-21T12:00:00Z') })
}

beforeAll(async () => {
  await createPerson(db, { name: 'Boss', email: 'boss@example.com', role: 'administrator', scope: ['all'] })
  await createPerson(db, { name: 'Eye', email: 'eye@example.com', role: 'viewer', scope: ['all'] })
})

describe('columns of a file that is not understood', () => {
  const text = 'Wann,Sales heute,Notiz\n2026-11-19,"1.000,50",x\n'

  it('are shown, named by a line, listed and forgotten', async () => {
    expect(await boss('import Wann=day')).toMatch(/Send the file first/)
    await expect(bring(text)).rejects.toThrow(/No row names the columns/)

    const asked = await boss('import')
    expect(asked).toContain('bericht.csv')
    expect(asked).toContain('1.000,50')

    const named = await boss('import Wann=day; Sales heute=net_sales')
    expect(named).toContain('Sales heute = Net sales')
    expect((await bring(text)).totals).toMatchObject([{ totals: { net_sales: '1000.5' } }])
    expect(await boss('import')).toContain('Wann = Day')

    const [kept] = await listMappings(db)
    expect(await boss(`import forget ${kept?.id}`)).toContain('Forgotten')
    expect(await listMappings(db)).toEqual([])
  })

  it.each(['导入 Wann=日期; Sales heute=销售额', '取り込み Wann=日付; Sales heute=売上', '列含义 Wann=日期'])(
    'are named in any language: %s',
    async line => {
      await expect(bring(text)).rejects.toThrow()
      await boss(line)

      const [kept] = await listMappings(db)
      expect(kept?.mapping).toMatchObject({ Wann: 'day' })
      await boss(`import forget ${kept?.id}`)
    },
  )

  it('are no business of somebody who may not import', async () => {
    expect(saidIn(await say('eye@example.com', 'import Wann=day'))).toMatch(/manager/i)
  })
})
