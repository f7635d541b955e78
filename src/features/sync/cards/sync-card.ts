import type { Card } from '#src/chat/card.ts'
import type { Connector, FaultKind, Feed } from '#src/contracts/connector.ts'
import type { Day } from '#src/domain/period/index.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A feed of a store as the card says it. */
export interface FeedLine {
  readonly store: string
  /** By which lines name the store. */
  readonly slug?: string
  readonly feed: string
  readonly through: string | null
  readonly since: string | null
  /** Share of the history that is there, 0 to 100. */
  readonly percent: number
  readonly needsConsent: boolean
  readonly paused: boolean
  /** This account does not have it, or a permission is missing. */
  readonly unavailable?: boolean
  /** It is not available because a permission is missing, which somebody can grant. */
  readonly lacksPermission?: boolean
  /** What it waits for; `until` `null`: nobody knows how long. */
  readonly waits?: { readonly why: Localized; readonly until: Date | null } | null
  readonly error: Localized | null
  /** Days of sudden zeros that are kept back. */
  readonly held?: readonly { readonly day: Day; readonly why: 'history' | 'sister' }[]
  /** Changes of orders that are older than the ledger reaches, and so not counted. */
  readonly lateIgnored?: number
  /** What the feed is called; absent: by its id. */
  readonly label?: Localized
  /** What else there is to say, each by itself. */
  readonly notes?: readonly Localized[]
}

