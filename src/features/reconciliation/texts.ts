import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What is said when a month cannot be compared. */
export const texts = {
  nothingToCompare: {
    en: 'There is nothing to compare with: this marketplace tells no total of its own. Take one from its console and type it: reconcile STORE 2026-10 sales 12345.67',
    ja: '比較する値がありません（このモールは合計値を提供していません）。管理画面の値を入力してください：照合 店舗 2026-10 売上 1234567',
    'zh-CN': '没有可比较的数字：该平台不提供自己的合计。请从后台查到后输入：对账 店铺 2026-10 销售额 12345.67',
  } satisfies Localized,
  noDay: {
    en: 'There is no day to compare yet: both sides need at least one day of this month that is over. Try again tomorrow, or with another month.',
    ja: '比較できる日がまだありません。双方にこの月の終わった日が1日以上必要です。明日以降、または別の月でお試しください。',
    'zh-CN': '暂无可比较的日期：双方都需要该月至少一个已结束的日期。请明天再试，或换一个月份。',
  } satisfies Localized,
  compare: {
    en: 'Compare, do not import',
    ja: '照合する（取り込まない）',
    'zh-CN': '仅对账，不导入',
  } satisfies Localized,
  toldAlready: {
    en: 'This shop is connected and its marketplace tells such figures already. Is the file to be compared with them, or imported?',
    ja: 'この店舗は接続済みで、同じ数値をモールから取得しています。ファイルと照合しますか、それとも取り込みますか。',
    'zh-CN': '该店铺已连接平台，已有同类数据。要用此文件对账，还是导入？',
  } satisfies Localized,
  ownStatement: {
    en: 'This is the marketplace’s own statement, and the shop is connected: compare it with the figures here rather than import it.',
    ja: 'モール自身の精算・合計データです。店舗は接続済みのため、取り込まずに照合することをおすすめします。',
    'zh-CN': '这是平台自己的结算/合计文件，且店铺已连接，建议用来对账而不是导入。',
  } satisfies Localized,
  notImported: {
    en: 'The file was held against the figures here. Nothing of it was imported.',
    ja: 'ファイルを現在の数値と照合しました。取り込みはしていません。',
    'zh-CN': '已用此文件与现有数据对账，没有导入任何内容。',
  } satisfies Localized,
  importAfterAll: { en: 'Import it after all', ja: 'やはり取り込む', 'zh-CN': '仍然导入' } satisfies Localized,
  comparedFile: { en: '{name} compared', ja: '{name}の照合', 'zh-CN': '{name} 对账' } satisfies Localized,
  moreMonths: {
    en: '{count} more months were compared: reconcile',
    ja: 'ほか{count}か月分も照合しました：照合',
    'zh-CN': '另有 {count} 个月已对账：对账',
  } satisfies Localized,
  noStoreInFile: {
    en: 'The file tells nothing of a store that is here. Name the store beside the file: reconcile STORE 2026-10',
    ja: 'ファイルに登録済みの店舗の数値がありません。ファイルと一緒に店舗を指定してください：照合 店舗 2026-10',
    'zh-CN': '文件中没有已登记店铺的数据。请在发送文件时注明店铺：对账 店铺 2026-10',
  } satisfies Localized,
  monthNotInFile: (month: string): Localized =>
    fill(
      {
        en: 'The file tells nothing of {month} of a store that is here. Leave the month out to compare all that it tells.',
        ja: 'ファイルに{month}の登録済み店舗の数値がありません。月を省くとファイル全体を照合します。',
        'zh-CN': '文件中没有已登记店铺 {month} 的数据。省略月份即可对账整个文件。',
      },
      { month: verbatim(month) },
    ),
  noFile: {
    en: 'There is no file {path}',
    ja: 'ファイル {path} がありません',
    'zh-CN': '文件 {path} 不存在',
  } satisfies Localized,
  nothingInFile: {
    en: 'The file tells nothing of {store} in this month.',
    ja: 'ファイルには{store}のこの月の数値がありません。',
    'zh-CN': '文件中没有{store}该月的数据。',
  } satisfies Localized,
  noStore: {
    en: 'There is no store {store}.',
    ja: '店舗「{store}」はありません。',
    'zh-CN': '没有店铺“{store}”。',
  } satisfies Localized,
  noMonth: {
    en: '"{month}" is no month: write it such as 2026-10.',
    ja: '「{month}」は月として読めません。2026-10 のように書いてください。',
    'zh-CN': '“{month}”不是月份，请写成 2026-10。',
  } satisfies Localized,
  notAsked: (connector: Localized, why: Localized): Localized =>
    fill(
      {
        en: '{connector} could not be asked for its own totals: {why}',
        ja: '{connector}の合計値を取得できませんでした：{why}',
        'zh-CN': '无法向{connector}查询合计：{why}',
      },
      { connector, why },
    ),
}
