import type { Action } from '#src/chat/card.ts'
import { includes } from '#src/contracts/command.ts'
import { holds, parsePlaceKey } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { listRules, rulesOf } from '#src/features/alerts/index.ts'
import { html } from '#src/http/page/html.ts'
import type { Section, View } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { shownLine } from './shown.ts'

/** What raises an alert. A new rule is tried on the past before it is saved, here as in chat. */
export const rulesSection: Section = {
  id: 'rules',
  title: { en: 'Alert rules', ja: 'アラートルール', 'zh-CN': '告警规则' },
  about: {
    en: 'What raises an alert; tried on the past first',
    ja: 'アラートの条件（過去データで試してから保存）',
    'zh-CN': '告警条件，先用历史数据试算',
  },
  line: 'rule list',
  role: 'viewer',
  state: async view => {
    const count = (await seenRules(view)).length
    return { text: fill(texts.count, { count: formatCount(count) }), tone: count > 0 ? 'fine' : 'none' }
  },
  body: async view => {
    const shown = await shownLine(view, 'rule list')
    if (!includes(view.person.role, 'manager')) return shown
    const choices = { rule: (await seenRules(view)).map(one => ({ value: String(one.id), label: one.label })) }
    return html`${shown}<section>${view.form(tune, { choices })}${view.form(stop, { choices })}</section>`
  },
}

/** The rules that watch a store of the reader, by number. */
async function seenRules({ parts, context }: View) {
  const { caller, catalog } = context
  const own = await rulesOf(parts.db, caller.demo)
  const made = (await listRules(parts.db)).filter(one => one.demo !== caller.demo && one.origin === null)
  return [...own, ...made].flatMap(one => {
    const place = parsePlaceKey(one.place)
    const kpi = catalog.findKpi(one.kpiId)
    if (!kpi || place === null || !caller.stores.some(store => store.demo === one.demo && holds(place, store)))
      return []
    const parts = { id: verbatim(String(one.id)), kpi: kpi.label, place: placeLabel(one.place, caller.stores) }
    return [{ id: one.id, label: fill(texts.rule, parts) }]
  })
}

const field = { name: 'rule', label: { en: 'Rule', ja: 'ルール', 'zh-CN': '规则' }, kind: 'select' } as const
const tuneLabel = { en: 'Make a rule quieter', ja: 'ルールを見直す', 'zh-CN': '调整规则' }
const tune: Action = {
  label: tuneLabel,
  line: 'rule tune {rule}',
  form: {
    title: tuneLabel,
    submit: { en: 'Look for a better line', ja: '適切な基準を探す', 'zh-CN': '寻找更合适的阈值' },
    fields: [field],
  },
}
const stopLabel = { en: 'Stop a rule', ja: 'ルールを停止', 'zh-CN': '停用规则' }
const stop: Action = {
  label: stopLabel,
  line: 'rule stop {rule}',
  style: 'danger',
  confirm: {
    en: 'Alerts that it raised and that still stand are closed.',
    ja: 'このルールによる未解決のアラートも終了します。',
    'zh-CN': '该规则仍未关闭的告警会一并关闭。',
  },
  form: { title: stopLabel, submit: stopLabel, fields: [field] },
}

const texts = {
  count: { en: '{count} rules watch', ja: '{count}件のルールが監視中', 'zh-CN': '{count}条规则监控中' },
  rule: { en: '#{id} {kpi}, {place}', ja: '#{id} {kpi}、{place}', 'zh-CN': '#{id} {kpi}，{place}' },
} satisfies Record<string, Localized>