const texts = {
  title: { en: 'Connected shops', ja: '接続中の店舗', 'zh-CN': '已连接的店铺' },
  none: {
    en: 'No shop is connected yet. An administrator connects one: write “connect” in a private conversation.',
    ja: '接続中の店舗はまだありません。管理者が1対1のチャットで「接続」と送ると接続できます。',
    'zh-CN': '还没有连接店铺。请管理员私聊发送“连接”。',
  },
  through: {
    en: 'complete {since} to {through}',
    ja: '{since}〜{through} 完了',
    'zh-CN': '{since} 至 {through} 已完整',
  },
  nothing: { en: 'no complete day yet', ja: '完了した日はまだありません', 'zh-CN': '还没有完整的日期' },
  history: { en: 'history {percent}%', ja: '過去分 {percent}%', 'zh-CN': '历史数据 {percent}%' },
  consent: {
    en: 'must be authorised again: connect it once more with new keys',
    ja: '再認証が必要です。新しいキーで接続し直してください',
    'zh-CN': '需要重新授权：请用新的密钥再次连接',
  },
  semicolon: { en: '; ', ja: '；', 'zh-CN': '；' },
  notAvailable: {
    en: 'not available for this account: {why}. Looked for again every day',
    ja: 'このアカウントでは利用できません：{why}。毎日確認します',
    'zh-CN': '该账号不可用：{why}。每天会再次确认',
  },
  waits: { en: 'waits: {why}', ja: '待機中：{why}', 'zh-CN': '等待中：{why}' },
  waitsUntil: {
    en: 'waits until {until}: {why}',
    ja: '{until}まで待機：{why}',
    'zh-CN': '等待至{until}：{why}',
  },
  heldSister: {
    en: 'says zero for {days}{more} while other figures of the shop do not: kept back. Right after all? sync accept STORE',
    ja: '{days}{more} を0と報告していますが、店舗の他の数値はそうではないため保留しています。正しければ：同期 承認 店舗',
    'zh-CN': '{days}{more} 报告为 0，但店铺的其他数据不是，已暂不写入。确认无误请输入：同步 接受 店铺',
  },
  heldHistory: {
    en: 'suddenly says zero for {days}{more}: kept back. Right after all? sync accept STORE',
    ja: '{days}{more} が急に0になったため保留しています。正しければ：同期 承認 店舗',
    'zh-CN': '{days}{more} 突然为 0，已暂不写入。确认无误请输入：同步 接受 店铺',
  },
  late: {
    en: '{count} changes of orders older than the kept order lines were not counted; pull those days again: sync replay STORE DAY..DAY',
    ja: '保存期間より古い注文の変更{count}件は反映していません。再取得：同期 再取得 店舗 日..日',
    'zh-CN': '有 {count} 条订单变更早于保留的订单明细，未计入；可重新拉取：同步 重新拉取 店铺 日..日',
  },
  ended: { en: 'authorisation ended', ja: '認証切れ', 'zh-CN': '授权已失效' },
  permission: { en: 'permission missing', ja: '権限不足', 'zh-CN': '缺少权限' },
  stopped: { en: 'stopped', ja: '停止中', 'zh-CN': '已停止' },
  keptBack: { en: 'zeros kept back', ja: '0を保留中', 'zh-CN': '有暂不写入的 0 值' },
  dot: { en: ' · ', ja: '・', 'zh-CN': ' · ' },
  allRun: { en: 'All {count} feeds run.', ja: '{count}件すべて正常です。', 'zh-CN': '{count} 个数据流全部正常。' },
  someDo: {
    en: '{amiss} of {count} feeds need somebody. They stand first.',
    ja: '{count}件中{amiss}件に対応が必要です（先頭に表示）。',
    'zh-CN': '{count} 个数据流中有 {amiss} 个需要处理，已排在最前。',
  },
  paused: { en: 'paused', ja: '一時停止中', 'zh-CN': '已暂停' },
  well: {
    en: '{connector}: {feed} of {store} goes on',
    ja: '{connector}：{store}の{feed}が再開しました',
    'zh-CN': '{connector}：{store}的{feed}已恢复',
  },
  allWell: {
    en: '{connector}: the figures of {store} go on',
    ja: '{connector}：{store}のデータ取得が再開しました',
    'zh-CN': '{connector}：{store}的数据已恢复获取',
  },
  catchesUp: {
    en: 'The days that are missing are fetched by themselves.',
    ja: '不足している日は自動的に取得します。',
    'zh-CN': '缺少的日期会自动补齐。',
  },
  trouble: {
    en: '{connector}: {feed} of {store} has stopped',
    ja: '{connector}：{store}の{feed}が止まりました',
    'zh-CN': '{connector}：{store}的{feed}已停止',
  },
  permanent: {
    en: 'The marketplace refuses the request. Other feeds go on.',
    ja: 'モールがリクエストを拒否しています。他の取得は続きます。',
    'zh-CN': '平台拒绝了请求，其他数据继续获取。',
  },
  scope: {
    en: 'A permission is missing. Grant it at the marketplace; it is tried again every day. Other feeds go on.',
    ja: '権限が足りません。モールで許可してください。毎日再試行します。他の取得は続きます。',
    'zh-CN': '缺少权限，请在平台授权；每天会重试，其他数据继续获取。',
  },
  unavailable: {
    en: 'This account does not have it at the marketplace. It is looked for again every day. Other feeds go on.',
    ja: 'このアカウントでは提供されていません。毎日確認します。他の取得は続きます。',
    'zh-CN': '该账号在平台上没有这项数据；每天会再次确认，其他数据继续获取。',
  },
  drift: {
    en: 'The marketplace answers something else than it documents. Nothing was written; the answer is kept. It is tried again every day.',
    ja: 'モールの応答が仕様と異なります。何も書き込んでいません。応答は保存され、毎日再試行します。',
    'zh-CN': '平台的返回与文档不符，没有写入任何数据；已保留返回内容，每天会重试。',
  },
} satisfies Record<string, Localized>

/** How fresh every feed of every connected store is, those that need somebody first; moments in the reader's zone. */
export function syncCard(lines: readonly FeedLine[], timeZone = 'UTC'): Card {
  if (lines.length === 0) return { title: texts.title, tone: 'info', blocks: [{ type: 'text', text: texts.none }] }
  const sorted = worstFirst(lines)
  const facts = sorted.map(line => {
    const tone = isTroubled(line) ? ({ tone: 'bad' } as const) : {}
    return { label: labelOf(line), ...saidOf(line, timeZone), ...tone }
  })
  const amiss = lines.filter(isTroubled).length
  const tone = amiss > 0 ? 'warning' : 'good'
  return {
    title: texts.title,
    tone,
    blocks: [
      { type: 'text', text: countOf(lines) },
      { type: 'facts', facts },
    ],
  }
}

/** How many feeds there are, and how many need somebody. */
function countOf(lines: readonly FeedLine[]): Localized {
  const [count, amiss] = [lines.length, lines.filter(isTroubled).length]
  return fill(amiss > 0 ? texts.someDo : texts.allRun, { count, amiss })
}

/** Feeds that need somebody first, otherwise as they were. */
export function worstFirst(lines: readonly FeedLine[]): readonly FeedLine[] {
  return lines.toSorted((a, b) => Number(isTroubled(b)) - Number(isTroubled(a)))
}

