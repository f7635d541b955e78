import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'

const minuteMs = 60_000

/** What the report of connected shops says besides what stands. */
export const reportTexts = {
  tooEarly: {
    en: 'too early to say how long the rest takes',
    ja: '残り時間はまだ算出できません',
    'zh-CN': '剩余时间暂时无法估计',
  } satisfies Localized,
  detail: (label: Localized, percent: number): Localized =>
    fill(
      {
        en: '{label} of older days goes on in the background: {percent}%',
        ja: '過去日の{label}はバックグラウンドで取得中：{percent}%',
        'zh-CN': '较早日期的{label}在后台继续获取：{percent}%',
      },
      { label, percent: String(percent) },
    ),
  left: (ms: number): Localized => {
    if (ms < 90 * minuteMs)
      return fill(
        { en: 'about {count} min left', ja: '残り約{count}分', 'zh-CN': '约剩 {count} 分钟' },
        { count: Math.max(1, Math.round(ms / minuteMs)) },
      )
    if (ms < 48 * 60 * minuteMs)
      return fill(
        { en: 'about {count} h left', ja: '残り約{count}時間', 'zh-CN': '约剩 {count} 小时' },
        { count: Math.round(ms / (60 * minuteMs)) },
      )
    return fill(
      { en: 'about {count} days left', ja: '残り約{count}日', 'zh-CN': '约剩 {count} 天' },
      { count: Math.round(ms / (24 * 60 * minuteMs)) },
    )
  },
  next: (at: Date, timeZone: string): Localized =>
    fill(
      { en: 'next pull {at}', ja: '次回の取得 {at}', 'zh-CN': '下次获取 {at}' },
      { at: formatDateTime(at, timeZone, { year: true }) },
    ),
  nextSoon: { en: 'next pull now', ja: 'まもなく取得します', 'zh-CN': '即将获取' } satisfies Localized,
  fromConnecting: {
    en: 'only from the day of connecting on: it tells the moment',
    ja: '接続した日から（現在の値のみ取得可能）',
    'zh-CN': '只有连接之日起的数据（平台只提供当前值）',
  } satisfies Localized,
  nothingEarlier: (day: string, connector: Localized): Localized =>
    fill(
      {
        en: 'from {day}; {connector} gives nothing earlier',
        ja: '{day}から（それ以前は{connector}から取得できません）',
        'zh-CN': '自 {day} 起；更早的数据{connector}不提供',
      },
      { day: verbatim(day), connector },
    ),
  simulatedEnd: {
    en: 'simulated: an administrator renews it with “connect demo”, any word is accepted',
    ja: '模擬です。管理者が「接続 demo」で更新できます（何を入力しても通ります）',
    'zh-CN': '模拟：管理员发送“连接 demo”即可重新授权（任意内容均可）',
  } satisfies Localized,
  simulatedFault: {
    en: 'simulated: ask again with “sync now”, the field is there again',
    ja: '模擬です。「同期 今すぐ」で再取得すると項目が戻っています',
    'zh-CN': '模拟：发送“同步 立即”再取一次，该字段已恢复',
  } satisfies Localized,
  consent: (id: string): Localized =>
    fill(
      {
        en: 'an administrator agrees again: connect {id}',
        ja: '管理者が再度同意してください：接続 {id}',
        'zh-CN': '请管理员重新授权：连接 {id}',
      },
      { id: verbatim(id) },
    ),
  grant: (scopes: readonly string[], connector: Localized): Localized =>
    fill(
      {
        en: 'grant “{names}” at {connector} and agree again; it is tried every day',
        ja: '{connector}で「{names}」の権限を付けて再度同意してください（毎日再試行します）',
        'zh-CN': '请在{connector}授予“{names}”权限后重新授权（每天会重试）',
      },
      { names: scopes.length > 0 ? join(scopes.map(verbatim)) : verbatim('–'), connector },
    ),
  drift: {
    en: 'the marketplace changed its answers: look for a newer release; it is tried every day and nothing wrong is written',
    ja: 'モールの応答形式が変わりました。新しいリリースを確認してください（毎日再試行し、誤った値は書き込みません）',
    'zh-CN': '平台的返回格式有变，请查看是否有新版本（每天会重试，不会写入错误数据）',
  } satisfies Localized,
  changed: (connector: string): Localized =>
    fill(
      {
        en: 'an administrator takes it over: sync adopt STORE, or keeps it: sync keep STORE. Or set the shop back at the marketplace, or connect it again under another name: connect {connector}',
        ja: '管理者が新しい設定を採用（同期 採用 店舗）するか、今の設定を維持（同期 維持 店舗）してください。モールの設定を戻すか、別の名前で接続し直すこともできます：接続 {connector}',
        'zh-CN':
          '请管理员采用新设置（同步 采用 店铺）或保持现有设置（同步 保持 店铺）；也可在平台改回，或换一个名称重新连接：连接 {connector}',
      },
      { connector },
    ),
  permanent: {
    en: 'the marketplace refuses the request; an administrator asks its support with the message above',
    ja: 'モールが要求を拒否しています。管理者が上記の内容をモールに問い合わせてください',
    'zh-CN': '平台拒绝请求，请管理员带上述信息联系平台客服',
  } satisfies Localized,
  budgets: {
    en: 'Calls left · {connector}',
    ja: '残りの呼び出し回数・{connector}',
    'zh-CN': '剩余调用次数 · {connector}',
  } satisfies Localized,
  budget: {
    en: '{id}: {left} of {of} at once',
    ja: '{id}：直ちに{left}/{of}回',
    'zh-CN': '{id}：可立即调用 {left}/{of}',
  } satisfies Localized,
  today: { en: ', {used} used today', ja: '、本日{used}回使用', 'zh-CN': '，今日已用 {used}' } satisfies Localized,
  blocked: {
    en: ', refused until {until}',
    ja: '、{until}まで拒否',
    'zh-CN': '，{until} 前被拒绝',
  } satisfies Localized,
  renew: { en: 'Renew {connector}', ja: '{connector}を更新', 'zh-CN': '续期{connector}' } satisfies Localized,
  check: { en: 'Check {store}', ja: '{store}を点検', 'zh-CN': '排查 {store}' } satisfies Localized,
  fetchNow: { en: 'Fetch now', ja: '今すぐ取得', 'zh-CN': '立即拉取' } satisfies Localized,
  page: { en: 'As a page', ja: 'ページで見る', 'zh-CN': '在网页中查看' } satisfies Localized,
}
