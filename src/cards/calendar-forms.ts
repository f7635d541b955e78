import type { FormAction } from '#src/chat/messenger.ts'
import type { Day } from '#src/domain/period/index.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  addEvent: { en: 'Add event', ja: 'イベントを追加', 'zh-CN': '添加活动' },
  name: { en: 'Name', ja: '名称', 'zh-CN': '名称' },
  nameHint: { en: 'e.g. Black Friday', ja: '例：楽天スーパーセール', 'zh-CN': '例：黑色星期五' },
  place: { en: 'Store, platform or market', ja: '店舗・モール・国', 'zh-CN': '店铺、平台或市场' },
  from: { en: 'First day', ja: '開始日', 'zh-CN': '开始日期' },
  to: { en: 'Last day', ja: '終了日', 'zh-CN': '结束日期' },
  kind: { en: 'Kind', ja: '種類', 'zh-CN': '类型' },
  factor: { en: 'Expected sales, times a normal day', ja: '売上見込み（通常日の何倍）', 'zh-CN': '预计为平日的几倍' },
  factorHint: { en: 'e.g. 3.5', ja: '例：2.5', 'zh-CN': '例：3.5' },
  setRate: { en: 'Set rate', ja: 'レートを設定', 'zh-CN': '设定汇率' },
  pairFrom: { en: '1 of', ja: '換算元の通貨（1単位）', 'zh-CN': '1 单位的币种' },
  pairTo: { en: 'in', ja: '換算先の通貨', 'zh-CN': '折合币种' },
  rate: { en: 'is so many', ja: 'レート', 'zh-CN': '汇率' },
  rateHint: { en: 'e.g. 150.2', ja: '例：150.2', 'zh-CN': '例：7.12' },
  since: { en: 'From the day', ja: '適用開始日', 'zh-CN': '生效日' },
} satisfies Record<string, Localized>

const kinds = [
  ['sale', { en: 'Sale', ja: 'セール', 'zh-CN': '大促' }],
  ['closed', { en: 'Closed', ja: '休業', 'zh-CN': '休业' }],
  ['force majeure', { en: 'Force majeure', ja: '不可抗力', 'zh-CN': '不可抗力' }],
  ['other', { en: 'Other', ja: 'その他', 'zh-CN': '其他' }],
] as const

/** Currencies of the markets that stores sell in, and those of headquarters. */
const currencies = ['USD', 'JPY', 'CNY', 'EUR', 'GBP', 'HKD', 'TWD', 'KRW', 'SGD', 'MYR', 'THB', 'IDR', 'VND', 'PHP']

/** Asks for an event; `day` is the day it begins with. */
export function addEventForm(day: Day): FormAction {
  return {
    label: texts.addEvent,
    line: 'event add {name} {place} {from}..{to} {kind} {factor}',
    form: {
      title: texts.addEvent,
      submit: texts.addEvent,
      fields: [
        { name: 'name', label: texts.name, kind: 'text', placeholder: texts.nameHint },
        { name: 'place', label: texts.place, kind: 'select', source: 'places' },
        { name: 'from', label: texts.from, kind: 'date', initial: day },
        { name: 'to', label: texts.to, kind: 'date', initial: day },
        {
          name: 'kind',
          label: texts.kind,
          kind: 'select',
          initial: 'sale',
          options: kinds.map(([value, label]) => ({ value, label })),
        },
        { name: 'factor', label: texts.factor, kind: 'number', optional: true, placeholder: texts.factorHint },
      ],
    },
  }
}

/** Asks for an exchange rate; `day` is the day it counts from. */
export function setRateForm(day: Day): FormAction {
  const options = currencies.map(value => ({ value, label: verbatim(value) }))
  return {
    label: texts.setRate,
    line: 'rate set {from} {to} {rate} {since}',
    form: {
      title: texts.setRate,
      submit: texts.setRate,
      fields: [
        { name: 'from', label: texts.pairFrom, kind: 'select', initial: 'USD', options },
        { name: 'to', label: texts.pairTo, kind: 'select', initial: 'CNY', options },
        { name: 'rate', label: texts.rate, kind: 'number', placeholder: texts.rateHint },
        { name: 'since', label: texts.since, kind: 'date', initial: day },
      ],
    },
  }
}
