import type { Block, Card } from '#src/chat/card.ts'
import type { HealthReport } from '#src/contracts/command.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A line that somebody typed, as it is shown to others. */
export interface ShownLine {
  readonly at: Date
  readonly line: string
  readonly outcome: string
  /** The number of the error that it ended with; `null`: none. */
  readonly reference: string | null
}

/** What somebody who can help is told. */
export interface HelpWanted {
  readonly reference: string
  readonly name: string
  readonly email: string | null
  readonly messenger: string
  /** In their own words; empty: none. */
  readonly words: string
  readonly lines: readonly ShownLine[]
  readonly checks: HealthReport['checks']
  /** Feeds that stand still. */
  readonly stopped: readonly Localized[]
  readonly version: string
  readonly at: Date
  /** Of whoever reads it. */
  readonly timeZone: string
  /** The lines are told with their figures, which the person agreed to. */
  readonly figures: boolean
}

/** Who wants help with what, and how the service is. */
export function helpWantedCard(wanted: HelpWanted): Card {
  const { reference, name, email, messenger, words, version, figures } = wanted
  const who = email === null ? name : `${name} <${email}>`
  const facts = [
    { label: texts.number, value: verbatim(reference) },
    { label: texts.who, value: verbatim(who) },
    { label: texts.where, value: verbatim(messenger) },
    { label: texts.when, value: formatDateTime(wanted.at, wanted.timeZone, { year: false }) },
    { label: texts.version, value: verbatim(version) },
  ]
  return {
    title: fill(figures ? texts.withFigures : texts.title, { name: verbatim(name), reference }),
    tone: 'warning',
    blocks: [
      ...(words === '' ? [] : [{ type: 'text' as const, style: 'strong' as const, text: verbatim(words) }]),
      { type: 'facts', facts },
      linesBlock(wanted),
      ...stateBlocks(wanted),
      { type: 'text', style: 'muted', text: figures ? texts.logged : texts.hidden },
    ],
  }
}

function linesBlock({ lines, timeZone }: HelpWanted): Block {
  if (lines.length === 0) return { type: 'text', text: texts.noLines }
  const items = lines.map(({ at, line, outcome, reference }) =>
    fill(verbatim('{at} · {line} · {outcome}'), {
      at: formatDateTime(at, timeZone, { year: false }),
      line: verbatim(line),
      outcome: reference === null ? (outcomes[outcome] ?? verbatim(outcome)) : fill(texts.failedWith, { reference }),
    }),
  )
  return { type: 'list', heading: texts.lines, items }
}

function stateBlocks({ checks, stopped }: HelpWanted): readonly Block[] {
  const unwell = checks.filter(({ ok }) => !ok)
  const said = (check: HealthReport['checks'][number]) =>
    join([check.label ?? verbatim(check.name), check.said ?? verbatim(check.detail)], verbatim(' · '))
  return [
    { type: 'list', heading: unwell.length > 0 ? texts.unwell : texts.well, items: checks.map(said), folded: true },
    stopped.length > 0
      ? { type: 'list', heading: texts.stopped, items: stopped }
      : { type: 'text', style: 'muted', text: texts.allFetched },
  ]
}

/** What the person is told. */
export function askedForHelpCard(
  reference: string,
  told: { readonly people: readonly string[]; readonly mailed: boolean },
): Card {
  const names = verbatim(told.people.join(', '))
  const text = told.mailed
    ? texts.mailed
    : told.people.length > 0
      ? fill(texts.told, { names })
      : fill(texts.nobody, { reference })
  return {
    title: fill(texts.yours, { reference }),
    tone: told.mailed || told.people.length > 0 ? 'good' : 'warning',
    blocks: [
      { type: 'text', text },
      { type: 'text', style: 'muted', text: texts.withoutFigures },
      { type: 'actions', actions: [{ label: texts.sendFigures, line: `help me figures ${reference}` }] },
    ],
  }
}

/** The figures went after it. */
export function figuresSentCard(reference: string): Card {
  return { title: fill(texts.figuresSent, { reference }), tone: 'good', blocks: [] }
}

