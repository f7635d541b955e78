import type { Card } from '#src/chat/card.ts'
import type { BotDeps, Invocation, Reply, StoredMessage, Vault } from '#src/chat/messenger.ts'
import { type Locale, locales, verbatim } from '#src/i18n/locale.ts'
import { createDirectAnswers, type LateAnswer } from '#src/platform/bot-services/direct-answers.ts'

/** What a fake service keeps, for tests to look into. */
export interface FakeService {
  readonly deps: BotDeps
  readonly asked: Invocation[]
  readonly stored: Map<string, StoredMessage>
  readonly published: unknown[]
  readonly logged: unknown[]
  /** What administrators were told. */
  readonly told: { readonly key: string; readonly card: Card }[]
  /** Answers that were left to the outbox; nothing here sends them. */
  readonly late: LateAnswer[]
  /** Moves the clock. */
  pass(milliseconds: number): void
}

/** People of the fake company. */
export const yuki = person(1, '田中 由紀', 'yuki@example.com', 'ja', 'manager', 'jp')
export const wei = person(2, '王伟', 'wei@example.com', 'zh-CN', 'administrator', 'all')
export const amy = person(3, 'Amy Carter', 'amy@example.com', 'en', 'manager', 'us')

/** A service of memory alone. `answer` says what the dispatcher would. */
export function fakeService(
  answer: (invocation: Invocation) => Partial<Reply> | Promise<Partial<Reply>>,
  over: Partial<BotDeps> = {},
): FakeService {
  let now = Date.parse('2026-11-20T09:00:00Z')
  const stored = new Map<string, StoredMessage>()
  const asked: Invocation[] = []
  const published: unknown[] = []
  const logged: unknown[] = []
  const told: { readonly key: string; readonly card: Card }[] = []
  const late: LateAnswer[] = []
  const listeners = new Set<(payload: unknown) => void>()
  const claims = new Set<string>()
  const log = (fields: object, sentence: string): unknown => logged.push({ fields, sentence })
  const deps: BotDeps = {
    answer: async invocation => {
      asked.push(invocation)
      const reply = await answer(invocation)
      const locale = invocation.profile?.locale ?? 'en'
      return { cards: [], locale, private: invocation.kind === 'direct', handles: new Map(), ...reply }
    },
    directAnswers: createDirectAnswers({
      outbox: {
        waits: async to => late.some(one => one.to.channel === to.channel),
        plan: async answer => void late.push(answer),
      },
      log: { info: log, warn: log, error: log },
      times: { pausesMs: [20, 300, 1_500], longestPauseMs: 2_500 },
    }),
    draw: async (card, locale) => pictures(card, locale),
    claim: async key => claims.size !== claims.add(key).size,
    inbox: fakeInbox(),
    uploads: fakeUploads(() => now),
    spend: fakeAllowances(),
    takePlace: fakePlaces(() => now),
    pictureUrl: picture => `/files/${picture.id}.png?sig=x`,
    directory: directory(),
    publish: async (_topic, payload) => {
      published.push(payload)
      const told: unknown = JSON.parse(JSON.stringify(payload))
      queueMicrotask(() => {
        for (const listener of listeners) listener(told)
      })
    },
    subscribe: async (_topic, listener) => {
      listeners.add(listener)
      return async () => void listeners.delete(listener)
    },
    languageOf: async () => null,
    choices: async () => [],
    vault: fakeVault(),
    alone: () => async () => {},
    messages: {
      put: async message => void stored.set(message.id, structuredClone(message)),
      find: async id => structuredClone(stored.get(id) ?? null),
      list: async (channel, limit) =>
        structuredClone([...stored.values()].filter(message => message.channel === channel).slice(-limit)),
    },
    tell: async (key, card) => void told.push({ key, card }),
    link: async ({ email }) => [yuki, wei, amy].some(person => person.email === email),
    now: () => new Date(now),
    log: { info: log, warn: log, error: log },
    publicUrl: 'http://127.0.0.1:3000',
    ...over,
  }
  const pass = (milliseconds: number): void => {
    now += milliseconds
  }
  return { deps, asked, stored, published, logged, told, late, pass }
}

