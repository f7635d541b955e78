import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'
import { forgetShared, sharedRead, withSharedTables } from '#src/platform/database/shared-reads.ts'

function counted() {
  let times = 0
  return { read: async () => ++times, times: () => times }
}

describe('tables that one answer shares', () => {
  it('are read once in a piece of work, and anew in the next', async () => {
    const table = counted()

    const read = () =>
      withSharedTables(async () => [await sharedRead('stores', table.read), await sharedRead('stores', table.read)])

    expect([await read(), await read()]).toEqual([
      [1, 1],
      [2, 2],
    ])
  })

  it('are read anew after the work changed them itself', async () => {
    const table = counted()

    await withSharedTables(async () => {
      await sharedRead('people', table.read)
      forgetShared('people')
      await sharedRead('people', table.read)
    })

    expect(table.times()).toBe(2)
  })

  it('are read each time outside of such work, and by what goes on after its end', async () => {
    const table = counted()
    let after: () => Promise<unknown> = async () => null

    await sharedRead('stores', table.read)
    await withSharedTables(async () => {
      await sharedRead('stores', table.read)
      const late = new Promise<void>(resolve => setImmediate(resolve)).then(() => sharedRead('stores', table.read))
      after = () => late
    })
    await after()

    expect(table.times()).toBe(3)
  })

  it('do not mix two answers that are made at the same time', async () => {
    const [one, other] = await Promise.all(
      ['a', 'b'].map(name => withSharedTables(() => sharedRead('stores', async () => name))),
    )

    expect([one, other]).toEqual(['a', 'b'])
  })

  it('are forgotten wherever code changes one of them', () => {
    const changes =
      /\.(insert|update|delete)\((stores|people|kpiDefinitions)\)|\b(insert into|update|delete from) (stores|people|kpi_definitions)\b/
    const files = readdirSync(join(projectRoot, 'src'), { recursive: true, encoding: 'utf8' }).filter(file =>
      file.endsWith('.ts'),
    )
    const silent = files.filter(file => {
      const text = readFileSync(join(projectRoot, 'src', file), 'utf8')
      return (
        text.split('\n').some(line => changes.test(line.replace(/^\s*(\/\/|\*|\/\*).*/, ''))) &&
        !text.includes('forgetShared(')
      )
    })

    expect(silent).toEqual([])
  })
})
