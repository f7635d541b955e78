import type { Card } from '#src/chat/card.ts'
import type { Connector } from '#src/contracts/connector.ts'
import type { Ending } from '#src/features/connections/expiry.ts'
import { usualKeyTexts } from '#src/features/connections/key-texts.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  ahead: {
    en: '{connector}: {what} ends in {days} days, on {day}',
    ja: '{connector}：{what}の期限まであと{days}日（{day}）',
    'zh-CN': '{connector}：{what}将在 {days} 天后（{day}）到期',
  },
  tomorrow: {
    en: '{connector}: {what} ends tomorrow, on {day}',
    ja: '{connector}：{what}の期限は明日です（{day}）',
    'zh-CN': '{connector}：{what}明天（{day}）到期',
  },
  today: {
    en: '{connector}: {what} ends today, {day}',
    ja: '{connector}：{what}の期限は本日です（{day}）',
    'zh-CN': '{connector}：{what}今天（{day}）到期',
  },
  after: {
    en: 'Afterwards no figures come for {stores}.',
    ja: '期限が切れると、{stores}の数値が届かなくなります。',
    'zh-CN': '到期后将无法获取 {stores} 的数据。',
  },
  renew: {
    en: 'Renew it at the marketplace, then press the button and agree again or give the new keys. Figures go on where they stopped.',
    ja: 'モールで更新したら、下のボタンから再度同意するか新しいキーを入力してください。数値は続きから取得します。',
    'zh-CN': '请在平台更新，然后点击下方按钮重新授权或填写新密钥。数据会从中断处继续获取。',
  },
  where: { en: 'Where: {help}', ja: '場所：{help}', 'zh-CN': '位置：{help}' },
  version: {
    en: 'The marketplace ends this version of its interface. Update the service before that day: a newer release speaks the next version.',
    ja: 'モールがこのAPIバージョンの提供を終了します。期限までにサービスを更新してください。',
    'zh-CN': '平台将停用该接口版本，请在此之前升级本服务。',
  },
  interface: { en: 'the interface {what}', ja: 'API {what}', 'zh-CN': '接口 {what}' },
  connect: { en: 'Renew', ja: '更新する', 'zh-CN': '更新' },
  lost: {
    en: '{connector} does not accept the consent any more',
    ja: '{connector}の承認が無効になりました',
    'zh-CN': '{connector}的授权已失效',
  },
  changed: {
    en: '{connector}: {store} counts differently now',
    ja: '{connector}：{store}の設定が変わりました',
    'zh-CN': '{connector}：{store}的设置已改变',
  },
  changedWhy: {
    en: 'It was {before} and is {after} at the marketplace. Nothing more of it is written until the shop is set back, or connected again under another name.',
    ja: 'モール側の設定が {before} から {after} に変わりました。誤った単位で書き込まないよう取得を止めています。モールの設定を戻すか、別の名前で接続し直してください。',
    'zh-CN': '平台设置由 {before} 变为 {after}。为避免单位写错，已停止写入：请在平台改回设置，或换一个名称重新连接。',
  },
} satisfies Record<string, Localized>

/** What ends, when, what it means, and how it is renewed. */
export function expiryCard(of: {
  readonly connector: Connector
  readonly ending: Ending
  readonly stores: readonly string[]
  /** Days left. */
  readonly days: number
}): Card {
  const { connector, ending, stores, days } = of
  const said = connector.keyTexts?.[ending.what] ?? usualKeyTexts[ending.what]
  const name =
    ending.kind === 'version'
      ? fill(texts.interface, { what: verbatim(ending.what) })
      : (said?.label ?? verbatim(ending.what))
  const day = formatDay(ending.end.toISOString().slice(0, 10), { year: true })
  const template = days <= 0 ? texts.today : days === 1 ? texts.tomorrow : texts.ahead
  const title = fill(template, { connector: connector.label, what: name, days, day })
  const tone = days <= 3 ? 'bad' : 'warning'
  if (ending.kind === 'version') return { title, tone, blocks: [{ type: 'text', text: texts.version }] }
  const after = stores.length > 0 ? [fill(texts.after, { stores: join(stores.map(verbatim)) })] : []
  const help = said?.help ? [fill(texts.where, { help: said.help })] : []
  return {
    title,
    tone,
    blocks: [
      ...[...after, texts.renew, ...help].map(text => ({ type: 'text', text }) as const),
      { type: 'actions', actions: [{ label: texts.connect, line: `connect ${connector.id}`, style: 'primary' }] },
    ],
  }
}

/** The grant is gone. */
export function consentLostCard(connector: Connector): Card {
  return {
    title: fill(texts.lost, { connector: connector.label }),
    tone: 'bad',
    blocks: [
      { type: 'text', text: texts.renew },
      { type: 'actions', actions: [{ label: texts.connect, line: `connect ${connector.id}`, style: 'primary' }] },
    ],
  }
}

/** A store has another currency or zone at the marketplace than when it was connected. */
export function storeChangedCard(connector: Connector, store: string, before: string, after: string): Card {
  return {
    title: fill(texts.changed, { connector: connector.label, store: verbatim(store) }),
    tone: 'warning',
    blocks: [{ type: 'text', text: fill(texts.changedWhy, { before, after }) }],
  }
}