/** A card with one of everything. */
export const everything: Card = {
  title: { en: 'Sales below target', ja: '売上が目標を下回りました', 'zh-CN': '销售额低于目标' },
  tone: 'bad',
  blocks: [
    { type: 'text', style: 'strong', text: { en: 'Traffic fell.', ja: 'アクセス減。', 'zh-CN': '流量下降。' } },
    {
      type: 'facts',
      facts: [
        {
          label: { en: 'Sales', ja: '売上', 'zh-CN': '销售额' },
          value: verbatim('¥1,200,000'),
          detail: { en: '-12 % on the week', ja: '前週比 -12 %', 'zh-CN': '较上周 -12 %' },
          tone: 'bad',
        },
        { label: { en: 'Orders', ja: '受注', 'zh-CN': '订单' }, value: verbatim('312') },
      ],
    },
    {
      type: 'table',
      columns: [
        { label: { en: 'KPI', ja: 'KPI', 'zh-CN': '指标' } },
        { label: { en: 'Value', ja: '実績', 'zh-CN': '实际' }, align: 'end' },
        { label: { en: 'Target', ja: '目標', 'zh-CN': '目标' }, align: 'end' },
        { label: { en: 'Attainment', ja: '達成率', 'zh-CN': '达成率' }, align: 'end' },
        { label: { en: 'Change', ja: '増減', 'zh-CN': '变化' }, align: 'end' },
      ],
      rows: [
        [
          { text: { en: 'Sales', ja: '売上', 'zh-CN': '销售额' } },
          { text: verbatim('¥1,200,000') },
          { text: verbatim('¥1,600,000') },
          { text: verbatim('75.0 %'), tone: 'bad' },
          { text: verbatim('▼ 12.0 %'), tone: 'bad' },
        ],
        [
          { text: { en: 'Conversion rate', ja: '転換率', 'zh-CN': '转化率' } },
          { text: verbatim('2.8 %') },
          { text: verbatim('2.5 %') },
          { text: verbatim('112 %'), tone: 'good' },
          { text: verbatim('–'), dim: true },
        ],
      ],
    },
    {
      type: 'image',
      picture: { drawing: 'trend', data: {} },
      alt: { en: 'Sales, 30 days', ja: '売上の推移', 'zh-CN': '销售走势' },
    },
    {
      type: 'list',
      heading: { en: 'Notes', ja: 'メモ', 'zh-CN': '备注' },
      items: [verbatim('台風で出荷停止 (Yuki)')],
      folded: true,
    },
    { type: 'mention', people: [{ id: 1, name: '田中 由紀' }] },
    {
      type: 'actions',
      actions: [
        {
          label: { en: 'Acknowledge', ja: '確認', 'zh-CN': '确认' },
          line: 'ack 42 {reason}',
          style: 'primary',
          form: {
            title: { en: 'What is the cause?', ja: '原因は何ですか？', 'zh-CN': '原因是什么？' },
            submit: { en: 'Acknowledge', ja: '確認する', 'zh-CN': '确认' },
            fields: [{ name: 'reason', label: { en: 'Reason', ja: '理由', 'zh-CN': '原因' }, kind: 'text' }],
          },
        },
        { label: { en: 'Trend', ja: '推移', 'zh-CN': '趋势' }, line: 'trend sales' },
        {
          label: { en: 'Resolve', ja: '解決', 'zh-CN': '解决' },
          line: 'resolve 42',
          style: 'danger',
          confirm: { en: 'Close alert 42?', ja: 'アラート42を閉じますか？', 'zh-CN': '关闭告警42？' },
        },
      ],
    },
  ],
}

/** A card that only says something. */
export function saying(text: string): Card {
  return { title: verbatim(text), tone: 'info', blocks: [] }
}

function pictures(card: Card, locale: Locale) {
  const images = card.blocks.filter(block => block.type === 'image')
  return images.map(({ picture }) => ({
    id: `${picture.drawing}-${locale}`,
    png: new Uint8Array([137, 80, 78, 71, locales.indexOf(locale)]),
    width: 1200,
    height: 600,
  }))
}

function person(id: number, name: string, email: string, locale: Locale, role: string, scope: string) {
  return { id, name, email, locale, role, scope }
}

function directory(): BotDeps['directory'] {
  const summary = { en: 'How the figures stand', ja: '数値の状況', 'zh-CN': '查看指标现状' }
  return {
    people: async () => [yuki, wei, amy],
    emails: async () => [yuki, wei, amy].map(({ email }) => email),
    channels: async () => [
      { name: 'jp-team', kind: 'group', locale: 'ja', scope: 'jp' },
      { name: 'hq', kind: 'group', locale: 'zh-CN', scope: 'all' },
      { name: '@yuki@example.com', kind: 'direct', locale: 'ja', scope: 'jp' },
    ],
    demo: async () => true,
    verbs: () => [
      {
        name: 'status',
        aliases: { en: ['state'], ja: ['状況'], 'zh-CN': ['状态'] },
        summary,
        examples: {
          en: ['status', 'status sales jp 7d'],
          ja: ['状況', '状況 売上 楽天'],
          'zh-CN': ['状态', '状态 销售额'],
        },
      },
      {
        name: 'help',
        aliases: { en: [], ja: ['ヘルプ'], 'zh-CN': ['帮助'] },
        summary: Object.fromEntries(locales.map(locale => [locale, 'help'])) as Record<Locale, string>,
        examples: { en: ['help'], ja: ['ヘルプ'], 'zh-CN': ['帮助'] },
      },
    ],
  }
}

function fakeVault(): Vault {
  const values = new Map<string, string>()
  return {
    put: async (name, value) => void values.set(name, value),
    find: async name => values.get(name) ?? null,
    list: async () => [...values.keys()],
    remove: async name => void values.delete(name),
  }
}

/** Takes each delivery once; nothing is ever lost in memory. */
function fakeInbox(): BotDeps['inbox'] {
  const taken = new Set<string>()
  return {
    take: async key => (taken.size === taken.add(key).size ? null : { work: run => run() }),
    recover: () => async () => {},
  }
}

function fakeUploads(now: () => number): BotDeps['uploads'] {
  const kept = new Map<string, { readonly handle: Promise<string>; readonly at: number }>()
  return {
    once: (name, keptMs, upload) => {
      const known = kept.get(name)
      if (known && now() - known.at < keptMs) return known.handle
      const handle = upload()
      kept.set(name, { handle, at: now() })
      handle.catch(() => kept.delete(name))
      return handle
    },
    forget: async name => void kept.delete(name),
  }
}

function fakeAllowances(): BotDeps['spend'] {
  const spent = new Map<string, number>()
  return async ({ key, amount, limit }) => {
    const used = (spent.get(key) ?? 0) + amount
    if (used > limit) return false
    spent.set(key, used)
    return true
  }
}

function fakePlaces(now: () => number): BotDeps['takePlace'] {
  const taken = new Map<string, number[]>()
  return async ({ key, most, seconds }) => {
    const lately = (taken.get(key) ?? []).filter(at => now() - at < seconds * 1_000)
    const free = lately.length < most
    taken.set(key, free ? [...lately, now()] : lately)
    return free ? 0 : Math.ceil(((lately[0] ?? 0) + seconds * 1_000 - now()) / 1_000)
  }
}
