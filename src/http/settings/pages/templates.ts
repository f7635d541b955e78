import type { Action, Field } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { localDay } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { templatesOn } from '#src/features/scoring/index.ts'
import { html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { shownLine } from './shown.ts'

/** By what people, teams and stores are measured. */
export const templatesSection: Section = {
  id: 'templates',
  title: { en: 'Score templates', ja: '評価テンプレート', 'zh-CN': '考核模板' },
  about: { en: 'What people and stores are measured by', ja: '人・店舗の評価項目', 'zh-CN': '人员和店铺的考核内容' },
  line: 'template',
  role: 'viewer',
  state: async view => {
    const count = (await standing(view)).length
    return { text: fill(texts.count, { count: formatCount(count) }), tone: 'fine' }
  },
  body: async view => {
    const all = await standing(view)
    const choices = {
      template: all.map(({ code, name }) => ({ value: code, label: name })),
      own: all.filter(({ base }) => base !== undefined).map(({ code, name }) => ({ value: code, label: name })),
    }
    const { role } = view.person
    const forms = [show, ...(includes(role, 'manager') ? [apply] : []), ...(role === 'administrator' ? [copy] : [])]
    const own = role === 'administrator' && choices.own.length > 0 ? view.form(retire, { choices }) : null
    return html`<section>${forms.map(action => view.form(action, { choices, several: ['place'] }))}${own}</section>${await shownLine(view, 'template list')}`
  },
}

function standing({ parts, context }: View) {
  return templatesOn(parts.db, monthOf(localDay(parts.now(), parts.teamTimeZone)).from, context.caller.demo)
}

const label = {
  template: { en: 'Template', ja: 'テンプレート', 'zh-CN': '模板' },
  show: { en: 'Look into a template', ja: 'テンプレートを見る', 'zh-CN': '查看模板' },
  apply: { en: 'Measure a person by a template', ja: '人に適用する', 'zh-CN': '应用到人员' },
  person: { en: 'Person', ja: '対象者', 'zh-CN': '人员' },
  stores: { en: 'Stores that they answer for', ja: '担当店舗', 'zh-CN': '负责店铺' },
  look: { en: 'Show', ja: '表示', 'zh-CN': '查看' },
  preview: { en: 'Preview', ja: 'プレビュー', 'zh-CN': '预览' },
  copy: { en: 'Make your own', ja: '自社用にコピー', 'zh-CN': '复制为自有模板' },
  name: { en: 'Name', ja: '名称', 'zh-CN': '名称' },
  retire: { en: 'Retire a template of yours', ja: '自社テンプレートを廃止', 'zh-CN': '停用自有模板' },
} satisfies Record<string, Localized>

const field: Field = { name: 'template', label: label.template, kind: 'select' }
const show: Action = {
  label: label.show,
  line: 'template show {template}',
  form: { title: label.show, submit: label.look, fields: [field] },
}
const apply: Action = {
  label: label.apply,
  line: 'template apply {template} {person} {place}',
  form: {
    title: label.apply,
    submit: label.preview,
    fields: [
      field,
      { name: 'person', label: label.person, kind: 'person' },
      { name: 'place', label: label.stores, kind: 'select', source: 'places', optional: true },
    ],
  },
}
const copy: Action = {
  label: label.copy,
  line: 'template copy {template} {name}',
  form: { title: label.copy, submit: label.copy, fields: [field, { name: 'name', label: label.name, kind: 'text' }] },
}
const retire: Action = {
  label: label.retire,
  line: 'template retire {own}',
  style: 'danger',
  form: { title: label.retire, submit: label.retire, fields: [{ name: 'own', label: label.template, kind: 'select' }] },
}

const texts = {
  count: { en: '{count} templates', ja: '{count}種類', 'zh-CN': '{count}个模板' },
} satisfies Record<string, Localized>
