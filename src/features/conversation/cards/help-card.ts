import type { Action, Card } from '#src/chat/card.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'

/** A verb as help shows it. */
export interface HelpVerb {
  readonly name: string
  readonly aliases: Readonly<Record<keyof Localized, readonly string[]>>
  readonly summary: Localized
  readonly examples: Readonly<Record<keyof Localized, readonly string[]>>
  readonly subverbs?: Readonly<Record<string, { readonly aliases: readonly string[] }>>
  /** No form of it changes anything: its examples may be pressed. */
  readonly readOnly?: boolean
}

/** How many examples become buttons. */
const maxButtons = 3

/** All verbs that somebody may use, with an example each, and how lines are written. */
export function helpCard(verbs: readonly HelpVerb[], name: string): Card {
  return {
    title: fill(texts.title, { name: verbatim(name) }),
    tone: 'info',
    blocks: [
      { type: 'text', text: texts.intro },
      {
        type: 'table',
        columns: [{ label: texts.verb }, { label: texts.does }, { label: texts.example }],
        rows: verbs.map(verb => [
          { text: typedName(verb) },
          { text: verb.summary },
          { text: firstExample(verb), dim: true },
        ]),
      },
      { type: 'list', heading: texts.wordsHeading, items: texts.words, folded: true },
      { type: 'actions', actions: tryOut(verbs) },
      { type: 'text', text: texts.more, style: 'muted' },
    ],
  }
}

/** One verb: what it does, what people may type for it, and examples: as buttons only where pressing changes nothing. */
export function verbCard(verb: HelpVerb, needed: Localized): Card {
  const subverbs = Object.keys(verb.subverbs ?? {})
  const actions = verb.readOnly ? examplesOf(verb).slice(0, maxButtons).map(example) : []
  const facts = [
    { label: texts.alsoTyped, value: verbatim(spellings(verb).join(' · ')) },
    { label: texts.role, value: needed },
    ...(subverbs.length > 0 ? [{ label: texts.subverbs, value: verbatim(subverbs.join(' · ')) }] : []),
  ]
  return {
    title: fill(texts.verbTitle, { verb: typedName(verb), summary: verb.summary }),
    tone: 'info',
    blocks: [
      { type: 'facts', facts },
      { type: 'list', heading: texts.examples, items: examplesOf(verb) },
      ...(actions.length > 0 ? [{ type: 'actions' as const, actions }] : []),
    ],
  }
}

/** The verbs somebody may use, small, under their scorecard. */
export function verbsCard(verbs: readonly HelpVerb[]): Card {
  const names = localized(locale => verbs.map(verb => typedName(verb)[locale]).join(' · '))
  return {
    title: texts.verbsTitle,
    tone: 'info',
    blocks: [
      { type: 'text', text: names },
      { type: 'actions', actions: [{ label: texts.help, line: 'help', style: 'primary' }, ...tryOut(verbs)] },
    ],
  }
}

/** What is typed in each language: the first alias, or the canonical name. */
function typedName(verb: HelpVerb): Localized {
  return localized(locale => (locale === 'en' ? verb.name : (verb.aliases[locale][0] ?? verb.name)))
}

function spellings(verb: HelpVerb): readonly string[] {
  return [...new Set([verb.name, ...Object.values(verb.aliases).flat()])]
}

function firstExample(verb: HelpVerb): Localized {
  return localized(locale => verb.examples[locale][0] ?? verb.name)
}

/** Examples side by side: the n-th of every language is the same line. */
function examplesOf(verb: HelpVerb): readonly Localized[] {
  const count = Math.max(...Object.values(verb.examples).map(list => list.length), 0)
  return Array.from({ length: count }, (_, at) =>
    localized(locale => verb.examples[locale][at] ?? verb.examples.en[at] ?? verb.name),
  )
}

/** A button has one line for all languages: the English one is understood everywhere. */
function example(text: Localized): Action {
  return { label: text, line: text.en }
}

