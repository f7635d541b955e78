import { existsSync, writeFileSync } from 'node:fs'
import { createInterface } from 'node:readline/promises'
import { parseArgs } from 'node:util'
import { pino } from 'pino'
import { bots } from '#bots/index.ts'
import { commands } from '#commands/index.ts'
import type { BotFactory, ToolGroups } from '#src/chat/messenger.ts'
import { connectors as realConnectors } from '#src/connectors/index.ts'
import type { Connector } from '#src/contracts/connector.ts'
import { previewForShell } from '#src/features/connections/index.ts'
import { demoMarket, isDemo, loadDemo, removeDemo } from '#src/features/demo/index.ts'
import { createFigures } from '#src/features/figures/index.ts'
import { importFile } from '#src/features/imports/index.ts'
import { type Channel, ensureChannel, findChannel, listChannels } from '#src/features/people/index.ts'
import { stateFileOf } from '#src/features/reconciliation/index.ts'
import { exportBonus } from '#src/features/scoring/index.ts'
import { connectFromShell, type Proved, waitFromShell } from '#src/features/sync/index.ts'
import { countReadable, rekey } from '#src/platform/bot-services/rekey.ts'
import { createVault } from '#src/platform/bot-services/vault.ts'
import { type Database, openDatabase } from '#src/platform/database/db.ts'
import { migrate } from '#src/platform/database/migrate.ts'
import { startEmbedded } from '#src/platform/embedded-postgres/start.ts'
import { type Config, databaseAddress, readConfig } from './config.ts'
import { bearCutOutput } from './cut-output.ts'
import { StartError } from './errors.ts'
import { logOptions } from './log.ts'
import { createProgressLine } from './progress-line.ts'
import { sayLine } from './say-line.ts'
import { loadSecrets } from './secrets.ts'
import { runBackup, runRestore } from './shell/backup.ts'
import { runDoctor } from './shell/doctor.ts'
import { explainFault } from './shell/explain-fault.ts'
import { importLine } from './shell/import-line.ts'
import { usage } from './shell/usage.ts'

/** Marketplaces, and the simulated one of the demo company. */
const connectors = [...realConnectors, demoMarket]

/** Administration from a shell. Prints plain text in English; exit code 1 when something was refused. */
async function main(words: readonly string[]): Promise<number> {
  if (existsSync('.env')) process.loadEnvFile('.env')
  if (words.length === 0 || words[0] === '--help' || words[0] === '-h') {
    print(usage)
    return words.length === 0 ? 1 : 0
  }
  if (words[0] === 'doctor') return (await runDoctor(words.slice(1), { env: process.env, connectors, print })) ? 0 : 1
  const config = readConfig(process.env)
  if (words[0] === 'restore' && words[1] !== 'release') {
    await runRestore(words.slice(1), config, print)
    return 0
  }
  return withDatabase(config, database => run(words, config, database))
}

async function run(words: readonly string[], config: Config, database: Database): Promise<number> {
  const [verb, ...rest] = words
  const bot = bots.find(({ id, tools = [] }) => id === verb && tools.length > 0) // `web` is a messenger without any, and a verb
  if (bot) return runTool(bot, rest, config, database)
  if (verb === 'migrate' && rest.length === 0) {
    print('The database has the present schema.')
    return 0
  }
  if (verb === 'backup') {
    await runBackup(rest, config, database.url, print)
    return 0
  }
  if (verb === 'import') {
    const line = importLine(rest, existsSync)
    return line === null ? runImport(rest, database) : say(line, config, database)
  }
  if (verb === 'reconcile' && rest.some(word => word.startsWith('--file'))) return runReconcile(rest, config, database)
  if (verb === 'connect' || (verb === 'sync' && rest[0] === 'wait')) return runSync(verb, rest, config, database)
  if (verb === 'bonus' && rest[0] === 'export') return runBonus(rest.slice(1), config, database)
  if (verb === 'vault') return runVault(rest, config, database)
  if (verb === 'demo') return runDemo(rest, database)
  return say(words.length === 1 ? words.join('') : words.map(quoted).join(' '), config, database)
}

