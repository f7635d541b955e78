import type { Action } from '#src/chat/card.ts'
import { languageNames } from '#src/features/people/index.ts'
import { html } from '#src/http/page/html.ts'
import type { Section } from '#src/http/settings/view.ts'
import { fill, type Localized, locales, verbatim } from '#src/i18n/locale.ts'
import { shownLine } from './shown.ts'

/** What everybody sets for themselves. */
export const ownSection: Section = {
  id: 'me',
  title: { en: 'For you', ja: '個人設定', 'zh-CN': '个人设置' },
  about: {
    en: 'Language, time zone, absence, quiet hours',
    ja: '言語・タイムゾーン・不在・通知オフ',
    'zh-CN': '语言、时区、请假、免打扰',
  },
  line: 'lang',
  role: 'viewer',
  state: async ({ locale, zone }) => ({ text: verbatim(`${languageNames[locale]} · ${zone}`), tone: 'fine' }),
  body: async view => {
    const { locale, zone, person } = view
    const absence = await shownLine(view, 'away show')
    const now = fill(texts.now, { language: verbatim(languageNames[person.locale ?? locale]), zone: verbatim(zone) })
    return html`<section><p>${now[locale]}</p>${view.form(language(person.locale ?? locale))}${view.form(timeZone(zone), { plain: ['zone'] })}</section>
${absence}<section>${view.form(away, { plain: ['until'] })}${view.form(quiet, { plain: ['from', 'to'] })}</section>`
  },
}

function language(initial: string): Action {
  const label = { en: 'Change language', ja: '言語を変更', 'zh-CN': '修改语言' }
  const options = locales.map(value => ({ value: languageNames[value], label: verbatim(languageNames[value]) }))
  const known = locales.find(one => one === initial) ?? 'en'
  const field = {
    name: 'language',
    label: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
    kind: 'select',
    options,
  } as const
  return {
    label,
    line: 'lang {language}',
    form: { title: label, submit: texts.save, fields: [{ ...field, initial: languageNames[known] }] },
  }
}

function timeZone(initial: string): Action {
  const label = { en: 'Change time zone', ja: 'タイムゾーンを変更', 'zh-CN': '修改时区' }
  const field = {
    name: 'zone',
    label: { en: 'Time zone', ja: 'タイムゾーン', 'zh-CN': '时区' },
    kind: 'text',
    initial,
  } as const
  return { label, line: 'lang zone {zone}', form: { title: label, submit: texts.save, fields: [field] } }
}

const awayLabel = { en: 'I am away', ja: '不在にする', 'zh-CN': '请假' }
const away: Action = {
  label: awayLabel,
  line: 'away until {until} {deputy}',
  form: {
    title: awayLabel,
    submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
    fields: [
      { name: 'until', label: { en: 'Last day', ja: '最終日', 'zh-CN': '最后一天' }, kind: 'date' },
      { name: 'deputy', label: { en: 'Deputy', ja: '代理', 'zh-CN': '代理人' }, kind: 'person', optional: true },
    ],
  },
}

const quietLabel = { en: 'Quiet hours', ja: '通知オフの時間帯', 'zh-CN': '免打扰时段' }
const quiet: Action = {
  label: quietLabel,
  line: 'away quiet {from}-{to}',
  form: {
    title: quietLabel,
    submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
    fields: [
      { name: 'from', label: { en: 'From', ja: '開始', 'zh-CN': '开始' }, kind: 'text', initial: '22:00' },
      { name: 'to', label: { en: 'To', ja: '終了', 'zh-CN': '结束' }, kind: 'text', initial: '08:00' },
    ],
  },
}

const texts = {
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  now: { en: '{language}, {zone}', ja: '{language}、{zone}', 'zh-CN': '{language}，{zone}' },
} satisfies Record<string, Localized>
