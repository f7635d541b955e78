import type { Action, Block, Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** A conversation as its card shows it. */
export interface ShownChannel {
  readonly name: string
  readonly kind: 'direct' | 'group'
  readonly scope: Localized
  readonly language: Localized
  readonly timeZone: string
  readonly alerts: boolean
  /** It was changed just now. */
  readonly changed: boolean
  readonly mayChange: boolean
}

/** How a conversation is set up, with buttons for those who may change it. */
export function channelCard(channel: ShownChannel): Card {
  const facts: Block = {
    type: 'facts',
    facts: [
      { label: texts.scope, value: channel.scope },
      { label: texts.language, value: channel.language },
      { label: texts.zone, value: verbatim(channel.timeZone) },
      { label: texts.alerts, value: channel.alerts ? texts.on : texts.off },
    ],
  }
  const blocks: Block[] = channel.mayChange ? [facts, { type: 'actions', actions: actionsFor(channel) }] : [facts]
  const title = fill(channel.changed ? texts.changed : texts.title, { name: verbatim(channel.name) })
  return { title, tone: channel.changed ? 'good' : 'info', blocks }
}

function actionsFor({ alerts }: ShownChannel): readonly Action[] {
  return [
    {
      label: texts.setScope,
      line: 'channel scope {scope}',
      form: {
        title: texts.setScope,
        submit: texts.save,
        fields: [{ name: 'scope', label: texts.scope, kind: 'select', initial: 'all', options: scopeOptions }],
      },
    },
    alerts
      ? { label: texts.alertsOff, line: 'channel alerts off' }
      : { label: texts.alertsOn, line: 'channel alerts on' },
  ]
}

const scopeOptions = ['all', 'market:jp', 'market:us', 'platform:amazon', 'platform:rakuten'].map(key => ({
  label: verbatim(key),
  value: key,
}))

const texts = {
  title: { en: 'Settings of {name}', ja: '{name}の設定', 'zh-CN': '{name}的设置' },
  changed: { en: 'Settings of {name} saved', ja: '{name}の設定を保存しました', 'zh-CN': '已保存{name}的设置' },
  scope: { en: 'Stores', ja: '店舗', 'zh-CN': '店铺范围' },
  language: { en: 'Language', ja: '言語', 'zh-CN': '语言' },
  zone: { en: 'Time zone', ja: 'タイムゾーン', 'zh-CN': '时区' },
  alerts: { en: 'Alerts', ja: 'アラート', 'zh-CN': '告警' },
  on: { en: 'posted here', ja: '投稿する', 'zh-CN': '发到这里' },
  off: { en: 'off', ja: 'オフ', 'zh-CN': '关闭' },
  setScope: { en: 'Choose stores', ja: '店舗を選ぶ', 'zh-CN': '选择店铺范围' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  alertsOn: { en: 'Post alerts here', ja: 'アラートを投稿', 'zh-CN': '开启告警' },
  alertsOff: { en: 'Stop alerts here', ja: 'アラートを停止', 'zh-CN': '关闭告警' },
} satisfies Record<string, Localized>
