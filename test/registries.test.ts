import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { bots } from '#bots/index.ts'
import { commands } from '#commands/index.ts'
import { jobs } from '#jobs/index.ts'
import { projectRoot } from '#src/paths.ts'

const registries = [
  { folder: 'jobs', what: 'job' },
  { folder: 'bots', what: 'messenger' },
  { folder: 'src/domain/kpis', what: 'KPI theme', helpers: ['kpi', 'anchors'] },
  { folder: 'src/domain/measures', what: 'measure theme' },
  { folder: 'src/connectors', what: 'connector', helpers: ['connector', 'http'] },
]

describe('the registries', () => {
  it.each(registries)('list every $what of $folder', ({ folder, helpers = [] }) => {
    const index = readFileSync(join(projectRoot, folder, 'index.ts'), 'utf8')
    const missing = members(folder)
      .filter(name => !helpers.includes(name))
      .filter(name => !index.includes(`'./${name}.ts'`) && !index.includes(`'./${name}/index.ts'`))

    expect(missing).toEqual([])
  })

  it('list every command, in the folder of what it is about', () => {
    const index = readFileSync(join(projectRoot, 'commands/index.ts'), 'utf8')

    expect(verbs().filter(verb => !index.includes(`'./${verb}.ts'`))).toEqual([])
  })

  it('give no name twice', () => {
    for (const names of [commands.map(it => it.name), jobs.map(it => it.name), bots.map(it => it.id)]) {
      expect(new Set(names).size).toBe(names.length)
    }
  })

  it('name each command and messenger after its file', () => {
    expect(commands.map(command => command.name).sort()).toEqual(
      verbs()
        .map(verb => verb.replace(/.*\//, ''))
        .sort(),
    )
    expect(bots.map(bot => bot.id).sort()).toEqual(members('bots').sort())
  })
})

/** The same names mean the same duty in every messenger. `page`: what the console's browser gets. */
const botFolders = ['receive', 'answer', 'render', 'send', 'api', 'setup', 'page']
const botFiles = ['index.ts', 'context.ts', 'config.ts', 'limits.ts', 'texts.ts', 'messenger.ts', 'README.md']

describe('the messengers', () => {
  it.each(bots.map(bot => bot.id))('keep the same names for the same duty: %s', id => {
    const folder = join(projectRoot, 'bots', id)
    const others = readdirSync(folder).filter(name => ![...botFolders, ...botFiles].includes(name))

    expect(others).toEqual([])
  })
})

/** Commands by folder and file, such as `alerts/ack`. */
function verbs(): string[] {
  return members('commands').flatMap(name =>
    readdirSync(join(projectRoot, 'commands', name)).map(file => `${name}/${file.replace(/\.ts$/, '')}`),
  )
}

/** Files and folders beside an index that are members of it. */
function members(folder: string): string[] {
  return readdirSync(join(projectRoot, folder))
    .filter(
      name => name !== 'index.ts' && (name.endsWith('.ts') || statSync(join(projectRoot, folder, name)).isDirectory()),
    )
    .map(name => name.replace(/\.ts$/, ''))
}