const outcomes: Readonly<Record<string, Localized>> = {
  ok: { en: 'answered', ja: '回答済み', 'zh-CN': '已回答' },
  refused: { en: 'not allowed', ja: '権限なし', 'zh-CN': '无权限' },
  misunderstood: { en: 'not understood', ja: '解釈できず', 'zh-CN': '未能理解' },
  failed: { en: 'failed', ja: '失敗', 'zh-CN': '出错' },
}

const texts = {
  title: {
    en: '{name} asks for help ({reference})',
    ja: '{name}さんからヘルプの依頼（{reference}）',
    'zh-CN': '{name} 请求帮助（{reference}）',
  },
  withFigures: {
    en: '{name}’s lines with their figures ({reference})',
    ja: '{name}さんの入力（数値を含む、{reference}）',
    'zh-CN': '{name} 的输入（含数字，{reference}）',
  },
  number: { en: 'Number', ja: '番号', 'zh-CN': '编号' },
  who: { en: 'Person', ja: '依頼者', 'zh-CN': '求助人' },
  where: { en: 'Where', ja: '利用中', 'zh-CN': '所在' },
  when: { en: 'When', ja: '日時', 'zh-CN': '时间' },
  version: { en: 'Version', ja: 'バージョン', 'zh-CN': '版本' },
  lines: { en: 'What they wrote last', ja: '直近の入力', 'zh-CN': '最近的输入' },
  noLines: { en: 'They asked nothing before.', ja: '直前の入力はありません。', 'zh-CN': '此前没有输入。' },
  failedWith: { en: 'failed, number {reference}', ja: '失敗（番号 {reference}）', 'zh-CN': '出错（编号 {reference}）' },
  well: { en: 'The service is well', ja: 'サービスは正常', 'zh-CN': '服务正常' },
  unwell: { en: 'Something of the service is not well', ja: 'サービスに異常あり', 'zh-CN': '服务有异常' },
  stopped: { en: 'Shops that stand still', ja: '取得が止まっている店舗', 'zh-CN': '获取停滞的店铺' },
  allFetched: {
    en: 'No connected shop stands still.',
    ja: '取得が止まっている店舗はありません。',
    'zh-CN': '没有获取停滞的店铺。',
  },
  hidden: {
    en: 'Figures and quoted texts are left out; the person can send them. The numbers of errors lead to lines of the log.',
    ja: '数値と引用文は除いてあります（本人が送信できます）。エラー番号でログを検索できます。',
    'zh-CN': '已隐去数字和引号内的文字，本人可选择发送。错误编号可在日志中查到。',
  },
  logged: {
    en: 'The numbers of errors lead to lines of the log.',
    ja: 'エラー番号でログを検索できます。',
    'zh-CN': '错误编号可在日志中查到。',
  },
  yours: {
    en: 'Help is on its way: number {reference}',
    ja: 'ヘルプを依頼しました（番号 {reference}）',
    'zh-CN': '已发出求助，编号 {reference}',
  },
  told: {
    en: 'Told: {names}. They see what you asked last and how the service is.',
    ja: '{names}さんに、直近の入力とシステムの状態を知らせました。',
    'zh-CN': '已通知 {names}，对方可以看到您最近的提问和系统状态。',
  },
  mailed: {
    en: 'Your support was written to. They see what you asked last and how the service is.',
    ja: 'サポート窓口に、直近の入力とシステムの状態を送りました。',
    'zh-CN': '已发送给支持邮箱，对方可以看到您最近的提问和系统状态。',
  },
  nobody: {
    en: 'No administrator can be reached from here. Give yours the number {reference}: it finds everything in the log.',
    ja: '連絡できる管理者がいません。番号 {reference} を管理者に伝えてください。ログで確認できます。',
    'zh-CN': '暂时联系不到管理员，请把编号 {reference} 告诉管理员，可在日志中查到。',
  },
  withoutFigures: {
    en: 'Figures and quoted texts of your lines were not sent.',
    ja: '入力に含まれる数値と引用文は送信していません。',
    'zh-CN': '您输入中的数字和引号内的文字没有发送。',
  },
  sendFigures: { en: 'Send the figures, too', ja: '数値も送る', 'zh-CN': '同时发送数字' },
  figuresSent: {
    en: 'The figures were sent after number {reference}',
    ja: '番号 {reference} に数値を追加で送りました',
    'zh-CN': '已为编号 {reference} 补发数字',
  },
} satisfies Record<string, Localized>
