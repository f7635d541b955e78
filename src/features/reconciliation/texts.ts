import { fill, type Localized } from '#src/i18n/locale.ts'

/** What is said when a month cannot be compared. */
export const texts = {
  nothingToCompare: {
    en: 'There is nothing to compare with: this marketplace tells no total of its own. Take one from its console and type it: reconcile STORE 2026-10 sales 12345.67',
    ja: '比較する値がありません（このモールは合計値を提供していません）。管理画面の値を入力してください：照合 店舗 2026-10 売上 1234567',
    'zh-CN': '没有可比较的数字：该平台不提供自己的合计。请从后台查到后输入：对账 店铺 2026-10 销售额 12345.67',
  } satisfies Localized,
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
