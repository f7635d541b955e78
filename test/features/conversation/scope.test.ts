import { beforeAll, describe, expect, it } from 'vitest'
import { commands } from '#commands/index.ts'
import { includes, type Role, roles } from '#src/contracts/command.ts'
import { freshLife } from '#src/domain/alerts/alert.ts'
import { insertAlert } from '#src/features/alerts/store/alerts.ts'
import { addEvent } from '#src/features/annotations/store/events.ts'
import { addNote } from '#src/features/annotations/store/notes.ts'
import { createImport, describeImport, setImportState } from '#src/features/imports/store/imports.ts'
import { writeObservations } from '#src/features/ingest/store/observations/index.ts'
import { ensureSource } from '#src/features/ingest/store/sources.ts'
import { ensureChannel, updateChannel } from '#src/features/people/store/channels.ts'
import { createPerson } from '#src/features/people/store/people.ts'
import { createStore } from '#src/features/stores/store/stores.ts'
import { addTarget } from '#src/features/targets/store/targets.ts'
import { skus } from '#src/platform/database/schema/index.ts'
import { testDatabase } from '#test/support/database.ts'
import { answering, saidIn } from './world.ts'

const { db } = await testDatabase()
const { say } = answering(db)

/** What nobody outside may read, however they ask: names, figures and texts of the other store. */
const secrets = [
  'Geheim',
  'Verborgen',
  'GEHEIM-SKU',
  'geheimdatei',
  '987,654',
  '987654',
  '98.8',
  '9,876',
  '9876.54',
  '765,432',
  '765432',
  'Geheimplan',
]
const shop = { market: 'jp', currency: 'JPY', timeZone: 'Asia/Tokyo' }

beforeAll(async () => {
  const open = await createStore(db, { slug: 'offen', name: 'Offen', platform: 'rakuten', ...shop })
  const hidden = await createStore(db, {
    slug: 'verborgen',
    name: 'Geheim & Verborgen',
    platform: 'amazon',
    aliases: ['Geheimladen'],
    ...shop,
  })
  for (const role of roles) {
    await createPerson(db, { name: role, email: `${role}@example.com`, role, scope: ['store:offen'] })
  }
  const boss = await createPerson(db, {
    name: 'Boss',
    email: 'boss@example.com',
    role: 'administrator',
    scope: ['all'],
  })
  const source = await ensureSource(db, 'push/erp', 'ERP')
  const days = ['2026-11-13', '2026-11-18', '2026-11-19', '2026-11-20']
  const rows = days.flatMap(day => [
    { storeId: open.id, sku: '', day, measures: { net_sales: '1000', orders: '3', sessions: '400', units: '3' } },
    {
      storeId: hidden.id,
      sku: '',
      day,
      measures: { net_sales: '987654', orders: '765432', sessions: '987654', units: '765432' },
    },
    { storeId: hidden.id, sku: 'GEHEIM-SKU-1', day, measures: { net_sales: '987654', units: '765432' } },
  ])
  await writeObservations(db, { sourceId: source.id, rows, mode: 'merge', now: new Date('2026-11-21T01:00:00Z') })
  await db.insert(skus).values({ storeId: hidden.id, sku: 'GEHEIM-SKU-1', name: 'Geheimplan' }).onConflictDoNothing()
  const person = { id: boss?.id ?? 0, name: 'Boss' }
  await addNote(db, {
    text: 'Geheimplan',
    authorId: person.id,
    authorName: person.name,
    place: 'store:verborgen',
    kpiId: null,
    fromDay: '2026-11-18',
    toDay: '2026-11-20',
  })
  await addEvent(db, {
    name: 'Geheimplan',
    place: 'store:verborgen',
    fromDay: '2026-11-18',
    toDay: '2026-11-30',
    kind: 'sale',
    factor: 2,
    by: person.id,
  })
  const target = {
    kpiId: 'sales',
    period: 'month' as const,
    value: 987654,
    low: null,
    high: null,
    currency: 'JPY',
    ownerId: person.id,
    weight: 10,
    validFrom: '2026-11-01',
    setBy: person.id,
  }
  await addTarget(db, { ...target, place: 'store:verborgen' })
  await addTarget(db, { ...target, place: 'market:jp' })
  const importId = await createImport(db, {
    fileName: 'geheimdatei.csv',
    contentHash: 'x',
    kind: 'daily',
    mapping: {},
    createdBy: null,
  })
  await describeImport(db, importId, {
    rowsRead: 1,
    rowsSkipped: 0,
    skipped: [],
    summary: { stores: [{ slug: 'verborgen' }], staged: 1 },
  })
  await setImportState(db, importId, 'applied', new Date('2026-11-21T01:00:00Z'))
  const at = new Date('2026-11-21T01:00:00Z')
  await insertAlert(db, {
    ...freshLife,
    rule: 'target/sales/store:verborgen',
    kpiId: 'sales',
    place: 'store:verborgen',
    state: 'open',
    severity: 'bad',
    fromDay: '2026-11-20',
    day: '2026-11-20',
    value: 987654,
    limit: 9876540,
    currency: 'JPY',
    owner: null,
    revision: 1,
    openedAt: at,
    changedAt: at,
    acknowledgedBy: null,
    acknowledgedAt: null,
    reason: null,
    resolvedAt: null,
    resolvedBy: null,
  })
})

