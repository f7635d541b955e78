import type { Action } from '#src/chat/card.ts'
import { type Channel, languageNames, listChannels } from '#src/features/people/index.ts'
import { scopeText } from '#src/features/stores/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { channelsOf } from '#src/http/settings/channels-of.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, locales, verbatim } from '#src/i18n/locale.ts'

/** The groups that the bot is in: of which stores it may speak there, in which language, and whether alerts go there. */
export const channelsSection: Section = {
  id: 'channels',
  title: { en: 'Groups', ja: 'グループ', 'zh-CN': '群组' },
  about: {
    en: 'Stores, language, zone and alerts of each group',
    ja: '店舗・言語・時刻・アラート',
    'zh-CN': '各群的店铺、语言、时区、告警',
  },
  line: 'channel',
  role: 'manager',
  state: async view => {
    const groups = await ownGroups(view)
    const closed = groups.filter(one => one.scope.length === 0 || one.unreachableSince !== null).length
    if (groups.length === 0)
      return { text: texts.none, tone: view.person.role === 'administrator' ? 'missing' : 'none' }
    const text = fill(closed > 0 ? texts.closed : texts.count, {
      count: formatCount(groups.length),
      closed: formatCount(closed),
    })
    return { text, tone: closed > 0 ? 'missing' : 'fine' }
  },
  body: async view => {
    const groups = await ownGroups(view)
    const none = groups.length === 0 ? html`<section><p>${texts.noneHow[view.locale]}</p></section>` : null
    return html`${none}<ul class="rows">${groups.map(group => row(view, group))}</ul>`
  },
}

/** The groups that the reader may set up. */
export async function ownGroups({ parts, context, person }: View): Promise<readonly Channel[]> {
  return channelsOf(person, await listChannels(parts.db), context.catalog.stores)
}

function row(view: View, group: Channel): Html {
  const { locale, context } = view
  const marks = [
    group.unreachableSince === null ? null : html` <span class="tag bad">${texts.unreachable[locale]}</span>`,
    html` <span class="tag">${(group.alerts ? texts.alertsOn : texts.alertsOff)[locale]}</span>`,
  ]
  const scope =
    group.scope.length === 0
      ? html`<span class="tone-warning">${texts.noScope[locale]}</span>`
      : scopeText(group.scope, context.caller.stores)[locale]
  const forms = [scopeForm(group), languageForm(group), zoneForm(group)]
  const alerts: Action = group.alerts
    ? { label: texts.stopAlerts, line: 'channel alerts off' }
    : { label: texts.sendAlerts, line: 'channel alerts on' }
  return html`<li class="row-card"><strong>${group.name}</strong> <span class="help">${group.messenger}</span>${marks}
<p>${scope}</p><p class="help">${languageNames[group.locale]} · ${group.timeZone}</p>
<div class="acts">${forms.map(action => view.form(action, { where: group, several: ['place'], plain: ['zone'] }))}${view.press(alerts, { where: group })}</div></li>`
}

function scopeForm({ scope }: Channel): Action {
  const label = { en: 'Change stores', ja: '店舗を変更', 'zh-CN': '修改店铺' }
  const initial = scope.map(key => key.replace(/^store:/, '')).join(' ')
  const field = { name: 'place', label: texts.stores, kind: 'select', source: 'places', initial } as const
  return { label, line: 'channel scope {place}', form: { title: label, submit: texts.save, fields: [field] } }
}

function languageForm({ locale }: Channel): Action {
  const label = { en: 'Change language', ja: '言語を変更', 'zh-CN': '修改语言' }
  const options = locales.map(one => ({ value: languageNames[one], label: verbatim(languageNames[one]) }))
  const field = {
    name: 'language',
    label: texts.language,
    kind: 'select',
    options,
    initial: languageNames[locale],
  } as const
  return { label, line: 'channel lang {language}', form: { title: label, submit: texts.save, fields: [field] } }
}

function zoneForm({ timeZone }: Channel): Action {
  const label = { en: 'Change time zone', ja: 'タイムゾーンを変更', 'zh-CN': '修改时区' }
  const field = { name: 'zone', label: texts.zone, kind: 'text', initial: timeZone } as const
  return { label, line: 'channel zone {zone}', form: { title: label, submit: texts.save, fields: [field] } }
}

const texts = {
  count: { en: '{count} groups', ja: '{count}グループ', 'zh-CN': '{count}个群' },
  closed: {
    en: '{closed} of {count} need stores or cannot be reached',
    ja: '{count}グループ中{closed}件が未設定または投稿不可',
    'zh-CN': '{count}个群中有{closed}个未设置或无法发送',
  },
  none: { en: 'In no group yet', ja: 'グループはまだありません', 'zh-CN': '还没有群' },
  noneHow: {
    en: 'Invite the bot into a group of your messenger and write something to it there; then the group stands here.',
    ja: 'チャットのグループにボットを招待して話しかけると、ここに表示されます。',
    'zh-CN': '把机器人拉进聊天群并发一条消息，群就会出现在这里。',
  },
  noScope: {
    en: 'No stores yet: it may speak of nothing there.',
    ja: '店舗が未設定のため、数値は表示されません。',
    'zh-CN': '尚未设置店铺，群内看不到任何数据。',
  },
  unreachable: { en: 'cannot be reached', ja: '投稿不可', 'zh-CN': '无法发送' },
  alertsOn: { en: 'alerts', ja: 'アラートあり', 'zh-CN': '接收告警' },
  alertsOff: { en: 'no alerts', ja: 'アラートなし', 'zh-CN': '不接收告警' },
  stopAlerts: { en: 'Stop alerts here', ja: 'アラートを止める', 'zh-CN': '停止告警' },
  sendAlerts: { en: 'Send alerts here', ja: 'アラートを送る', 'zh-CN': '接收告警' },
  stores: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  language: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
  zone: { en: 'Time zone', ja: 'タイムゾーン', 'zh-CN': '时区' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
} satisfies Record<string, Localized>
