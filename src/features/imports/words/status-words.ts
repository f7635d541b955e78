import type { OrderState, StatusWords } from '#src/features/imports/formats/known-format.ts'

/**
 * What platforms and ERPs write about an order that is no sale, or not yet: in English, Japanese, Chinese (both
 * scripts), Korean, Indonesian, Thai, Vietnamese, German, French, Spanish, Italian and Portuguese. Tested against the
 * cell without width, case and spaces, in this order; what matches nothing is a sale.
 */
const written: readonly (readonly [state: OrderState, words: RegExp])[] = [
  // refused or withdrawn requests, and words that say that nothing happened
  [
    'sale',
    /^(no|not|none|non|nein|false|f|0|n|—|-|なし|無し?|无|未取消|未退款|正常|没有申请退款|無退款|无退款|无售后|未申请.*)$|not?(be)?(cancel|refund|return)|uncancel|退款(关闭|失败|拒绝|撤销|取消)|取消(失败|拒绝)|(没有|無|无)(申请)?(退款|退货|售后)|(キャンセル|返品|返金)(なし|不可|却下)|(cancel|refund|return)\w*(rejected|denied|declined|withdrawn)/,
  ],
  ['sale', /partial|一部|部分|teilweise|teil(erstatt|rück)|partiel|parcial|parzial|sebagian|บางส่วน|một ?phần|부분/],
  [
    'pending',
    /(cancel|refund|return)\w*(request|requested|pending|processing|inprocess|initiated)|(request|applied|apply)\w*(cancel|refund|return)|(申请|申請|待)(取消|退款|退货|退貨)|(取消|退款|退货|退貨)(申请|申請|中|处理中|處理中|审核|待)|(キャンセル|返品|返金)(依頼|申請|待ち|手続)|(취소|환불|반품)(요청|신청|접수)/,
  ],
  [
    'unpaid',
    /unpaid|notpaid|(awaiting|pending|waitingfor|await)(for)?payment|payment(is)?(pending|due|failed|expired|declined)|topay|^failed$|^expired$|^declined$|未付|待付|未支付|待支付|等待.*付款|付款失败|未入金|入金待|支払(い)?待|未払|未決済|決済待|^入金前|尚未付款|belum(di)?bayar|menunggupembayaran|รอ(การ)?ชำระ|ยังไม่(ได้)?ชำระ|ที่ต้องชำระ|chờ(thanhtoán|thanh)|chưathanhtoán|결제대기|미결제|입금대기|입금전|pendientedepago|pendientepago|nichtbezahlt|unbezahlt|zahlung(ausstehend|offen)|enattentedepaiement|nonpayé|inattesadipagamento|aguardandopagamento|nieopłacon|oczekujenapłatność|ödemebekl|неоплачен|ожидаетоплат|nietbetaald|onbetaald|ejbetald|obetald/,
  ],
  [
    'refunded',
    /refund|chargeback|charged?back|returned|^return$|returntosender|返金|返品|退款|退货|退貨|退單|erstattet|retourniert|rembours|reembols|devuelt|devolv|rimborsat|zwrócon|zwrot|iade|возвра|возмещ|terugbetaald|återbetal|refunder|vrácen|^reso$|คืนเงิน|คืนสินค้า|hoàn(tiền|trả|hàng)|trảhàng|환불|반품|pengembalian|dikembalikan/,
  ],
  [
    'cancelled',
    /cancel|^void|voided|void$|annull?|annulé|storniert|storno|キャンセル|取消|作废|作廢|关闭|關閉|撤销|撤單|撤单|无效|無效|不成立|失效|^closed$|tradeclosed|orderclosed|rejected|^failed|batal|ยกเลิก|hủy|huỷ|취소|geannuleerd|anulad|anulow|отмен|аннулир|iptal|ملغ|zrušen|peruutettu|avbruten|annulleret|^true$|^yes$|^はい$|^是$|^y$/,
  ],
  ['pending', /^(pending|onhold|processing|unshipped|unfulfilled|保留|処理中|待发货|待出货|待出貨)/],
]

/** Thai vowels are taken apart by the form in which cells are compared. */
const patterns = written.map(([state, words]) => [state, new RegExp(words.source.normalize('NFKC'))] as const)

/** What the words in a column of states mean. Words that say only yes or no are about being cancelled. */
export function stateOf(cell: string, words?: StatusWords): OrderState {
  const key = cell
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')
  if (key === '') return 'sale'
  for (const state of ['sale', 'pending', 'unpaid', 'cancelled', 'refunded'] as const) {
    const own = words?.[state]
    if (
      own?.some(word =>
        typeof word === 'string'
          ? word
              .normalize('NFKC')
              .toLowerCase()
              .replace(/[\s_-]+/g, '') === key
          : word.test(cell),
      )
    ) {
      return state
    }
  }
  return patterns.find(([, pattern]) => pattern.test(key))?.[0] ?? 'sale'
}

const severity: readonly OrderState[] = ['sale', 'pending', 'refunded', 'unpaid', 'cancelled']

/** Of several columns of states, the one that says most against a sale. */
export function worstState(states: readonly OrderState[]): OrderState {
  return states.reduce((worst, state) => (severity.indexOf(state) > severity.indexOf(worst) ? state : worst), 'sale')
}
