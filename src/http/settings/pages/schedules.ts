import type { Action } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { exportKind } from '#src/features/exports/index.ts'
import { type Channel, directChannels, findChannelById } from '#src/features/people/index.ts'
import { digestKind, everyOf } from '#src/features/reports/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { type ListedSchedule, listSchedules } from '#src/platform/jobs/schedules.ts'
import { ownGroups } from './channels.ts'

/** What comes by the clock: reports and files, conversation by conversation. */
export const schedulesSection: Section = {
  id: 'schedules',
  title: { en: 'Reports by the clock', ja: '定期レポート', 'zh-CN': '定时报告' },
  about: {
    en: 'Daily, weekly, monthly reports and files',
    ja: '日報・週報・月報・ファイル',
    'zh-CN': '日报、周报、月报、文件',
  },
  line: 'digest list',
  role: 'viewer',
  state: async view => {
    const all = await byPlace(view)
    const count = all.reduce((sum, { schedules }) => sum + schedules.length, 0)
    if (count > 0) return { text: fill(texts.count, { count: formatCount(count) }), tone: 'fine' }
    return { text: texts.none, tone: includes(view.person.role, 'operator') ? 'missing' : 'none' }
  },
  body: async view => {
    const all = await byPlace(view)
    const none = all.length === 0 ? html`<section><p>${texts.nowhere[view.locale]}</p></section>` : null
    return html`${none}${all.map(one => placeHtml(view, one))}`
  },
}

interface Place {
  readonly channel: Channel
  readonly own: boolean
  readonly schedules: readonly ListedSchedule[]
}

/** The reader's own conversation first, then the groups that they may set up. */
async function byPlace(view: View): Promise<readonly Place[]> {
  const { db } = view.parts
  const [direct] = await directChannels(db, [view.person.id])
  const own = direct ? await findChannelById(db, direct.id) : null
  const groups = includes(view.person.role, 'manager') ? await ownGroups(view) : []
  const all = (await listSchedules(db)).filter(({ kind }) => kind === digestKind || kind === exportKind)
  return [...(own ? [own] : []), ...groups].map(channel => ({
    channel,
    own: channel === own,
    schedules: all.filter(one => one.channelId === channel.id),
  }))
}

function placeHtml(view: View, { channel, own, schedules }: Place): Html {
  const { locale } = view
  const mayOrder = includes(view.person.role, 'operator')
  const title = own ? texts.toYou[locale] : channel.name
  const rows = schedules.map(schedule => {
    const stop: Action = {
      label: texts.stop,
      line: `${schedule.kind === exportKind ? 'export' : 'digest'} stop ${schedule.id}`,
    }
    return html`<tr><th scope="row">${nameOf(schedule, view)[locale]}</th><td>${whenOf(schedule, view)[locale]}</td><td>${mayOrder ? view.press(stop, { where: channel }) : null}</td></tr>`
  })
  const table = html`<table><thead><tr><th scope="col">${texts.what[locale]}</th><th scope="col">${texts.next[locale]}</th><td></td></tr></thead><tbody>${rows}</tbody></table>`
  return html`<section><h2>${title}</h2>${rows.length > 0 ? table : html`<p class="help">${texts.empty[locale]}</p>`}
${mayOrder ? view.form(order(view), { where: channel, plain: ['time'] }) : null}</section>`
}

function nameOf({ kind, params }: ListedSchedule, { context }: View): Localized {
  if (kind === exportKind) return verbatim(`${String(params.line ?? '')} (${String(params.format ?? 'xlsx')})`)
  const { place } = params
  const about = typeof place === 'string' ? placeLabel(place, context.caller.stores) : texts.everything
  return fill(texts.report, { report: reports[everyOf(params)], about })
}

function whenOf({ nextRunAt, timeZone }: ListedSchedule, { parts }: View): Localized {
  return formatDateTime(nextRunAt, timeZone, { named: true, readOn: parts.now() })
}

function order(_view: View): Action {
  const label = { en: 'Order a report', ja: 'レポートを配信する', 'zh-CN': '订阅报告' }
  const every = Object.entries(orders).map(([value, text]) => ({ value, label: text }))
  return {
    label,
    line: 'digest subscribe {every} {time} {place}',
    form: {
      title: label,
      submit: texts.order,
      fields: [
        { name: 'every', label: texts.which, kind: 'select', options: every, initial: 'weekdays' },
        { name: 'time', label: texts.time, kind: 'text', initial: '08:30' },
        { name: 'place', label: texts.about, kind: 'select', source: 'places', optional: true },
      ],
    },
  }
}

const orders: Readonly<Record<string, Localized>> = {
  weekdays: { en: 'Daily report, Monday to Friday', ja: '日報（平日）', 'zh-CN': '日报（工作日）' },
  daily: { en: 'Daily report, every day', ja: '日報（毎日）', 'zh-CN': '日报（每天）' },
  'weekly monday': { en: 'Weekly report, on Monday', ja: '週報（月曜）', 'zh-CN': '周报（周一）' },
  monthly: { en: 'Monthly report', ja: '月報', 'zh-CN': '月报' },
  quarterly: { en: 'Quarterly report', ja: '四半期報告', 'zh-CN': '季报' },
}

const reports = {
  day: { en: 'Daily report', ja: '日報', 'zh-CN': '日报' },
  week: { en: 'Weekly report', ja: '週報', 'zh-CN': '周报' },
  month: { en: 'Monthly report', ja: '月報', 'zh-CN': '月报' },
  quarter: { en: 'Quarterly report', ja: '四半期報告', 'zh-CN': '季报' },
} satisfies Record<string, Localized>

const texts = {
  count: { en: '{count} ordered', ja: '{count}件を配信中', 'zh-CN': '已订阅{count}项' },
  none: { en: 'Nothing comes by itself yet', ja: '定期配信はまだありません', 'zh-CN': '还没有定时报告' },
  nowhere: {
    en: 'The bot does not know where to write to you yet. Send it a message in chat first.',
    ja: 'まだ送り先がありません。先にチャットでボットに話しかけてください。',
    'zh-CN': '机器人还不知道发到哪里，请先在聊天中给它发一条消息。',
  },
  toYou: { en: 'To you in person', ja: '自分宛て', 'zh-CN': '发给我本人' },
  what: { en: 'What', ja: '内容', 'zh-CN': '内容' },
  next: { en: 'Next', ja: '次回', 'zh-CN': '下次' },
  empty: { en: 'Nothing is ordered here.', ja: '配信はありません。', 'zh-CN': '暂无订阅。' },
  stop: { en: 'Stop', ja: '停止', 'zh-CN': '停止' },
  everything: { en: 'all its readers see', ja: '閲覧範囲すべて', 'zh-CN': '全部可见范围' },
  report: { en: '{report}: {about}', ja: '{report}：{about}', 'zh-CN': '{report}：{about}' },
  which: { en: 'Report', ja: 'レポート', 'zh-CN': '报告' },
  time: { en: 'Time of day (such as 08:30)', ja: '時刻（例：08:30）', 'zh-CN': '时间（如 08:30）' },
  about: { en: 'About', ja: '対象', 'zh-CN': '范围' },
  order: { en: 'Order', ja: '配信する', 'zh-CN': '订阅' },
} satisfies Record<string, Localized>
