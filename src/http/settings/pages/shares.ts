import { themeLabels } from '#src/cards/theme-labels.ts'
import type { Action, Field } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { localDay, shiftDays } from '#src/domain/days.ts'
import { parsePlaceKey } from '#src/domain/place.ts'
import { type ListedShare, listShares, panelNames } from '#src/features/boards/index.ts'
import { languageNames } from '#src/features/people/index.ts'
import { scopeText } from '#src/features/stores/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount, formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Locale, type Localized, locales, verbatim } from '#src/i18n/locale.ts'

/** Days that a link works where nobody says otherwise: a campaign, as in chat. */
const usualDays = 30

/** Links by which people outside look at a few figures. */
export const sharesSection: Section = {
  id: 'shares',
  title: { en: 'Links for people outside', ja: '社外共有リンク', 'zh-CN': '对外共享链接' },
  about: {
    en: 'Who looks at which figures without an account',
    ja: 'アカウントなしで閲覧できる数値と期限',
    'zh-CN': '谁可以免登录查看哪些数据',
  },
  line: 'share list',
  role: 'manager',
  state: async view => {
    const count = (await seen(view)).filter(one => works(one, view)).length
    return { text: count === 0 ? texts.none : fill(texts.count, { count: formatCount(count) }), tone: 'none' }
  },
  body: async view => {
    const all = await seen(view)
    const [open, over] = [all.filter(one => works(one, view)), all.filter(one => !works(one, view))]
    const none = open.length === 0 ? html`<section><p>${texts.none[view.locale]}</p></section>` : null
    return html`<section>${makeForm(view)}</section>${none}<ul class="rows">${open.map(one => row(view, one))}</ul>
${over.length > 0 ? html`<details><summary>${texts.over[view.locale]}</summary><ul class="rows">${over.map(one => row(view, one))}</ul></details>` : null}`
  },
}

/** One's own links; administrators see all, as in chat. */
function seen({ parts, person, context }: View): Promise<readonly ListedShare[]> {
  const maker = includes(person.role, 'administrator') ? null : person.id
  return listShares(parts.db, { maker, demo: context.caller.demo })
}

function works({ link }: ListedShare, { parts }: View): boolean {
  return link.revokedAt === null && link.expiresAt > parts.now()
}

/** Whatever the page was opened with, such as a board's KPIs and stores, is filled in. */
function makeForm(view: View): Html {
  const { context, query, parts, zone } = view
  const asked = (name: string) => (query[name] ?? '').split(',').join(' ').trim()
  const places = asked('place')
    .split(' ')
    .map(key => (parsePlaceKey(key)?.kind === 'store' ? key.replace(/^store:/, '') : key))
  const initial = { kpi: asked('kpi'), place: places.join(' ') }
  const end = shiftDays(localDay(parts.now(), zone), usualDays)
  const kpis = context.catalog.kpis.map(({ id, label, theme }) => ({ value: id, label, group: themeLabels[theme] }))
  const themes = Object.values(themeLabels)
  const choices = { kpi: kpis.sort((a, b) => themes.indexOf(a.group) - themes.indexOf(b.group)) }
  const expanded = initial.kpi !== '' || initial.place !== ''
  return view.form(make(initial, end), { several: ['kpi', 'place', 'panel'], plain: ['until'], choices, expanded })
}

function row(view: View, one: ListedShare): Html {
  const { locale, zone, context } = view
  const { link, makerName } = one
  const kpis = join(link.kpis.flatMap(id => context.catalog.findKpi(id)?.label ?? []))
  const end = link.revokedAt ?? link.expiresAt
  const until = fill(link.revokedAt ? texts.revoked : texts.until, { time: formatDateTime(end, zone, { year: true }) })
  const last = one.lastAt ? formatDateTime(one.lastAt, zone, { year: true }) : texts.never
  const opened = fill(texts.opened, { count: formatCount(one.visits), previews: formatCount(one.previews), last })
  const log = { label: texts.log, line: `share log #${link.id}` }
  const revoke = { label: texts.revoke, line: `share revoke #${link.id}`, style: 'danger' } as const
  return html`<li class="row-card"><strong>#${link.id} ${link.name}</strong>${link.passphrase === null ? null : html` <span class="tag">${texts.locked[locale]}</span>`}
<p>${kpis[locale]}<br>${scopeText(link.places, context.caller.stores)[locale]}</p>
<p class="help">${until[locale]} · ${makerName} · ${opened[locale]}</p>
<div class="acts">${view.press(log)}${works(one, view) ? view.press(revoke) : null}</div></li>`
}

