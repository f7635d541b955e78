import type { Card } from '#src/chat/card.ts'
import type { CheckState, Found } from '#src/chat/checkup.ts'
import { fill, type Localized, localized } from '#src/i18n/locale.ts'

/** What needs somebody first, with what to do; what is well behind it. */
export function reportCard(found: readonly Found[]): Card {
  const counts = countStates(found)
  const state = counts.error > 0 ? 'error' : counts.warning > 0 ? 'warning' : 'ok'
  const list = (wanted: CheckState, folded: boolean) => {
    const items = found.filter(one => one.state === wanted).map(itemOf)
    return items.length === 0 ? [] : [{ type: 'list' as const, heading: headings[wanted], items, folded }]
  }
  return {
    title: titles[state],
    tone: ({ ok: 'good', warning: 'warning', error: 'bad' } as const)[state],
    blocks: [
      { type: 'text', style: 'strong', text: summary(counts) },
      ...list('error', false),
      ...list('warning', false),
      ...list('ok', true),
    ],
  }
}

/** How many of each state there are. */
export function countStates(found: readonly { readonly state: CheckState }[]): Readonly<Record<CheckState, number>> {
  const count = (state: CheckState) => found.filter(one => one.state === state).length
  return { ok: count('ok'), warning: count('warning'), error: count('error') }
}

/** The counts in one sentence. */
export function summary({ ok, warning, error }: Readonly<Record<CheckState, number>>): Localized {
  return fill(texts.summary, { ok, warning, error })
}

function itemOf({ label, said, advice }: Found): Localized {
  return localized(locale => {
    const colon = locale === 'en' ? ': ' : '：'
    const first = `${label[locale]}${colon}${said[locale]}`
    return advice ? `${first} → ${advice[locale]}` : first
  })
}

const titles: Readonly<Record<CheckState, Localized>> = {
  ok: { en: 'Everything was found in order', ja: '問題は見つかりませんでした', 'zh-CN': '检查未发现问题' },
  warning: {
    en: 'It works; some things want a look',
    ja: '動作していますが、確認が必要な項目があります',
    'zh-CN': '可以运行，但有几处需要留意',
  },
  error: { en: 'Some things do not work', ja: '対応が必要な問題があります', 'zh-CN': '发现需要处理的问题' },
}

const headings: Readonly<Record<CheckState, Localized>> = {
  ok: { en: 'In order', ja: '正常', 'zh-CN': '正常' },
  warning: { en: 'Warnings', ja: '警告', 'zh-CN': '警告' },
  error: { en: 'Errors', ja: 'エラー', 'zh-CN': '错误' },
}

const texts = {
  summary: {
    en: 'Errors: {error} · warnings: {warning} · in order: {ok}',
    ja: 'エラー{error}件・警告{warning}件・正常{ok}件',
    'zh-CN': '错误 {error} 项，警告 {warning} 项，正常 {ok} 项',
  },
} satisfies Record<string, Localized>
