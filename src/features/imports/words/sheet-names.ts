import { monthNamed } from '#src/features/imports/values/month-names.ts'

/** What sheets are called that are parts of one table: periods, devices, copies, or nothing in particular. */
const parts = new Set(
  (
    'sheet page part of table tab data orders order sales report export list detail details summary copy backup old new raw ' +
    'week weeks month months day days daily weekly monthly quarter year half first second h q w fy cy ' +
    'シート ページ データ 明細 注文 受注 売上 一覧 日別 日次 週 月 年 日 期 度 分 上 下 前 後 半 上旬 中旬 下旬 上期 下期 四半期 コピー の 号 ' +
    '工作表 表 数据 數據 订单 訂單 明细 销售 报表 導出 导出 周 第 季度 上半年 下半年 月份 年度 副本 备份 ' +
    '시트 주문 데이터 월 일 년 hoja hoja1 feuille blatt tabelle foglio лист planilha ' +
    'pc sp mobile app web desktop tablet スマホ スマートフォン アプリ パソコン タブレット 手机 电脑 移动端'
  ).split(' '),
)

/** Whether the names of sheets with the same columns are those of stores; months, devices and `Sheet2` are parts of one. */
export function nameStores(names: readonly string[]): boolean {
  return names.length > 1 && names.every(name => !isPart(name))
}

function isPart(name: string): boolean {
  const words = name
    .normalize('NFKC')
    .toLowerCase()
    .split(/[\s\d_\-–—./:()'"&+,~〜年月日]+/)
    .filter(Boolean)
  return words.every(word => parts.has(word) || monthNamed(word) !== null || isMadeOfParts(word))
}

/** Japanese and Chinese write without blanks: `受注明細`, `上半期分`. */
function isMadeOfParts(word: string): boolean {
  if (!/^[\p{sc=Han}\p{sc=Hiragana}\p{sc=Katakana}ー]+$/u.test(word)) return false
  const rest = [...parts].sort((a, b) => b.length - a.length).reduce((left, part) => left.replaceAll(part, ''), word)
  return rest === ''
}