const places = ['', 'all', 'market:jp', 'platform:amazon']
/** Other spellings of the same: each form meets one of them in turn. */
const spellings = ['japan', 'amazon', 'amazon jp', '全部', '日本', 'アマゾン']
const forms = commands.flatMap(command => [
  { form: command.name, needed: command.role },
  ...Object.entries(command.subverbs ?? {}).map(([name, { role }]) => ({
    form: `${command.name} ${name}`,
    needed: role !== undefined && includes(role, command.role) ? role : command.role,
  })),
])
/** Every line, with the role that its verb needs. */
const asked: readonly { readonly line: string; readonly needed: Role }[] = [
  ...forms.flatMap(({ form, needed }) => places.map(place => ({ line: `${form} ${place}`.trim(), needed }))),
  ...forms.flatMap(({ form, needed }, at) =>
    [
      `${form} ${spellings[at % spellings.length]}`,
      `${form} 1`,
      `${form} #1`,
      `${form} verborge`,
      `${form} geheimlade`,
      `${form} sku:GEHEIM-SKU`,
      `${form} sales`,
    ].map(line => ({ line, needed })),
  ),
  ...[
    ...['status', 'trend', 'compare', 'help'].flatMap(verb => [
      `${verb} sales all 7d`,
      `${verb} sales orders japan 7d`,
      `${verb} sales japan mtd`,
    ]),
    'compare sales all',
    'compare offen amazon',
    'trend sales amazon 30d',
    'target list all',
    'note list all',
    'alerts all',
    '',
    'verborgem',
    'geheim',
    'geheim-sku-2',
  ].map(line => ({ line, needed: 'viewer' as const })),
]
const lines = asked.map(({ line }) => line)
const verbs = new Set(forms.map(({ form }) => form))

/** Who writes a line: what is seen hangs on the scope, which is the same, so one of those who may in turn; each verb alone is written by all. */
function writers(at: number): readonly Role[] {
  const one = asked[at]
  if (!one || verbs.has(one.line)) return roles
  const may = roles.filter(role => includes(role, one.needed))
  return may.slice(at % may.length).slice(0, 1)
}

/** Lines that name the store itself: what comes back may repeat the typed word, but nothing else of it. */
const named = ['verborgen', 'store:verborgen', 'Geheimladen', 'sku:GEHEIM-SKU-1', 'GEHEIM-SKU-1']
const namedLines = [
  'status',
  'trend sales',
  'compare offen',
  'target list',
  'target sales 2026-11 5',
  'note list',
  'note "x"',
  'alerts',
  'help sales',
  'event list',
  'record sales 5',
  'digest',
  'people scope @viewer',
  'channel scope',
].flatMap(form => named.map(name => [form, name] as const))

describe.each(roles.map(role => ({ role })))('a $role of one store', ({ role }) => {
  const own = lines.filter((_, at) => writers(at).includes(role))

  it('learns nothing of another through any line of any verb', async () => {
    for (const line of own) {
      const said = saidIn(await say(`${role}@example.com`, line))
      for (const secret of secrets) {
        const typed = line.toLowerCase().includes(secret.toLowerCase())
        expect(!typed && said.includes(secret) ? `“${line}” tells ${secret}: ${said}` : '').toBe('')
      }
    }
  }, 600_000)

  it('learns nothing by naming it', async () => {
    for (const [form, name] of namedLines) {
      const said = saidIn(await say(`${role}@example.com`, `${form} ${name}`))
        .replaceAll(name, '…')
        .replaceAll(name.toLowerCase(), '…')
      for (const secret of ['Geheim &', 'Geheimplan', '987,654', '987654', '765,432', '765432']) {
        expect(said.includes(secret) ? `“${form} ${name}” tells ${secret}: ${said}` : '').toBe('')
      }
    }
  }, 600_000)
})

describe('a group of one store', () => {
  it('hears nothing of another, not even from somebody who sees all', async () => {
    const channel = await ensureChannel(db, {
      messenger: 'web',
      workspace: '',
      externalId: 'narrow',
      name: 'Narrow',
      kind: 'group',
      scope: [],
      locale: 'en',
      timeZone: 'Asia/Tokyo',
    })
    await updateChannel(db, channel.id, { scope: ['store:offen'] })
    const group = { kind: 'group' as const, channel: 'narrow' }

    for (const line of lines.filter(one => !/^(people|channel|sources|health|unlink)/.test(one))) {
      const said = saidIn(await say('boss@example.com', line, group))
      for (const secret of secrets) {
        const typed = line.toLowerCase().includes(secret.toLowerCase())
        expect(!typed && said.includes(secret) ? `“${line}” tells ${secret}: ${said}` : '').toBe('')
      }
    }
  }, 600_000)
})

describe('somebody who sees all', () => {
  it('does see the store, so that these tests can fail', async () => {
    expect(saidIn(await say('boss@example.com', 'status sales verborgen 2026-11-20'))).toContain('987,654')
    expect(saidIn(await say('boss@example.com', 'status verborge'))).toContain('verborgen')
    expect(saidIn(await say('boss@example.com', 'sources imports'))).toContain('geheimdatei')
    expect(saidIn(await say('boss@example.com', 'event list'))).toContain('Geheimplan')
    expect(saidIn(await say('boss@example.com', 'note list verborgen'))).toContain('Geheimplan')
    expect(saidIn(await say('boss@example.com', 'alerts'))).toContain('Geheim')
  })
})
