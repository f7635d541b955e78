import { rowNumber } from '#src/contracts/row-number.ts'
import { isDay } from '#src/domain/days.ts'
import { type AuditEntry, type AuditFilter, findAudit, outcomes } from '#src/features/conversation/index.ts'
import { listPeople } from '#src/features/people/index.ts'
import { takenText } from '#src/features/sign-in/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Lines of one page (judgement). */
const perPage = 50

/** Who did what, when, from where, and what came of it. */
export const auditSection: Section = {
  id: 'audit',
  title: { en: 'Audit log', ja: '操作履歴', 'zh-CN': '操作日志' },
  about: {
    en: 'Who did what, when, from where',
    ja: '誰が・何を・いつ・どこから',
    'zh-CN': '谁、何时、从哪里、做了什么',
  },
  line: 'web settings',
  role: 'administrator',
  wide: true,
  state: async () => ({ text: texts.kept, tone: 'none' }),
  body: async view => {
    const { parts, query, locale } = view
    const people = (await listPeople(parts.db, { inactive: true })).filter(one => one.demo === view.person.demo)
    const found = await findAudit(parts.db, {
      ...filterOf(
        view,
        people.map(({ id }) => id),
      ),
      limit: perPage + 1,
    })
    const names = new Map(people.map(({ id, name }) => [id, name]))
    const rows = found.slice(0, perPage).map(entry => {
      const time = formatDateTime(entry.at, view.zone, { year: true })[locale]
      const who = entry.personId === null ? texts.shell[locale] : (names.get(entry.personId) ?? `#${entry.personId}`)
      const reference = entry.reference === null ? null : html` <code>${entry.reference}</code>`
      return html`<tr><td>${time}</td><th scope="row">${who}</th><td>${whatOf(entry, locale)}</td><td>${(places[entry.messenger] ?? verbatim(entry.messenger))[locale]} <span class="help">${ways[entry.via]?.[locale] ?? entry.via}</span></td><td class="tone-${tones[entry.outcome]}">${outcomeNames[entry.outcome][locale]}${reference}</td></tr>`
    })
    const head = [texts.when, texts.who, texts.what, texts.from, texts.outcome].map(
      label => html`<th scope="col">${label[locale]}</th>`,
    )
    const table =
      rows.length > 0
        ? html`<table class="log"><thead><tr>${head}</tr></thead><tbody>${rows}</tbody></table>`
        : html`<p>${texts.none[locale]}</p>`
    const last = found[perPage - 1]
    const older =
      found.length > perPage && last ? pageLink(view, { ...query, before: String(last.id) }, texts.older) : null
    const newest = query.before ? pageLink(view, without(query, 'before'), texts.newest) : null
    return html`${filterForm(view, people)}<section class="scroll" tabindex="0" aria-label="${auditSection.title[locale]}">${table}<div class="row">${newest}${older}</div></section>`
  },
}

/** The line as it was typed, or in words where nobody typed one. */
function whatOf(entry: AuditEntry, locale: Locale): Html {
  const said = takenText(entry)
  return said ? html`${said[locale]}` : html`<code>${entry.line || (entry.verb ?? '–')}</code>`
}

function without(query: View['query'], name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(query).filter(([key]) => key !== name))
}

function pageLink({ path, locale }: View, query: Readonly<Record<string, string>>, label: Localized): Html {
  return html`<a class="button" href="${path}?${new URLSearchParams(query).toString()}">${label[locale]}</a>`
}

/** What the address asks for; words that no filter knows are left out. */
function filterOf({ query, context, zone }: View, people: readonly number[]): Omit<AuditFilter, 'limit'> {
  const day = (text = '') => (isDay(text) ? text : null)
  const store = context.catalog.stores.find(one => one.slug === query.store)
  return {
    people,
    personId: people.find(one => one === rowNumber(query.who)) ?? null,
    text: query.what?.trim() || null,
    outcome: outcomes.find(one => one === query.outcome) ?? null,
    fromDay: day(query.from),
    toDay: day(query.to),
    zone,
    storeNames: store ? [store.slug, store.name, ...store.aliases] : [],
    before: /^\d{1,15}$/.test(query.before ?? '') ? Number(query.before) : null, // its numbers are longer than others'
  }
}

