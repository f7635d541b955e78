import type { Action } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { syncReport } from '#src/features/connections/index.ts'
import { isTroubled } from '#src/features/sync/index.ts'
import { html } from '#src/http/page/html.ts'
import type { Section } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { shownLine } from './shown.ts'

/** Shops that are connected, and how fresh their figures are. Keys are never given here: a page of its own takes them. */
export const connectionsSection: Section = {
  id: 'connections',
  title: { en: 'Shops and sync', ja: '店舗の接続と同期', 'zh-CN': '店铺连接与同步' },
  about: {
    en: 'Connect a shop, see how fresh its figures are',
    ja: '店舗を接続・取得状況を確認',
    'zh-CN': '连接店铺，查看数据新鲜度',
  },
  line: 'sync',
  role: 'viewer',
  state: async ({ parts, context, zone }) => {
    const seen = new Set(context.caller.stores.map(store => store.id))
    const connectors = context.markets?.connectors ?? []
    const { lines } = await syncReport({ db: parts.db, connectors, now: parts.now }, seen, zone)
    const amiss = lines.filter(isTroubled).length
    if (lines.length === 0)
      return { text: texts.none, tone: context.caller.role === 'administrator' ? 'missing' : 'none' }
    const text = fill(amiss > 0 ? texts.amiss : texts.fine, {
      count: formatCount(lines.length),
      amiss: formatCount(amiss),
    })
    const mayAct = includes(context.caller.role, 'manager')
    return { text, tone: amiss > 0 && mayAct ? 'missing' : 'fine' }
  },
  body: async view => {
    const { role } = view.person
    const markets = (view.context.markets?.connectors ?? []).filter(one => !one.simulated)
    const choices = { market: markets.map(({ id, label }) => ({ value: id, label })) }
    const forms = html`${role === 'administrator' && markets.length > 0 ? view.form(connect, { choices }) : null}${includes(role, 'operator') ? view.form(check) : null}${includes(role, 'manager') ? view.form(replay) : null}`
    const presses = [...(includes(role, 'manager') ? [now] : []), ...(role === 'administrator' ? [pause, resume] : [])]
    return html`<section>${forms}<div class="row">${presses.map(action => view.press(action))}</div></section>${await shownLine(view, 'sync list')}`
  },
}

const label = {
  connect: { en: 'Connect a shop', ja: '店舗を接続', 'zh-CN': '连接店铺' },
  market: { en: 'Marketplace', ja: 'モール', 'zh-CN': '平台' },
  page: { en: 'Open the page for its keys', ja: 'キーの入力ページへ', 'zh-CN': '打开密钥页面' },
  check: {
    en: 'Find out why a store’s figures are missing',
    ja: '数値が来ない原因を点検',
    'zh-CN': '排查店铺数据缺失',
  },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  look: { en: 'Check', ja: '点検', 'zh-CN': '排查' },
  replay: { en: 'Fetch days again', ja: '日付を指定して再取得', 'zh-CN': '重新拉取日期' },
  from: { en: 'First day', ja: '開始日', 'zh-CN': '开始日期' },
  to: { en: 'Last day', ja: '終了日', 'zh-CN': '结束日期' },
} satisfies Record<string, Localized>

const connect: Action = {
  label: label.connect,
  line: 'connect {market}',
  style: 'primary',
  form: { title: label.connect, submit: label.page, fields: [{ name: 'market', label: label.market, kind: 'select' }] },
}
const check: Action = {
  label: label.check,
  line: 'sync check {store}',
  form: {
    title: label.check,
    submit: label.look,
    fields: [{ name: 'store', label: label.store, kind: 'select', source: 'stores' }],
  },
}
const replay: Action = {
  label: label.replay,
  line: 'sync replay {store} {from}..{to}',
  form: {
    title: label.replay,
    submit: label.replay,
    fields: [
      { name: 'store', label: label.store, kind: 'select', source: 'stores' },
      { name: 'from', label: label.from, kind: 'date' },
      { name: 'to', label: label.to, kind: 'date' },
    ],
  },
}
const now: Action = { label: { en: 'Fetch now', ja: '今すぐ取得', 'zh-CN': '立即拉取' }, line: 'sync now' }
const pause: Action = { label: { en: 'Pause all', ja: '一時停止', 'zh-CN': '全部暂停' }, line: 'sync pause' }
const resume: Action = { label: { en: 'Resume', ja: '再開', 'zh-CN': '恢复' }, line: 'sync resume' }

const texts = {
  none: { en: 'No shop is connected', ja: '接続中の店舗はありません', 'zh-CN': '尚未连接店铺' },
  fine: { en: '{count} feeds run', ja: '{count}件のデータを取得中', 'zh-CN': '{count}个数据流正常' },
  amiss: {
    en: '{amiss} of {count} feeds do not answer as they should',
    ja: '{count}件中{amiss}件が正常に取得できません',
    'zh-CN': '{count}个数据流中有{amiss}个异常',
  },
} satisfies Record<string, Localized>
