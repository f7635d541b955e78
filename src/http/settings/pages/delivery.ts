import type { Action } from '#src/chat/card.ts'
import {
  type FailedDelivery,
  listDue,
  listFailed,
  messengerStates,
  type WaitingDelivery,
} from '#src/features/delivery/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { deliveryBacklog } from '#src/platform/database/backlog.ts'

/** Rows of each list (judgement: what somebody goes through by hand). */
const shown = 50

/** How messages go out: what waits, the oldest and why, what was given up. */
export const deliverySection: Section = {
  id: 'delivery',
  title: { en: 'Delivery', ja: '配信状況', 'zh-CN': '发送状态' },
  about: { en: 'What waits, what failed, sending again', ja: '送信待ち・失敗・再送', 'zh-CN': '待发、失败与重发' },
  line: 'health',
  role: 'manager',
  state: async ({ parts }) => {
    const { waiting, failed } = await deliveryBacklog(parts.db, parts.now())
    const text = fill(texts.state, { waiting: formatCount(waiting), failed: formatCount(failed) })
    return { text, tone: failed > 0 ? 'missing' : 'fine' }
  },
  body: async view => {
    const { parts, locale } = view
    const now = parts.now()
    const backlog = await deliveryBacklog(parts.db, now)
    const [due, failed] = [await listDue(parts.db, now, shown), await listFailed(parts.db, shown)]
    const facts = [
      [texts.waiting, formatCount(backlog.waiting)],
      [
        texts.oldest,
        backlog.waiting > 0 ? fill(texts.minutes, { count: formatCount(backlog.oldestMinutes) }) : texts.dash,
      ],
      [texts.failedDay, formatCount(backlog.failed)],
    ] as const
    return html`<section><dl class="facts">${facts.map(([label, value]) => html`<div><dt>${label[locale]}</dt><dd>${value[locale]}</dd></div>`)}</dl></section>
<section class="scroll" tabindex="0" aria-label="${texts.messengers[locale]}"><h2>${texts.messengers[locale]}</h2>${await messengers(view)}</section>
<section class="scroll" tabindex="0" aria-label="${texts.dueList[locale]}"><h2>${texts.dueList[locale]}</h2>${due.length > 0 ? dueTable(view, due) : html`<p class="help">${texts.nothingDue[locale]}</p>`}</section>
<section class="scroll" tabindex="0" aria-label="${texts.failedList[locale]}"><h2>${texts.failedList[locale]}</h2>${failed.length > 0 ? failedTable(view, failed) : html`<p class="help">${texts.nothingFailed[locale]}</p>`}</section>`
  },
}

async function messengers({ parts, locale }: View): Promise<Html> {
  const states = await messengerStates(parts.db, parts.now())
  if (states.length === 0) return html`<p class="help">${texts.quiet[locale]}</p>`
  const head = [texts.due, texts.sent, texts.late, texts.failed, texts.later].map(
    label => html`<th scope="col" class="number">${label[locale]}</th>`,
  )
  const rows = states.map(({ messenger, due, sent, late, failed, waiting }) => {
    const cells = [due, sent, late, failed, waiting].map(
      (count, at) =>
        html`<td class="number ${at === 3 && count > 0 ? 'tone-bad' : ''}">${formatCount(count)[locale]}</td>`,
    )
    return html`<tr><th scope="row">${messenger}</th>${cells}</tr>`
  })
  return html`<table><thead><tr><th scope="col">${texts.messenger[locale]}</th>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

function dueTable(view: View, due: readonly WaitingDelivery[]): Html {
  const rows = due.map(({ key, channelName, messenger, dueAt, attempts, error, held }) => {
    const why = held ? texts.sending : error === null ? texts.notTried : fill(texts.tried, { count: attempts, error })
    return row(view, { key, where: `${channelName} · ${messenger}`, at: dueAt, why: why[view.locale], last: null })
  })
  return table(view, [texts.message, texts.to, texts.dueAt, texts.why], rows)
}

function failedTable(view: View, failed: readonly FailedDelivery[]): Html {
  const mayRetry = view.person.role === 'administrator'
  const rows = failed.map(({ id, key, channelName, messenger, createdAt, fault, error }) => {
    const again: Action = { label: texts.again, line: `health retry ${id}` }
    const why = `${fault}. ${error}`
    return row(view, {
      key,
      where: `${channelName} · ${messenger}`,
      at: createdAt,
      why,
      last: mayRetry ? view.press(again) : null,
    })
  })
  return table(view, [texts.message, texts.to, texts.created, texts.why, null], rows)
}

interface Row {
  readonly key: string
  readonly where: string
  readonly at: Date
  readonly why: string
  readonly last: Html | null
}

function row({ zone, locale, parts }: View, { key, where, at, why, last }: Row): Html {
  const time = formatDateTime(at, zone, { readOn: parts.now() })[locale]
  return html`<tr><th scope="row"><code>${key}</code></th><td>${where}</td><td>${time}</td><td>${why}</td>${last && html`<td>${last}</td>`}</tr>`
}

function table({ locale }: View, heads: readonly (Localized | null)[], rows: readonly Html[]): Html {
  const head = heads.map(label => (label ? html`<th scope="col">${label[locale]}</th>` : html`<td></td>`))
  return html`<table><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
}

