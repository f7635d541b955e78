import { fill, join, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { KeyIssue } from './key-issues.ts'

const list = (words: readonly string[]) => join(words.map(verbatim))

const semicolon = { en: '; ', ja: '；', 'zh-CN': '；' } satisfies Localized
const missing = { en: 'missing: {keys}', ja: '未入力：{keys}', 'zh-CN': '缺少：{keys}' } satisfies Localized
const unusable = { en: 'not usable: {keys}', ja: '使えない値：{keys}', 'zh-CN': '无法使用：{keys}' } satisfies Localized
const file = { en: 'the keys as a whole', ja: 'キー全体', 'zh-CN': '密钥整体' } satisfies Localized

/** Each kind of trouble once, with the names of its keys. */
function problemsOf(issues: readonly KeyIssue[]): readonly Localized[] {
  return (['missing', 'unusable'] as const).flatMap(kind => {
    const names = issues
      .filter(one => one.kind === kind)
      .map(({ key, hint }) => {
        const name = key === '' ? file : verbatim(key)
        return hint === '' ? name : fill(verbatim('{name} ({hint})'), { name, hint: verbatim(hint) })
      })
    return names.length > 0 ? [fill(kind === 'missing' ? missing : unusable, { keys: join(names) })] : []
  })
}

/** What is said when connecting does not work. */
export const texts = {
  unknown: (word: string, known: readonly string[]): Localized =>
    fill(
      {
        en: 'There is no connector "{word}". There are: {known}.',
        ja: 'コネクター「{word}」はありません。使えるもの：{known}',
        'zh-CN': '没有名为“{word}”的连接器。可用：{known}。',
      },
      { word, known: known.length > 0 ? list(known) : verbatim('–') },
    ),
  whichShop: (names: readonly string[]): Localized =>
    fill(
      {
        en: 'No order shows yet which shop this is: it may be one of those that are connected ({names}). Add --store with the name of the one to renew, or with a new name for a further shop.',
        ja: 'まだ注文がないため、どの店舗か判別できません。接続済みの店舗（{names}）のいずれかの可能性があります。--store に更新する店舗の名前、または新しい店舗の名前を指定してください。',
        'zh-CN':
          '还没有订单，无法判断是哪家店铺，可能是已连接的店铺之一（{names}）。请用 --store 指定要续期的店铺名称，或填写新店铺的名称。',
      },
      { names: list(names) },
    ),
  keys: (issues: readonly KeyIssue[]): Localized =>
    fill(
      {
        en: 'The keys cannot be used: {problems}. The README of the connector lists them.',
        ja: 'キーが使えません：{problems}。コネクターのREADMEに一覧があります。',
        'zh-CN': '密钥无法使用：{problems}。连接器的 README 里列有所需密钥。',
      },
      { problems: join(problemsOf(issues), semicolon) },
    ),
  refused: (connector: Localized, why: Localized, id: string): Localized =>
    fill(
      {
        en: '{connector} did not accept the keys: {why}. Nothing was connected. Check the values, or authorise the application once more and take the new ones (src/connectors/{id}/README.md).',
        ja: '{connector}がキーを受け付けませんでした：{why}。何も接続していません。値を確認するか、アプリを再認証して新しい値を使ってください（src/connectors/{id}/README.md）。',
        'zh-CN':
          '{connector}没有接受密钥：{why}。没有建立连接。请检查填写的值，或重新授权应用并使用新的值（src/connectors/{id}/README.md）。',
      },
      { connector, why, id },
    ),
  lacksPermission: (connector: Localized, why: Localized, id: string): Localized =>
    fill(
      {
        en: '{connector} accepts the keys, but a permission is missing: {why}. Nothing was connected. Grant the roles of src/connectors/{id}/README.md and authorise the application once more.',
        ja: '{connector}はキーを受け付けましたが、権限が足りません：{why}。何も接続していません。src/connectors/{id}/README.md の権限を付けて、アプリを再認証してください。',
        'zh-CN':
          '{connector}接受了密钥，但缺少权限：{why}。没有建立连接。请授予 src/connectors/{id}/README.md 中的权限，并重新授权应用。',
      },
      { connector, why, id },
    ),
  noAnswer: (connector: Localized, why: Localized, seconds: number): Localized =>
    fill(
      {
        en: '{connector} could not be asked: {why}. Nothing was connected, and the keys may be right: try again in {seconds} seconds.',
        ja: '{connector}に問い合わせできませんでした：{why}。何も接続していません。キーは正しい可能性があります。{seconds}秒後にもう一度お試しください。',
        'zh-CN': '无法向{connector}查询：{why}。没有建立连接，密钥可能是正确的：请在 {seconds} 秒后重试。',
      },
      { connector, why, seconds: String(seconds) },
    ),
  doesNotFit: (connector: Localized, why: Localized): Localized =>
    fill(
      {
        en: '{connector} answered otherwise than expected: {why}. Nothing was connected, and what was connected before stays as it is.',
        ja: '{connector}の応答が想定と異なります：{why}。何も接続していません。これまでの接続はそのままです。',
        'zh-CN': '{connector}的返回与预期不符：{why}。没有建立连接，原有连接保持不变。',
      },
      { connector, why },
    ),
  noStores: {
    en: 'The keys are valid, but open no store.',
    ja: 'キーは有効ですが、店舗がありません。',
    'zh-CN': '密钥有效，但没有对应的店铺。',
  } satisfies Localized,
  several: (names: readonly string[]): Localized =>
    fill(
      {
        en: '--store names one store, but the keys open several: {names}. Leave it out.',
        ja: '--store は1店舗だけに使えますが、キーには複数の店舗があります：{names}。外してください。',
        'zh-CN': '--store 只适用于一家店铺，而这些密钥对应多家：{names}。请去掉该选项。',
      },
      { names: list(names) },
    ),
  differs: (name: string, ours: string, theirs: string): Localized =>
    fill(
      {
        en: 'The store {name} has {ours} here but {theirs} at the marketplace. Renew it with the setting that it has here, take the new one over in chat (sync adopt STORE), or connect it under another name with --store.',
        ja: '店舗{name}はここでは{ours}ですが、モールでは{theirs}です。チャットで新しい設定を採用するか（同期 採用 店舗）、--store で別の名前にしてください。',
        'zh-CN':
          '店铺{name}在这里是 {ours}，平台上是 {theirs}。可在聊天中采用新设置（同步 采用 店铺），或用 --store 换一个名称连接。',
      },
      { name, ours, theirs },
    ),
  nameTaken: (name: string): Localized =>
    fill(
      {
        en: 'The store {name} is another shop of this marketplace already. Give this one another name.',
        ja: '店舗{name}は、このモールの別のショップとして接続済みです。別の名前にしてください。',
        'zh-CN': '店铺{name}已是该平台的另一家店铺，请换一个名称。',
      },
      { name },
    ),
  nothingChanged: {
    en: 'Nothing of this shop waits for a decision: it counts at the marketplace as it does here. See: sync',
    ja: 'この店舗に判断待ちの変更はありません（モールと同じ設定です）。確認：同期',
    'zh-CN': '该店铺没有待决定的变更（与平台设置一致）。查看：同步',
  } satisfies Localized,
  since: (text: string): Localized =>
    fill(
      {
        en: '"{text}" is no start: write months such as 24m, or a day such as 2014-01-01.',
        ja: '「{text}」は開始日として読めません。24m のような月数か、2014-01-01 のような日付を指定してください。',
        'zh-CN': '“{text}”不是起始时间：请写月数（如 24m）或日期（如 2014-01-01）。',
      },
      { text },
    ),
}
