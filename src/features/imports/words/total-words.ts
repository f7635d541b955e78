/** What a row of sums is called, alone in its cell: `合計`, `Grand total`, `小计：`, `Total (3)`. */
const total =
  /^[*#\s]*(?:(?:grand|sub|overall|net|all|page|report|store|daily|weekly|monthly)[\s-]*)?(?:totals?|sums?|summary|合計|総計|総合計|小計|中計|累計|通算(?:実績)?|計|总计|合计|小计|汇总|总和|总额|累计|共计|總計|合計|總和|彙總|加總|共計|全店(?:合計|计|計)?|全体|全社|gesamt(?:summe)?|summe|zwischensumme|total(?:e|es)?(?:\s+(?:général|general|geral|generale|complessivo|compte|account|ventes))?|gran total|suma total|somme|importe total|sous[\s-]?total|subtotale?|suma|razem|łącznie|ogółem|celkem|összesen|summa|totaal|subtotaal|yhteensä|toplam|ara toplam|итого|всего|jumlah(?: keseluruhan| besar| kecil)?|total keseluruhan|tổng(?: cộng| số| kết| hợp)?|cộng|(?:ยอด|ผล)?รวม(?:ทั้งหมด|ทั้งสิ้น|ย่อย|สุทธิ)?|합계|총계|소계|총합계|총합|average|avg\.?|mean|平均(?:値|值)?|durchschnitt|mittelwert|moyenne|promedio|gemiddelde|średnia|ค่าเฉลี่ย|เฉลี่ย|trung bình|rata-rata|purata|평균)\s*(?:[:：*]|[([].*[)\]])*\s*$/i

/** `West Total`, `2026/1/5 合計`, `楽天店 小計`: a name and the word. */
const totalOf =
  /^(.+?)[\s_:：-]*(?:totals?|sub-?totals?|合計|小計|総計|总计|合计|小计|汇总|總計|計|ergebnis|합계|소계)\s*$/i

/** `Subtotal 2026-03-05`, `小计 3月5日`: the word and the day whose rows it adds up. */
const totalOfDay =
  /^\s*(?:sub[\s-]?totals?|totals?|小計|合計|小计|合计|总计|計|소계|합계|zwischensumme|sous-total)[\s:：]+\d{1,4}[/.\-年月]\d{1,2}(?:[/.\-月日]\d{0,4}日?)?\s*$/i

/** What an export may call all parts of together; other words after "all" are names: `All Stars`. */
const parts =
  'devices?|platforms?|channels?|campaigns?|stores?|shops?|regions?|markets?|countries|sources?|traffic|types?|categories|' +
  'hours?|days?|visitors|users|customers|buyers|products?|items?|skus?|ads?|keywords?|placements?|sellers?|brands?|others?'

/** What a row is called that holds all parts of a day: `すべて`, `All devices`. */
const whole = new RegExp(
  `^(?:すべて|全て|全体|合計|総計|全デバイス|全端末|全部|全店舗?|全体|整体|总体|汇总|合计|总计|全渠道|全部(?:渠道|店铺|店鋪|设备|終端|终端)|全终端|全店铺|不限|總計|合計|彙總|all(?:\\s+(?:${parts}))?|total|overall|grand total|alle|gesamt|tous|todos|tutti|semua|ทั้งหมด|tất cả|전체|합계)$`,
  'iu',
)

/** `合 计` and `総　計` are spread over the cell with blanks. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .trim()
    .replace(/(?<=[\p{sc=Han}\p{sc=Hangul}])\s+(?=[\p{sc=Han}\p{sc=Hangul}])/gu, '')
}

/** Cells that were judged: the same stores, SKUs and names stand in a file over and over (judgement: some hundred kilobytes). */
const judged = new Map<string, boolean>()
const judgedAtMost = 5_000
const longestJudged = 60

/** Whether a cell says that its row is a sum, an average or the like, and nothing of its own. */
export function isTotalWord(text: string): boolean {
  // most cells: no other such word has a digit outside of brackets
  if (/\d/.test(text) && !/[(（[［:：]/.test(text)) return totalOfDay.test(text)
  if (text.length > longestJudged) return saysTotal(text)
  const known = judged.get(text)
  if (known !== undefined) return known
  if (judged.size >= judgedAtMost) judged.clear()
  const says = saysTotal(text)
  judged.set(text, says)
  return says
}

function saysTotal(text: string): boolean {
  if (totalOfDay.test(text)) return true
  const cell = plain(text)
  return cell.length <= 40 && (total.test(cell) || /^(?:totals?|合計|总计|合计)\s*[:：]/i.test(cell))
}

/** The name before the word in `West Total`; `null` when the cell does not end in such a word. */
export function totalOfName(text: string): string | null {
  if (/\d\s*$/.test(text)) return null // most cells
  const cell = plain(text)
  return isTotalWord(cell) ? null : (totalOf.exec(cell)?.[1]?.trim() ?? null)
}

/** Whether a cell names the whole of what other rows split: the row すべて among the devices. */
export function isWholeWord(text: string): boolean {
  return whole.test(plain(text))
}
