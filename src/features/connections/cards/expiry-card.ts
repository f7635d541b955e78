import type { Card } from '#src/chat/card.ts'
import type { Connector } from '#src/contracts/connector.ts'
import type { Ending } from '#src/features/connections/expiry.ts'
import { usualKeyTexts } from '#src/features/connections/key-texts.ts'
import type { Counting } from '#src/features/sync/index.ts'
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
    en: 'It was {before} and is {after} at the marketplace. Nothing more of it is written until somebody decides, or the shop is set back there.',
    ja: 'モール側の設定が {before} から {after} に変わりました。誤った単位で書き込まないよう、判断されるか元の設定に戻るまで取得を止めています。',
    'zh-CN': '平台设置由 {before} 变为 {after}。为避免单位写错，在有人决定或平台改回设置之前停止写入。',
  },
  adopt: { en: 'Take {after} over', ja: '{after} を採用', 'zh-CN': '采用 {after}' },
  adoptCurrency: {
    en: 'Take it over: the store counts in {after} from now on and all days that {connector} still tells are fetched again. Older days, typed and imported amounts and targets stay as numbers and are read as {after}: check them.',
    ja: '採用する：この店舗は以後 {after} で集計し、{connector}から取得できる全期間を取り直します。それより前の日、手入力・取込の金額、目標は数値のまま {after} として扱われます。確認してください。',
    'zh-CN':
      '采用：店铺改按 {after} 统计，{connector}仍提供的日期会全部重新获取。更早的日期、人工录入和导入的金额、目标的数字不变，但按 {after} 理解，请核对。',
  },
  adoptZone: {
    en: 'Take it over: days end in {after} from now on and all days that {connector} still tells are fetched and cut again, so that known days change a little. Amounts and targets stay.',
    ja: '採用する：以後の日付は {after} で区切り、{connector}から取得できる全期間を取り直して区切り直します。過去の日の値は少し変わります。金額と目標はそのままです。',
    'zh-CN':
      '采用：日期改按 {after} 划分，{connector}仍提供的日期会全部重新获取并划分，已有日期的数字会略有变化；金额和目标不变。',
  },
  keep: { en: 'Keep {before}', ja: '{before} のままにする', 'zh-CN': '保持 {before}' },
  keepCurrency: {
    en: 'Keep it: nothing changes here, and nothing new is written while {connector} tells amounts in {after}.',
    ja: 'そのままにする：ここでは何も変わりません。{connector}が {after} で返す間、新しい数値は書き込みません。',
    'zh-CN': '保持：这里不做任何改变；在{connector}按 {after} 提供金额期间，不写入新数据。',
  },
  keepZone: {
    en: 'Keep it: orders are cut into days of {before} as before and fetching goes on; figures that {connector} tells by the day (visits, advertising) are of its own days.',
    ja: 'そのままにする：注文はこれまで通り {before} で区切り、取得を再開します。{connector}が日単位で返す数値（訪問・広告など）はモールの日付のままです。',
    'zh-CN': '保持：订单仍按 {before} 划分日期并继续获取；{connector}按日提供的数据（访问、广告等）以平台日期为准。',
  },
  sure: { en: 'Take the new setting over?', ja: '新しい設定を採用しますか？', 'zh-CN': '确定采用新设置？' },
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

/**
 * A store has another currency or zone at the marketplace than when it was connected: what taking it over and keeping the
 * old one would come to, with a button for each.
 */
export function storeChangedCard(
  connector: Connector,
  store: { readonly name: string; readonly slug: string },
  before: Counting,
  after: Counting,
): Card {
  const isMoney = before.currency !== after.currency
  const said = (one: Counting) => (isMoney ? one.currency : one.timeZone)
  const values = { connector: connector.label, before: verbatim(said(before)), after: verbatim(said(after)) }
  const whole = (one: Counting) => verbatim(`${one.currency}, ${one.timeZone}`)
  const items = [isMoney ? texts.adoptCurrency : texts.adoptZone, isMoney ? texts.keepCurrency : texts.keepZone]
  return {
    title: fill(texts.changed, { connector: connector.label, store: verbatim(store.name) }),
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(texts.changedWhy, { before: whole(before), after: whole(after) }) },
      { type: 'list', items: items.map(item => fill(item, values)) },
      {
        type: 'actions',
        actions: [
          { label: fill(texts.adopt, values), line: `sync adopt store:${store.slug}`, confirm: texts.sure },
          { label: fill(texts.keep, values), line: `sync keep store:${store.slug}` },
        ],
      },
    ],
  }
}