/** Lines that always answer something. */
function tryOut(verbs: readonly HelpVerb[]): readonly Action[] {
  const known = new Set(verbs.map(verb => verb.name))
  return texts.tries.filter(action => known.has(action.line.split(' ')[0] ?? ''))
}

const texts = {
  title: { en: 'What I can do for you, {name}', ja: '{name}さんにできること', 'zh-CN': '{name}，我可以帮您做这些' },
  intro: {
    en: 'Start with a verb, then say what it is about, in any order and in any of three languages: a KPI, a store, a period.',
    ja: 'コマンドに続けて、指標・店舗・期間を好きな順番で入力してください。日本語・中国語・英語のどれでも通じます。',
    'zh-CN': '先写动作，再写指标、店铺、时间，顺序随意，中文、日文、英文都可以。',
  },
  verb: { en: 'Verb', ja: 'コマンド', 'zh-CN': '指令' },
  does: { en: 'What it does', ja: '内容', 'zh-CN': '作用' },
  example: { en: 'Example', ja: '例', 'zh-CN': '示例' },
  wordsHeading: { en: 'Words I understand', ja: '使える言葉', 'zh-CN': '可以这样写' },
  words: [
    {
      en: 'Store or market: amazon jp, rakuten, us, all, sku:ABC-1',
      ja: '店舗・市場：楽天、アマゾン 日本、米国、全店、sku:ABC-1',
      'zh-CN': '店铺或市场：乐天、亚马逊日本、美国、全部、sku:ABC-1',
    },
    {
      en: 'Period: today, yesterday, 7d, last week, mtd, 2026-10, 7/1-7/5',
      ja: '期間：今日、昨日、直近7日、先週、今月、2026-10、7/1-7/5',
      'zh-CN': '时间：今天、昨天、近7天、上周、本月、2026-10、7/1-7/5',
    },
    {
      en: 'Number: 50000, 1.2M, ¥5,000,000, 8%',
      ja: '数値：5万、1億、¥5,000,000、8%',
      'zh-CN': '数字：5万、1.2亿、¥5,000,000、8%',
    },
    {
      en: 'Person: @name or e-mail; @me is you',
      ja: '人：@名前 またはメール（自分は @me）',
      'zh-CN': '人员：@姓名 或邮箱（“我”是自己）',
    },
  ],
  more: {
    en: 'help target explains a verb, help roas explains a KPI.',
    ja: '「ヘルプ 目標」でコマンドの使い方、「ヘルプ roas」で指標の説明が見られます。',
    'zh-CN': '“帮助 目标”查看指令用法，“帮助 roas”查看指标说明。',
  },
  verbTitle: { en: '{verb}: {summary}', ja: '{verb}：{summary}', 'zh-CN': '{verb}：{summary}' },
  alsoTyped: { en: 'Type any of', ja: '入力できる言葉', 'zh-CN': '可输入' },
  role: { en: 'Role', ja: '必要な権限', 'zh-CN': '所需权限' },
  subverbs: { en: 'With', ja: '操作', 'zh-CN': '操作' },
  examples: { en: 'Examples', ja: '例', 'zh-CN': '示例' },
  verbsTitle: { en: 'You can ask', ja: '使えるコマンド', 'zh-CN': '您可以使用' },
  help: { en: 'Help', ja: 'ヘルプ', 'zh-CN': '帮助' },
  tries: [
    { label: { en: 'Status yesterday', ja: '昨日の状況', 'zh-CN': '昨天的状态' }, line: 'status yesterday' },
    {
      label: { en: 'Sales trend, 30 days', ja: '売上の推移（30日）', 'zh-CN': '近30天销售趋势' },
      line: 'trend sales 30d',
    },
    { label: { en: 'Open alerts', ja: '未対応アラート', 'zh-CN': '未处理告警' }, line: 'alerts' },
  ],
} satisfies Record<string, Localized | readonly Localized[] | readonly Action[]>