function labelOf({ store, feed, label }: FeedLine): Localized {
  return join([verbatim(store), label ?? verbatim(feed)], verbatim(' · '))
}

/** What stands of a feed, and how it goes on. */
export function saidOf(line: FeedLine, timeZone: string): { readonly value: Localized; readonly detail: Localized } {
  const through =
    line.through === null ? texts.nothing : fill(texts.through, { through: line.through, since: line.since ?? '' })
  const state = stateOf(line)
  const notes = [standing(line, timeZone), ...(line.notes ?? []), heldNote(line), lateNote(line)].filter(
    note => note !== null,
  )
  const value = state === null ? through : join([state, through], texts.dot)
  return { value, detail: join(notes, texts.semicolon) }
}

/** In a word what is wrong; `null`: nothing. */
export function stateOf(line: FeedLine): Localized | null {
  const { needsConsent, paused, unavailable, lacksPermission, error, held = [] } = line
  if (needsConsent) return texts.ended
  if (paused) return texts.paused
  if (lacksPermission) return texts.permission
  if (unavailable) return null
  if (error !== null) return texts.stopped
  return held.length > 0 ? texts.keptBack : null
}

/** Somebody has to do something about it. */
export function isTroubled(line: FeedLine): boolean {
  const { needsConsent, unavailable, lacksPermission, error, held = [] } = line
  const isStopped = error !== null && (!unavailable || lacksPermission === true)
  return needsConsent || isStopped || held.length > 0
}

function standing(line: FeedLine, timeZone: string): Localized | null {
  const history = fill(texts.history, { percent: line.percent })
  if (line.needsConsent) return (line.notes ?? []).length > 0 ? null : texts.consent
  if (line.paused) return line.percent === 100 ? null : history
  if (line.unavailable) return fill(texts.notAvailable, { why: line.error ?? verbatim('–') })
  if (line.error !== null) return line.percent === 100 ? line.error : join([history, line.error], texts.semicolon)
  if (!line.waits) return history
  const { why, until } = line.waits
  const waits =
    until === null
      ? fill(texts.waits, { why })
      : fill(texts.waitsUntil, {
          why,
          until: formatDateTime(until, timeZone, { named: true, year: true }),
        })
  return join([history, waits], texts.semicolon)
}

function heldNote({ held = [] }: FeedLine): Localized | null {
  const [first] = held
  if (!first) return null
  const days = join(held.slice(0, maxNamed).map(({ day }) => verbatim(day)))
  const more = held.length > maxNamed ? ` +${held.length - maxNamed}` : ''
  return fill(first.why === 'sister' ? texts.heldSister : texts.heldHistory, { days, more })
}

function lateNote({ lateIgnored = 0 }: FeedLine): Localized | null {
  return lateIgnored === 0 ? null : fill(texts.late, { count: lateIgnored })
}

/** At most so many days are named. */
const maxNamed = 5

const advices: Partial<Record<FaultKind, Localized>> = {
  authorisation: texts.consent,
  scope: texts.scope,
  drift: texts.drift,
  unavailable: texts.unavailable,
}

/** Tells what stopped and what to do. */
export function troubleCard(of: {
  readonly connector: Connector
  readonly feed: Feed<unknown>
  readonly store: string
  readonly kind: FaultKind
  /** What happened. */
  readonly text: Localized
}): Card {
  const { connector, feed, store, kind, text } = of
  const advice = advices[kind] ?? texts.permanent
  const title = fill(texts.trouble, { connector: connector.label, feed: feed.label, store })
  return {
    title,
    tone: 'bad',
    blocks: [
      { type: 'text', text: advice, style: 'strong' },
      { type: 'text', text, style: 'muted' },
    ],
  }
}

/** Tells that what stopped goes on. `feed`: `null` for all of a store. */
export function wellCard(of: {
  readonly connector: Connector
  readonly feed: Feed<unknown> | null
  readonly store: string
}): Card {
  const { connector, feed, store } = of
  const title =
    feed === null
      ? fill(texts.allWell, { connector: connector.label, store })
      : fill(texts.well, { connector: connector.label, feed: feed.label, store })
  return { title, tone: 'good', blocks: [{ type: 'text', text: texts.catchesUp, style: 'muted' }] }
}

/** What the list of feeds is called. */
export const syncTitle: Localized = texts.title
