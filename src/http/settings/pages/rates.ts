import { setRateForm } from '#src/cards/calendar-forms.ts'
import { localDay } from '#src/domain/days.ts'
import { monthOf } from '#src/domain/period/index.ts'
import { conversionOn } from '#src/domain/rates.ts'
import { listRates } from '#src/features/stores/index.ts'
import { html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { baseCurrency } from '#src/platform/database/settings.ts'

/** Exchange rates by which stores of several currencies are added up, each from a day on. */
export const ratesSection: Section = {
  id: 'rates',
  title: { en: 'Exchange rates', ja: '為替レート', 'zh-CN': '汇率' },
  about: { en: 'For totals over several currencies', ja: '複数通貨の合計に使用', 'zh-CN': '用于多币种汇总' },
  line: 'rate',
  role: 'viewer',
  state: async view => {
    const { missing, base } = await needed(view)
    if (missing.length === 0) return { text: fill(texts.base, { base }), tone: 'fine' }
    return {
      text: fill(texts.missing, { codes: verbatim(missing.join(' · ')), base }),
      tone: view.person.role === 'administrator' ? 'missing' : 'none',
    }
  },
  body: async view => {
    const { locale, person, parts } = view
    const { rates, missing, base, today } = await needed(view)
    const mayChange = person.role === 'administrator'
    const rows = [...rates].reverse().map(({ from, to, since, rate }) => {
      const remove = { label: texts.remove, line: `rate remove ${from.toLowerCase()} ${to.toLowerCase()} ${since}` }
      return html`<tr><th scope="row">1 ${from} → ${to}</th><td class="number">${rate}</td><td>${formatDay(since, { year: true })[locale]}</td><td>${mayChange ? view.press(remove) : null}</td></tr>`
    })
    const head = [texts.pair, texts.rate, texts.since].map(
      (label, at) => html`<th scope="col" class="${at === 1 ? 'number' : ''}">${label[locale]}</th>`,
    )
    const table =
      rows.length > 0
        ? html`<table><thead><tr>${head}<td></td></tr></thead><tbody>${rows}</tbody></table>`
        : html`<p>${texts.none[locale]}</p>`
    const warn =
      missing.length > 0
        ? html`<p class="tone-warning">${fill(texts.missing, { codes: verbatim(missing.join(' · ')), base })[locale]}</p>`
        : null
    const form = setRateForm(monthOf(today, localDay(parts.now(), parts.teamTimeZone)).from)
    return html`<section>${warn}<p class="help">${fill(texts.base, { base })[locale]}</p>${mayChange ? view.form(form) : null}</section><section>${table}</section>`
  },
}

/** The rates there are, and the currencies of stores in sight that cannot be turned into that of totals today. */
async function needed({ parts, context }: View) {
  const { caller } = context
  const today = localDay(parts.now(), parts.teamTimeZone)
  const rates = (await listRates(parts.db)).filter(one => one.demo === caller.demo)
  const base = await baseCurrency(parts.db)
  const codes = new Set(caller.stores.map(store => store.currency).filter(code => code !== base))
  const missing = [...codes].filter(code => conversionOn(rates, code, base, today) === null)
  return { rates, missing, base, today }
}

const texts = {
  pair: { en: 'Pair', ja: '通貨', 'zh-CN': '币种' },
  rate: { en: 'Rate', ja: 'レート', 'zh-CN': '汇率' },
  since: { en: 'From the day', ja: '適用開始日', 'zh-CN': '生效日' },
  remove: { en: 'Remove', ja: '削除', 'zh-CN': '删除' },
  none: { en: 'No rates yet.', ja: 'レートはまだありません。', 'zh-CN': '还没有汇率。' },
  base: { en: 'Totals are in {base}', ja: '合計通貨：{base}', 'zh-CN': '汇总币种：{base}' },
  missing: {
    en: 'No rate from {codes} to {base}',
    ja: '{codes}→{base}のレートがありません',
    'zh-CN': '缺少{codes}→{base}的汇率',
  },
} satisfies Record<string, Localized>