const texts = {
  state: {
    en: '{waiting} waiting, {failed} failed today',
    ja: '送信待ち{waiting}件、失敗{failed}件（24時間）',
    'zh-CN': '待发{waiting}条，24小时内失败{failed}条',
  },
  waiting: { en: 'Due now', ja: '送信待ち', 'zh-CN': '待发' },
  oldest: { en: 'Oldest waits', ja: '最も古い待ち', 'zh-CN': '最久等待' },
  minutes: { en: '{count} min', ja: '{count}分', 'zh-CN': '{count}分钟' },
  dash: { en: '–', ja: '–', 'zh-CN': '–' },
  failedDay: { en: 'Failed, last day', ja: '失敗（24時間）', 'zh-CN': '失败（24小时）' },
  messengers: { en: 'Last day, by messenger', ja: '過去24時間（チャット別）', 'zh-CN': '近24小时（按平台）' },
  quiet: {
    en: 'No message within the last day.',
    ja: '過去24時間のメッセージはありません。',
    'zh-CN': '近24小时没有消息。',
  },
  messenger: { en: 'Messenger', ja: 'チャット', 'zh-CN': '平台' },
  due: { en: 'Due', ja: '送信待ち', 'zh-CN': '待发' },
  sent: { en: 'Sent', ja: '送信済み', 'zh-CN': '已发' },
  late: { en: 'Late', ja: '遅延', 'zh-CN': '延迟' },
  failed: { en: 'Failed', ja: '失敗', 'zh-CN': '失败' },
  later: { en: 'Later', ja: '予約', 'zh-CN': '定时' },
  dueList: { en: 'Waiting, oldest first', ja: '送信待ち（古い順）', 'zh-CN': '待发（最久在前）' },
  nothingDue: { en: 'Nothing waits.', ja: '送信待ちはありません。', 'zh-CN': '没有待发消息。' },
  failedList: { en: 'Could not be delivered', ja: '配信できなかったメッセージ', 'zh-CN': '未能送达' },
  nothingFailed: { en: 'Everything arrived.', ja: 'すべて配信されました。', 'zh-CN': '全部送达。' },
  message: { en: 'Message', ja: 'メッセージ', 'zh-CN': '消息' },
  to: { en: 'To', ja: '宛先', 'zh-CN': '接收方' },
  dueAt: { en: 'Due at', ja: '送信予定', 'zh-CN': '应发时间' },
  created: { en: 'Made at', ja: '作成', 'zh-CN': '生成时间' },
  why: { en: 'Why', ja: '理由', 'zh-CN': '原因' },
  sending: { en: 'is being sent', ja: '送信中', 'zh-CN': '发送中' },
  notTried: { en: 'not tried yet', ja: '未試行', 'zh-CN': '尚未尝试' },
  tried: { en: 'tried {count} times: {error}', ja: '{count}回試行：{error}', 'zh-CN': '已尝试{count}次：{error}' },
  again: { en: 'Send again', ja: '再送', 'zh-CN': '重发' },
} satisfies Record<string, Localized>