/** A step of setting a messenger up. */
async function runTool(bot: BotFactory, words: readonly string[], config: Config, database: Database): Promise<number> {
  const [name, ...rest] = words
  const tools = bot.tools ?? []
  const tool = tools.find(one => one.name === name)
  if (!tool) throw new StartError(tools.map(one => `  ${bot.id} ${one.name}   ${one.summary}`).join('\n') || usage)
  const { secretKey } = await loadSecrets(config)
  const store = { vault: createVault(database.db, bot.id, secretKey), groups: groupsOf(bot, config, database) }
  const { publicUrl } = config
  await tool.run(rest, { env: process.env, publicUrl, commands, print, store })
  return 0
}

/** Groups of a messenger, for its tools. */
function groupsOf({ id }: BotFactory, config: Config, database: Database): ToolGroups {
  const { db } = database
  return {
    list: async () => {
      const groups = (await listChannels(db, { messenger: id })).filter(channel => channel.kind === 'group')
      return groups.map(({ externalId, name }) => ({ channel: externalId, name }))
    },
    add: async (externalId, name) => {
      const made = { messenger: id, workspace: '', externalId, name, kind: 'group', scope: [], alerts: true } as const
      await ensureChannel(db, { ...made, locale: 'zh-CN', timeZone: config.teamTimeZone })
    },
    say: async (externalId, line) => {
      const channel = await findChannel(db, id, '', externalId)
      if (!channel) throw new StartError(`There is no group ${externalId}.`)
      await say(line, config, database, channel)
    },
  }
}

/** What closed scores are worth, as a file for payroll. */
async function runBonus([period, file]: readonly string[], config: Config, { db }: Database): Promise<number> {
  if (period === undefined || file === undefined) throw new StartError(`Name a period and a file.\n\n${usage}`)
  const asked = { period, file, now: new Date(), timeZone: config.teamTimeZone }
  const { bytes, rows } = await exportBonus(db, await createFigures(db).catalog(), asked)
  writeFileSync(file, bytes, { mode: 0o600 })
  print(`${rows} ${rows === 1 ? 'person is' : 'people are'} in ${file}.`)
  return 0
}

async function runImport(rest: readonly string[], database: Database): Promise<number> {
  const text = { type: 'string' } as const
  const options = {
    yes: { type: 'boolean' },
    market: text,
    currency: text,
    zone: text,
    platform: text,
    store: text,
    day: text,
    kind: text,
    map: { ...text, multiple: true },
  } as const
  const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true })
  const [file] = positionals
  if (file === undefined || positionals.length > 1) throw new StartError(`Name one file.\n\n${usage}`)
  const { yes = false, ...how } = values
  const words = createProgressLine(process.stderr)
  const shell = { out: words.print, progress: words.say, ...(process.stdin.isTTY && { ask }) }
  try {
    return (await importFile({ db: database.db, now: () => new Date() }, file, { yes, ...how, ...shell })) ? 0 : 1
  } finally {
    words.clear()
  }
}

/** Compares a month of a store with a file of the marketplace; of the file nothing is stored as a figure. */
async function runReconcile(rest: readonly string[], config: Config, database: Database): Promise<number> {
  const options = { file: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...rest], options, allowPositionals: true })
  const [store, month] = positionals
  if (!store || !month || positionals.length > 2 || !values.file)
    throw new StartError(`Write: reconcile STORE 2026-10 --file FILE\n\n${usage}`)
  const { days, of } = await stateFileOf(database.db, { store, month, path: values.file }, new Date())
  print(`The file tells ${days} of the ${of} days of ${month}. Nothing of it is stored as a figure.`)
  return say(['reconcile', store, month].map(quoted).join(' '), config, database)
}

