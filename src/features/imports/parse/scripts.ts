/** The languages that are told apart by their characters. */
export type Script = 'japanese' | 'simplified' | 'traditional' | 'korean' | 'latin' | 'any'

/** Characters of everyday and shop language; a language's own text has many of them, a wrong reading hardly any. */
const frequent: Readonly<Record<Exclude<Script, 'any' | 'latin'>, ReadonlySet<string>>> = {
  japanese: new Set(
    '日付月年注文番号商品名店舗売上金額個数量単価合計送料税込抜価格顧客受注発送出荷状況管理楽天市場広告費用在庫返品取消評価全国東京大阪京都市区町村本社人中小大上下入出高新会員料率値段割引支払代引決済東西南北赤白黒青色型番' +
      '入荷予約完了未済処理中確認待件円点枚箱本社員県府道店長',
  ),
  simplified: new Set(
    '日期时间订单号编号商品名称店铺销售额数量单价金额合计总计运费税退款成本广告费访客浏览量转化率支付买家卖家实付状态已发货未付款关闭成功平台店家品牌规格颜色红蓝白黑绿色尺码连衣裙裤鞋包男女款式的一是在了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年动同工也能下过' +
      '件数采购库存仓库物流备注客服评价率产品分类亚马逊乐天雅虎',
  ),
  traditional: new Set(
    '日期時間訂單編號商品名稱店舖店鋪銷售額數量單價金額合計總計運費稅退款成本廣告費訪客瀏覽量轉換率付款買家賣家實付狀態已出貨未關閉成功平臺台灣臺北高雄台中品牌規格顏色紅藍白黑綠尺寸洋裝褲鞋包男女的一是在了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年動同工也能下過' +
      '件採購庫存倉庫物流備註客服評價產品分類號運送',
  ),
  korean: new Set(
    '이다의가를은는을에하고로주문번호상품명판매금액수량일자날짜가격배송취소환불옵션결제고객스토어매출합계원개사리기지시자인정보서대한국' +
      '광비용방문클릭노출전환율할쿠폰적립세포함재완료중상태코드색블랙화트레드스마켓몰점도와과나아해여구년월분류회',
  ),
}

const kana = /[\u3041-\u30fe]/u
const halfWidthKana = /[\uff66-\uff9d]/u
const wide = /[！-～　、。「」・〜【】（）～：￥]/u

/**
 * How much a text looks like its language: the share of its characters beyond ASCII that the language uses much, from 0
 * to 1. Half-width katakana is rare in Japanese files and frequent where Chinese is read as Japanese.
 */
export function scriptScore(text: string, script: Script): number {
  if (script === 'any') return 0
  if (script === 'latin') return latinScore(text)
  let [all, usual] = [0, 0]
  for (const character of text) {
    if (character < '\x80') continue
    all++
    if (isUsual(character, script)) usual++
  }
  return all === 0 ? 0 : usual / all
}

function isUsual(character: string, script: Exclude<Script, 'any' | 'latin'>): boolean {
  if (wide.test(character)) return true
  if (script === 'japanese' && kana.test(character) && !halfWidthKana.test(character)) return true
  return frequent[script].has(character)
}

/** Western text: single letters with accents beside plain letters, and signs such as € and °. */
function latinScore(text: string): number {
  const all = text.match(/[\u0080-\uffff]+/g) ?? []
  if (all.length === 0) return 0
  const fine = text.match(/(?<=[A-Za-z\s"',;]|^)[À-ÖØ-öø-ÿŠšŽžŒœ]{1,2}(?=[A-Za-z\s"',;.]|$)|[€£¥§°©®™–—‘’“”…]/g) ?? []
  return Math.min(1, fine.length / all.length)
}
