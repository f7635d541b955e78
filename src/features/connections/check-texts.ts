import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What the steps of a check say. */
export const checkTexts = {
  semicolon: { en: '; ', ja: '；', 'zh-CN': '；' } satisfies Localized,
  notConnected: {
    en: 'not connected to a marketplace: its figures come from files, pushes or people',
    ja: 'モールに接続されていません（数値はファイル・API・手入力によるものです）',
    'zh-CN': '未连接平台（数据来自文件、接口或人工录入）',
  } satisfies Localized,
  connect: (id: string): Localized =>
    fill(
      {
        en: 'An administrator types: connect {id}',
        ja: '管理者が入力：接続 {id}',
        'zh-CN': '请管理员输入：连接 {id}',
      },
      { id: verbatim(id) },
    ),
  connected: {
    en: 'connected to {connector}',
    ja: '{connector}に接続中',
    'zh-CN': '已连接{connector}',
  } satisfies Localized,
  paused: { en: 'paused', ja: '一時停止中', 'zh-CN': '已暂停' } satisfies Localized,
  resume: { en: 'Type: sync resume', ja: '入力：同期 再開', 'zh-CN': '输入：同步 恢复' } satisfies Localized,
  nothingPlanned: {
    en: 'connected, but nothing was asked for yet',
    ja: '接続済みですが、まだ取得が始まっていません',
    'zh-CN': '已连接，但尚未开始获取',
  } satisfies Localized,
  now: { en: 'Type: sync now', ja: '入力：同期 今すぐ', 'zh-CN': '输入：同步 立即' } satisfies Localized,
  accepted: {
    en: 'accepted just now',
    ja: '有効です（いま確認しました）',
    'zh-CN': '有效（刚刚验证）',
  } satisfies Localized,
  simulated: { en: 'simulated, needs none', ja: '模擬のため不要', 'zh-CN': '模拟，无需授权' } satisfies Localized,
  simulatedEnd: {
    en: 'the simulated grant has ended',
    ja: '模擬の認証が終了しています',
    'zh-CN': '模拟授权已失效',
  } satisfies Localized,
  simulatedTotals: {
    en: 'simulated, there is nothing to compare with',
    ja: '模擬のため比較対象はありません',
    'zh-CN': '模拟，无可比较的合计',
  } satisfies Localized,
  storeGone: {
    en: 'accepted, but it does not open this store any more',
    ja: '有効ですが、この店舗は対象外になっています',
    'zh-CN': '有效，但已不包含该店铺',
  } satisfies Localized,
  refused: {
    en: 'the marketplace says: {why}',
    ja: 'モールの応答：{why}',
    'zh-CN': '平台返回：{why}',
  } satisfies Localized,
  busy: {
    en: 'the allowance of calls is used up just now: could not be looked at',
    ja: '呼び出し上限に達しているため、いまは確認できません',
    'zh-CN': '当前调用额度已用完，暂时无法检查',
  } satisfies Localized,
  waitOrAsk: {
    en: 'Look again in some minutes; if it stays so, ask the marketplace’s support',
    ja: '数分後にもう一度確認し、続く場合はモールに問い合わせてください',
    'zh-CN': '几分钟后重试；若仍如此，请联系平台客服',
  } satisfies Localized,
  late: {
    en: '{feed}: no pull ended well for too long',
    ja: '{feed}：取得が滞っています',
    'zh-CN': '{feed}：长时间没有成功获取',
  } satisfies Localized,
  stopped: { en: '{feed} has stopped', ja: '{feed}：停止しています', 'zh-CN': '{feed}：已停止' } satisfies Localized,
  noDay: { en: 'no whole day yet', ja: '完了した日はまだありません', 'zh-CN': '还没有完整的日期' } satisfies Localized,
  through: { en: 'whole through {day}', ja: '{day}まで完了', 'zh-CN': '截至 {day} 已完整' } satisfies Localized,
  ownFigures: {
    en: 'what counts is what the marketplace told',
    ja: 'モールの数値が使われています',
    'zh-CN': '采用的是平台的数据',
  } satisfies Localized,
  otherSource: {
    en: '{measure} comes from “{source}”, which goes before the marketplace',
    ja: '{measure}は「{source}」の値が優先されています',
    'zh-CN': '{measure}采用的是“{source}”的数据，优先于平台',
  } satisfies Localized,
  removeOther: {
    en: 'Right so? If not, take the typed or imported figure back: undo, sources undo',
    ja: '意図と異なる場合は、手入力や取込を取り消してください：取消、データ元 取消',
    'zh-CN': '若非本意，请撤销人工录入或导入：撤销、数据源 撤销',
  } satisfies Localized,
  noTotals: (connector: Localized): Localized =>
    fill(
      {
        en: '{connector} tells no total of its own',
        ja: '{connector}は独自の合計値を提供していません',
        'zh-CN': '{connector}不提供自己的合计',
      },
      { connector },
    ),
  typeOne: {
    en: 'Compare with a figure of the seller console: reconcile STORE MONTH KPI VALUE',
    ja: '管理画面の値と比べるには：照合 店舗 年月 指標 値',
    'zh-CN': '可与后台数字比较：对账 店铺 月份 指标 数值',
  } satisfies Localized,
  notAsked: { en: 'could not be asked', ja: '確認できませんでした', 'zh-CN': '无法查询' } satisfies Localized,
  agrees: (day: string, measures: Localized): Localized =>
    fill(
      {
        en: '{day} agrees with the platform: {measures}',
        ja: '{day}はモールの合計と一致：{measures}',
        'zh-CN': '{day} 与平台一致：{measures}',
      },
      { day: verbatim(day), measures },
    ),
  differs: (day: string, measures: Localized): Localized =>
    fill(
      {
        en: '{day} differs from the platform: {measures}',
        ja: '{day}はモールの合計と異なります：{measures}',
        'zh-CN': '{day} 与平台不一致：{measures}',
      },
      { day: verbatim(day), measures },
    ),
  reconcile: (month: string): Localized =>
    fill(
      {
        en: 'Find out why: reconcile STORE {month}',
        ja: '原因を調べる：照合 店舗 {month}',
        'zh-CN': '查明原因：对账 店铺 {month}',
      },
      { month: verbatim(month) },
    ),
}