/** The line that is typed in chat, with a form for its parts. */
function make(initial: { readonly kpi: string; readonly place: string }, end: string): Action {
  const fields: readonly Field[] = [
    { name: 'name', label: label.name, kind: 'text' },
    { name: 'kpi', label: label.kpis, kind: 'select', source: 'kpis', initial: initial.kpi },
    { name: 'place', label: label.places, kind: 'select', source: 'places', initial: initial.place },
    { name: 'until', label: label.until, kind: 'date', initial: end },
    {
      name: 'lock',
      label: label.lock,
      kind: 'select',
      optional: true,
      options: [{ value: 'locked', label: label.ask }],
    },
    { name: 'lang', label: label.language, kind: 'select', optional: true, options: locales.map(languageOption) },
    { name: 'panel', label: label.panels, kind: 'select', optional: true, options: panelOptions },
  ]
  return {
    label: label.make,
    line: 'share make {name} {kpi} {place} {until} {lock} {lang} {panel}',
    form: { title: label.make, submit: label.make, fields },
  }
}

function languageOption(locale: Locale) {
  return { value: locale, label: verbatim(languageNames[locale]) }
}

/** Notes are the company's own and never shown outside. */
const panelOptions = (['tiles', 'trend', 'stores', 'heat', 'scorecard'] as const).map(value => ({
  value,
  label: panelNames[value],
}))

const label = {
  make: { en: 'Make a link', ja: 'リンクを作成', 'zh-CN': '创建链接' },
  name: { en: 'For whom', ja: '共有先', 'zh-CN': '共享对象' },
  kpis: { en: 'KPIs', ja: '指標', 'zh-CN': '指标' },
  places: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺' },
  until: { en: 'Works until', ja: '有効期限', 'zh-CN': '有效期至' },
  lock: { en: 'Passphrase', ja: '合言葉', 'zh-CN': '口令' },
  ask: { en: 'Ask for one', ja: '設定する', 'zh-CN': '需要口令' },
  language: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
  panels: { en: 'Panels', ja: 'パネル', 'zh-CN': '面板' },
} satisfies Record<string, Localized>

const texts = {
  none: { en: 'No link works now', ja: '有効なリンクはありません', 'zh-CN': '暂无有效链接' },
  count: { en: 'Links that work: {count}', ja: '有効なリンク {count}件', 'zh-CN': '{count}个有效链接' },
  over: { en: 'Links that ended', ja: '終了したリンク', 'zh-CN': '已结束的链接' },
  until: { en: 'until {time}', ja: '{time}まで', 'zh-CN': '有效期至{time}' },
  revoked: { en: 'revoked {time}', ja: '{time}に取り消し', 'zh-CN': '{time}已撤销' },
  opened: {
    en: 'opened {count} times, {previews} previews by chats, last: {last}',
    ja: '閲覧{count}回、自動プレビュー{previews}回、最終：{last}',
    'zh-CN': '打开{count}次，聊天预览{previews}次，最近：{last}',
  },
  never: { en: 'never', ja: 'なし', 'zh-CN': '从未' },
  locked: { en: 'passphrase', ja: '合言葉あり', 'zh-CN': '有口令' },
  log: { en: 'Who opened it', ja: '閲覧記録', 'zh-CN': '访问记录' },
  revoke: { en: 'Revoke', ja: '取り消す', 'zh-CN': '撤销' },
} satisfies Record<string, Localized>