/** Connects a marketplace, or fetches what it has to tell. */
async function runSync(verb: string, rest: readonly string[], config: Config, database: Database): Promise<number> {
  const { secretKey } = await loadSecrets(config)
  const log = pino(logOptions('error'), pino.destination(2))
  const { answerDays } = config
  const parts = { db: database.db, connectors, env: process.env, secretKey, now: () => new Date(), log, answerDays }
  const preview = (one: Connector, proved: Proved) => previewForShell(parts, one, proved)
  const shell = { out: print, input: process.stdin, preview, ...(process.stdin.isTTY && { ask }) }
  const done = verb === 'connect' ? connectFromShell(parts, rest, shell) : waitFromShell(parts, rest.slice(1), shell)
  return (await done) ? 0 : 1
}

/** Seals all credentials again with the present key. */
async function runVault(rest: readonly string[], config: Config, { db }: Database): Promise<number> {
  const leaveUnreadable = rest.includes('--leave')
  if (rest[0] !== 'rekey' || rest.length > (leaveUnreadable ? 2 : 1))
    throw new StartError(`Type "vault rekey".\n\n${usage}`)
  const { secretKey: current } = await loadSecrets(config)
  if (config.previousKey === null) {
    const { readable, all } = await countReadable(db, current)
    print(
      `${all} sealed values, ${readable} of them open with SECRET_KEY. To change it, set SECRET_KEY_PREVIOUS to the key before.`,
    )
    return readable === all ? 0 : 1
  }
  const { done, already, unreadable } = await rekey(db, { current, previous: config.previousKey }, { leaveUnreadable })
  print(
    `${done} values sealed again, ${already} were sealed with the new key already, ${unreadable.length} open with neither key.`,
  )
  if (unreadable.length === 0) return 0
  print(`${leaveUnreadable ? 'Left as they are' : 'Nothing was changed because of'}: ${unreadable.join(', ')}`)
  print('Give those credentials once more (connect …), or say: vault rekey --leave')
  return 1
}

async function runDemo(rest: readonly string[], { db }: Database): Promise<number> {
  if (rest[0] === 'remove') {
    await removeDemo(db)
    print('The demo company is removed. Real stores, figures and people are untouched.')
    print(
      `Your first administrator: set ADMIN_EMAIL, or npm run kpi -- 'people add "Your Name" you@example.com administrator'`,
    )
    return 0
  }
  if (rest.length > 0) throw new StartError(`Type "demo" or "demo remove".\n\n${usage}`)
  if (await isDemo(db)) {
    print('The demo company is loaded already. Remove it with: npm run kpi -- demo remove')
    return 0
  }
  await loadDemo(db, { now: new Date() })
  print('The demo company is loaded: eight stores, 400 days. Remove it with: npm run kpi -- demo remove')
  return 0
}

/** Any line of the command language, as the administrator. */
function say(line: string, config: Config, database: Database, where: Channel | null = null): Promise<number> {
  return sayLine(line, { config, database, connectors, env: process.env, print, where })
}

/** Asks the person at the shell; anything but yes is no. */
async function ask(question: string): Promise<boolean> {
  const shell = createInterface({ input: process.stdin, output: process.stdout })
  try {
    return /^y(es)?$/i.test((await shell.question(question)).trim())
  } finally {
    shell.close()
  }
}

/** A word with spaces was quoted at the shell, so it is quoted for the bot, too. */
function quoted(word: string): string {
  return /\s/.test(word) && !/["“”]/.test(word) ? `"${word}"` : word
}

/** Uses the configured database, the one that a running service started, or starts the built-in one for the moment. */
async function withDatabase(config: Config, work: (database: Database) => Promise<number>): Promise<number> {
  const embedded = config.databaseUrl === null ? await startEmbedded(config.dataDir, { guest: true }) : null
  const { url, pooled } = databaseAddress(config) ?? { url: embedded?.url ?? '', pooled: null }
  try {
    await migrate(url)
    const database = openDatabase(url, { max: 4, pooled })
    try {
      return await work(database)
    } finally {
      await database.close()
    }
  } finally {
    await embedded?.stop()
  }
}

function print(text: string): void {
  process.stdout.write(`${text}\n`)
}

bearCutOutput(process.stdout, process.stderr)
main(process.argv.slice(2)).then(
  code => process.exit(code),
  (error: unknown) => {
    process.stderr.write(`${explainFault(error)}\n`)
    process.exit(1)
  },
)
