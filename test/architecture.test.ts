import { readdirSync, readFileSync, statSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { projectRoot } from '#src/paths.ts'

/** What each area may import: prefixes of our own folders, and packages. Node's own modules where `node` is true. */
interface Rule {
  readonly area: string
  readonly ours: readonly string[]
  readonly packages: readonly string[]
  readonly node: boolean
}

const pure = ['jsep', 'temporal-polyfill', 'big.js', 'fastest-levenshtein']
const below = ['src/i18n/', 'src/domain/', 'src/chat/', 'src/cards/', 'src/errors.ts', 'src/paths.ts']
const ground = [...below, 'src/charts/', 'src/contracts/', 'src/language/', 'src/platform/']
const features = [...ground, 'src/features/']
const database = ['drizzle-orm', 'postgres']

const rules: readonly Rule[] = [
  { area: 'src/i18n/', ours: ['src/i18n/'], packages: ['big.js'], node: false },
  { area: 'src/domain/', ours: ['src/domain/', 'src/i18n/'], packages: pure, node: false },
  { area: 'src/chat/', ours: ['src/chat/', 'src/i18n/', 'src/errors.ts'], packages: ['fastify'], node: false },
  {
    area: 'src/cards/',
    ours: ['src/cards/', 'src/domain/', 'src/i18n/', 'src/chat/', 'src/errors.ts'],
    packages: pure,
    node: false,
  },
  {
    area: 'src/charts/',
    ours: ['src/charts/', 'src/domain/', 'src/i18n/', 'src/paths.ts'],
    packages: ['vega', 'vega-lite', '@napi-rs/canvas', 'piscina', 'subset-font'],
    node: true,
  },
  {
    area: 'src/contracts/',
    ours: [...below, 'src/contracts/', 'src/platform/database/db.ts', 'src/features/figures/index.ts'],
    packages: [...pure, 'zod'],
    node: false,
  },
  { area: 'src/language/', ours: [...below, 'src/contracts/', 'src/language/'], packages: pure, node: false },
  {
    area: 'src/platform/',
    ours: [...below, 'src/contracts/', 'src/platform/'],
    packages: [...pure, ...database, 'zod', 'node-cron', 'croner', 'pg-boss', 'prom-client'],
    node: true,
  },
  {
    area: 'src/connectors/',
    ours: ['src/connectors/', 'src/contracts/', 'src/domain/', 'src/i18n/', 'src/errors.ts'],
    packages: [...pure, 'zod', 'fast-xml-parser', 'papaparse', 'yauzl'],
    node: true,
  },
  {
    area: 'src/features/',
    ours: features,
    packages: [
      ...pure,
      ...database,
      'zod',
      'croner',
      'papaparse',
      'yauzl',
      'saxes',
      'htmlparser2',
      '@e965/xlsx',
      'imapflow',
      'postal-mime',
      'sharp',
      'markdown-it',
      'minisearch',
    ],
    node: true,
  },
  {
    area: 'src/http/',
    ours: [...features, 'src/http/'].filter(path => path !== 'src/charts/'),
    packages: ['fastify', 'zod', '@fastify/multipart', '@fastify/rate-limit'],
    node: true,
  },
  {
    area: 'src/mcp/',
    ours: [...features, 'src/mcp/'],
    packages: ['fastify', 'zod', '@fastify/rate-limit', '@modelcontextprotocol/sdk'],
    node: true,
  },
  { area: 'commands/', ours: [...features, 'commands/index.ts'], packages: [...pure, 'zod'], node: false },
  { area: 'jobs/', ours: features, packages: [...pure, 'zod'], node: false },
]

/**
 * The topics, from the ground up, and the topics that each may build on. A topic is reached through its door `index.ts`;
 * nothing points upwards, so that no circle can come about.
 */
const topics: Readonly<Record<string, readonly string[]>> = {
  stores: [],
  targets: [],
  annotations: ['stores'],
  people: ['stores'],
  teams: ['stores'],
  ingest: ['stores'],
  figures: ['stores', 'targets', 'annotations', 'people', 'ingest'],
  delivery: ['people'],
  tables: [],
  procedures: [],
  improvements: ['people', 'figures', 'delivery'],
  alerts: ['procedures', 'stores', 'targets', 'annotations', 'people', 'ingest', 'figures', 'delivery'],
  approvals: ['stores', 'targets', 'people', 'teams', 'figures', 'delivery'],
  planning: ['targets', 'figures', 'approvals'],
  forecast: ['figures', 'alerts'],
  advice: ['figures', 'procedures'],
  causes: ['annotations', 'figures', 'alerts', 'procedures'],
  reports: ['stores', 'annotations', 'people', 'figures', 'delivery', 'improvements', 'alerts', 'causes'],
  undo: ['ingest'],
  handover: ['people', 'targets', 'delivery', 'improvements'],
  conversation: ['stores', 'targets', 'annotations', 'people', 'figures', 'delivery', 'undo'],
  'sign-in': ['people', 'delivery', 'conversation'],
  meetings: ['targets', 'people', 'teams', 'figures', 'improvements', 'alerts', 'approvals', 'reports', 'conversation'],
  sheets: ['people', 'figures', 'delivery', 'conversation'],
  exports: ['people', 'figures', 'delivery', 'tables', 'reports', 'conversation'],
  reviews: ['ingest'],
  imports: ['stores', 'people', 'ingest', 'delivery', 'reviews'],
  ratings: ['stores', 'people', 'ingest', 'figures', 'delivery'],
  scoring: ['stores', 'targets', 'people', 'teams', 'figures', 'delivery', 'improvements', 'tables'],
  sync: ['stores', 'targets', 'people', 'ingest', 'delivery', 'imports'],
  connections: ['stores', 'people', 'ingest', 'figures', 'delivery', 'sync'],
  boards: ['stores', 'targets', 'people', 'teams', 'figures', 'forecast'],
  privacy: [],
  reconciliation: ['stores', 'people', 'figures', 'delivery', 'imports', 'sync'],
  checkup: ['sync'],
  support: ['people', 'delivery', 'conversation'],
  onboarding: [],
  manual: [],
  training: ['stores', 'people', 'teams', 'ingest', 'alerts', 'conversation'],
  demo: [
    'stores',
    'targets',
    'annotations',
    'people',
    'teams',
    'ingest',
    'improvements',
    'alerts',
    'reports',
    'scoring',
  ],
}

const pureFolders = ['src/i18n/', 'src/domain/', 'src/chat/', 'src/cards/']
const sources = ['src', 'bots', 'commands', 'jobs'].flatMap(folder => listFiles(folder))

describe('the architecture', () => {
  it.each(rules)('lets $area import only what stands below it', rule => {
    const wrong = sources
      .filter(file => file.startsWith(rule.area) && !isGenerator(file))
      .flatMap(file =>
        importsOf(file)
          .filter(name => !allowed(rule, name))
          .map(name => `${file} imports ${name}`),
      )

    expect(wrong).toEqual([])
  })

  it('lets a messenger know the chat contract and its own folder, never storage, numbers or another messenger', () => {
    const wrong = sources
      .filter(file => /^bots\/[^/]+\//.test(file))
      .flatMap(file => {
        const own = file.split('/').slice(0, 2).join('/')
        const ours = [
          `${own}/`,
          'src/chat/',
          'src/i18n/',
          'src/errors.ts',
          'src/paths.ts',
          'src/buffered-fetch.ts',
          'src/http/raw-body.ts',
          'src/http/own-site.ts',
        ]
        return importsOf(file)
          .filter(name => name.startsWith('#'))
          .filter(name => !ours.some(prefix => name.slice(1).startsWith(prefix)))
          .map(name => `${file} imports ${name}`)
      })

    expect(wrong).toEqual([])
  })

  it('lists the topics from the ground up: each builds on topics that stand before it', () => {
    const names = Object.keys(topics)
    const upwards = names.flatMap((topic, at) =>
      (topics[topic] ?? []).filter(used => !names.slice(0, at).includes(used)).map(used => `${topic} uses ${used}`),
    )

    expect(upwards).toEqual([])
    expect([...names].sort()).toEqual(readdirSync(join(projectRoot, 'src/features')).sort())
  })

  it('lets a topic import only the topics of its line in the list, and uses every name of that line', () => {
    const used = new Set(sources.flatMap(file => topicsUsedBy(file).map(topic => `${topicOf(file)} uses ${topic}`)))
    const listed = Object.entries(topics).flatMap(([topic, names]) => names.map(name => `${topic} uses ${name}`))

    expect([...used].filter(pair => !pair.startsWith('null ')).sort()).toEqual(listed.sort())
  })

  it('enters a topic by its door index.ts alone, and the door holds nothing but names', () => {
    const around = sources.flatMap(file =>
      importsOf(file)
        .filter(
          name =>
            /^#src\/features\/[^/]+\/(?!index\.ts$)/.test(name) && !name.startsWith(`#src/features/${topicOf(file)}/`),
        )
        .map(name => `${file} imports ${name}`),
    )
    const doors = Object.keys(topics).map(topic => `src/features/${topic}/index.ts`)
    const filled = doors.filter(door => /^(?!export (type )?\{| {2}(type )?\S+,?$|\} from ')./m.test(read(door)))

    expect([...around, ...filled]).toEqual([])
  })

  it('lets commands and jobs not import each other', () => {
    const wrong = sources
      .filter(file => /^(commands|jobs)\//.test(file) && !file.endsWith('/index.ts'))
      .flatMap(file =>
        importsOf(file)
          .filter(name => /^(\.\/|#commands\/|#jobs\/)/.test(name))
          .map(name => `${file} imports ${name}`),
      )
      .filter(pair => !isOwnFolder(pair))

    expect(wrong).toEqual([])
  })

  it('keeps the clock, chance, the environment and the network out of what must be pure', () => {
    const wrong = sources
      .filter(file => pureFolders.some(folder => file.startsWith(folder)) && !isGenerator(file))
      .filter(isImpure)

    expect(wrong).toEqual([])
  })

  it('reads the environment in main.ts and cli.ts alone', () => {
    const wrong = sources
      .filter(file => !['src/main.ts', 'src/cli.ts'].includes(file) && !isGenerator(file))
      .filter(file => /\bprocess\.env\b/.test(withoutComments(read(file))))
      .filter(file => !/process\.env\.DISABLE_SYSTEM_FONTS_LOAD/.test(read(file)))

    expect(wrong).toEqual([])
  })

  it('names no messenger in shared code', () => {
    const shared = sources.filter(file => !file.startsWith('bots/'))
    const wrong = shared.filter(file => /'(slack|wecom|feishu|lark)'/.test(withoutComments(read(file))))

    expect(wrong).toEqual([])
  })

  it('writes SQL in the stores of topics and in the platform alone', () => {
    const wrong = sources
      .filter(file => !/^src\/(platform|features\/[^/]+\/store)\//.test(file))
      .filter(file => importsOf(file).some(name => name === 'drizzle-orm' || name.startsWith('drizzle-orm/')))

    expect(wrong).toEqual([])
  })

  it('keeps cards of topics pure: no store, no statement, no clock, no I/O', () => {
    const cards = sources.filter(file => /^src\/features\/[^/]+\/cards\//.test(file))
    const wrong = cards.flatMap(file =>
      valueImportsOf(file)
        .filter(name => /^node:|\/store\/|^#src\/platform\/(?!database\/retention\.ts$)/.test(name))
        .map(name => `${file} imports ${name}`),
    )
    const asking = cards.filter(file => /\basync |\bawait /.test(withoutComments(read(file))) || isImpure(file))

    expect(cards.length).toBeGreaterThan(50)
    expect([...wrong, ...asking]).toEqual([])
  })

  it('has no circle of values: what a file needs to run never needs that file', () => {
    const files = new Set(sources)
    const needs = new Map(sources.map(file => [file, valueImportsOf(file).map(name => fileOf(file, name))]))
    let left = sources
    for (let before = -1; before !== left.length; ) {
      before = left.length
      left = left.filter(file => (needs.get(file) ?? []).some(name => files.has(name)))
      for (const file of files) if (!left.includes(file)) files.delete(file)
    }

    expect(left).toEqual([])
  })

  it('has no flat folder above 25 files', () => {
    const all = [...sources, ...listFiles('test'), ...listFiles('bench')]
    const counts = new Map<string, number>()
    for (const file of all) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1)

    expect([...counts].filter(([, count]) => count > 25)).toEqual([])
  })

  it('has the linter refuse functions above 40 lines, outside of tests', () => {
    const { linter, overrides } = JSON.parse(read('biome.json'))
    const { level, options } = linter.rules.complexity.noExcessiveLinesPerFunction
    const excepted = overrides.flatMap(({ includes }: { includes: string[] }) => includes)

    expect({ level, lines: options.maxLines }).toEqual({ level: 'error', lines: 40 })
    expect(excepted).toEqual(['test/**', 'bench/**', 'migrations/**', '**/*.generated.ts'])
  })

  it('never climbs folders in an import', () => {
    const wrong = sources.filter(file => importsOf(file).some(name => name.startsWith('../')))

    expect(wrong).toEqual([])
  })

  it('empties tables in tests by the helper, since the statement makes a hundred empty tables anew', () => {
    const raw = listFiles('test').filter(file => /[`'"]\s*truncate [a-z_]+(, | |[`'"])/.test(read(file)))

    expect(raw).toEqual([])
  })

  it('keeps files within 300 lines and tests within 400', () => {
    const tests = listFiles('test').filter(file => lines(file) > 400)
    const long = sources.filter(file => lines(file) > 300)

    expect([...long, ...tests]).toEqual([])
  })
})

function allowed(rule: Rule, name: string): boolean {
  if (name.startsWith('./')) return true
  if (name.startsWith('node:')) return rule.node
  if (name.startsWith('#')) return rule.ours.some(prefix => name.slice(1).startsWith(prefix))
  return rule.packages.some(found => name === found || name.startsWith(`${found}/`))
}

/** The topic of a file; `null`: it belongs to none. */
function topicOf(file: string): string | null {
  return /^src\/features\/([^/]+)\//.exec(file)?.[1] ?? null
}

/** Other topics that a file imports. */
function topicsUsedBy(file: string): string[] {
  return importsOf(file)
    .flatMap(name => /^#src\/features\/([^/]+)\//.exec(name)?.[1] ?? [])
    .filter(topic => topic !== topicOf(file))
}

/** Scripts that make tables and fonts are run by hand. */
function isGenerator(file: string): boolean {
  return /\/(generate|build-fonts|build)[^/]*\.ts$/.test(file)
}

function isOwnFolder(pair: string): boolean {
  const [file = '', name = ''] = pair.split(' imports ')
  return file.split('/').length > 2 && name.startsWith('./')
}

function importsOf(file: string): string[] {
  const found = /^(?:import|export)[^'"]*?from '([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm
  return [...read(file).matchAll(found)].map(match => match[1] ?? match[2] ?? match[3] ?? '')
}

/** Imports that are there when the program runs: without those of types. */
function valueImportsOf(file: string): string[] {
  const found = /^(?:import|export) (?!type )[^'"]*?from '([^']+)'|^import '([^']+)'/gm
  return [...read(file).matchAll(found)].map(match => match[1] ?? match[2] ?? '')
}

/** The file that an import of a file names. */
function fileOf(file: string, name: string): string {
  return name.startsWith('#') ? name.slice(1) : join(dirname(file), name)
}

function isImpure(file: string): boolean {
  const impure = /\bDate\.now\(|\bnew Date\(\)|\bMath\.random\(|\bprocess\.|\bfetch\(|\bsetTimeout\(/
  return impure.test(withoutComments(read(file)))
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/(^|\s)\/\/.*$/gm, '')
}

function read(file: string): string {
  return readFileSync(join(projectRoot, file), 'utf8')
}

function lines(file: string): number {
  return read(file).split('\n').length - 1
}

function listFiles(folder: string): string[] {
  return readdirSync(join(projectRoot, folder)).flatMap(name => {
    const path = `${folder}/${name}`
    if (statSync(join(projectRoot, path)).isDirectory()) return listFiles(path)
    return path.endsWith('.ts') ? [path] : []
  })
}