function filterForm(view: View, people: readonly { readonly id: number; readonly name: string }[]): Html {
  const { query, locale, path, context } = view
  const option = (value: string, label: string, chosen: string | undefined) =>
    html`<option value="${value}"${value === chosen ? html` selected` : null}>${label}</option>`
  const select = (name: string, label: Localized, options: readonly Html[]) =>
    html`<div><label for="q-${name}">${label[locale]}</label><select id="q-${name}" name="${name}"><option value="">${texts.all[locale]}</option>${options}</select></div>`
  const input = (name: string, label: Localized, type: string) =>
    html`<div><label for="q-${name}">${label[locale]}</label><input id="q-${name}" name="${name}" type="${type}" value="${query[name] ?? ''}"></div>`
  return html`<form method="get" action="${path}" class="filter"><section>
${query.lang ? html`<input type="hidden" name="lang" value="${query.lang}">` : null}<div class="fields">
${select(
  'who',
  texts.who,
  people.map(({ id, name }) => option(String(id), name, query.who)),
)}
${input('what', texts.what, 'search')}
${select(
  'store',
  texts.store,
  context.caller.stores.map(({ slug, name }) => option(slug, name, query.store)),
)}
${input('from', texts.fromDay, 'date')}${input('to', texts.toDay, 'date')}
${select(
  'outcome',
  texts.outcome,
  outcomes.map(one => option(one, outcomeNames[one][locale], query.outcome)),
)}
</div><div class="row"><button class="primary">${texts.filter[locale]}</button><a class="button" href="${path}">${texts.clear[locale]}</a></div></section></form>`
}

const tones = { ok: 'good', refused: 'warning', misunderstood: 'warning', failed: 'bad' } as const

const outcomeNames = {
  ok: { en: 'done', ja: '実行', 'zh-CN': '已执行' },
  refused: { en: 'refused', ja: '権限なし', 'zh-CN': '无权限' },
  misunderstood: { en: 'not understood', ja: '入力エラー', 'zh-CN': '未识别' },
  failed: { en: 'failed', ja: '失敗', 'zh-CN': '失败' },
} satisfies Record<string, Localized>

/** What stands in the audit where messengers stand: those have names of their own. */
const places: Readonly<Record<string, Localized>> = {
  page: { en: 'page', ja: 'Webページ', 'zh-CN': '网页' },
  cli: { en: 'shell', ja: 'シェル', 'zh-CN': '命令行' },
}

const ways: Readonly<Record<string, Localized>> = {
  typed: { en: 'typed', ja: '入力', 'zh-CN': '输入' },
  slash: { en: 'command', ja: 'コマンド', 'zh-CN': '命令' },
  button: { en: 'button', ja: 'ボタン', 'zh-CN': '按钮' },
  form: { en: 'form', ja: 'フォーム', 'zh-CN': '表单' },
  program: { en: 'read', ja: '閲覧', 'zh-CN': '查看' },
  taken: { en: 'sign-in', ja: 'ログイン', 'zh-CN': '登录' },
}

const texts = {
  kept: { en: 'Every line and what came of it', ja: 'すべての操作とその結果', 'zh-CN': '所有操作及结果' },
  when: { en: 'When', ja: '日時', 'zh-CN': '时间' },
  who: { en: 'Who', ja: '操作者', 'zh-CN': '操作人' },
  what: { en: 'What', ja: '内容', 'zh-CN': '内容' },
  from: { en: 'From', ja: '経路', 'zh-CN': '来源' },
  outcome: { en: 'Outcome', ja: '結果', 'zh-CN': '结果' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  fromDay: { en: 'First day', ja: '開始日', 'zh-CN': '开始日期' },
  toDay: { en: 'Last day', ja: '終了日', 'zh-CN': '结束日期' },
  all: { en: 'all', ja: 'すべて', 'zh-CN': '全部' },
  filter: { en: 'Filter', ja: '絞り込む', 'zh-CN': '筛选' },
  clear: { en: 'Clear', ja: 'クリア', 'zh-CN': '清除' },
  none: { en: 'Nothing was found.', ja: '該当する操作はありません。', 'zh-CN': '没有符合条件的记录。' },
  older: { en: 'Older', ja: '以前', 'zh-CN': '更早' },
  newest: { en: 'Newest', ja: '最新', 'zh-CN': '最新' },
  shell: { en: 'shell', ja: 'シェル', 'zh-CN': '命令行' },
} satisfies Record<string, Localized>
