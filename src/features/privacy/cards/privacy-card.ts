import type { Card, Cell } from '#src/chat/card.ts'
import type { KeptCount, KeptTable } from '#src/features/privacy/store/counts.ts'
import { formatCount, formatDay } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { keptDays } from '#src/platform/database/retention.ts'

const text = (en: string, ja: string, zh: string): Localized => ({ en, ja, 'zh-CN': zh })

/** For how long: days, or until something happens. */
type Term = number | Localized | 'ledger' | 'answers'

const untilRemoved = text('until they are removed', '削除されるまで', '直到移除')
const always = text('always: the figures themselves', '無期限（数値そのもの）', '长期（指标数据本身）')
const untilRenewed = text('until disconnected or renewed', '接続解除・更新まで', '直到断开或更新')

/** What is kept, in which table, for how long. */
const lines: readonly (readonly [KeptTable, Localized, Term])[] = [
  [
    'vault',
    text(
      'Keys and tokens, sealed (AES-256-GCM)',
      'キー・トークン（AES-256-GCMで暗号化）',
      '密钥与令牌（AES-256-GCM 加密）',
    ),
    untilRenewed,
  ],
  [
    'order_ledger',
    text(
      'Order lines: ids, SKU, amounts, moments; no name, address, mail or phone',
      '注文明細：番号・SKU・金額・日時（氏名・住所・メール・電話なし）',
      '订单明细：编号、SKU、金额、时间（无姓名、地址、邮箱、电话）',
    ),
    'ledger',
  ],
  [
    'raw_answers',
    text(
      'Answers of marketplaces, personal fields cut before keeping',
      'モールの応答（個人項目は保存前に除去）',
      '平台返回（保存前已去除个人字段）',
    ),
    'answers',
  ],
  ['metric_day', text('Figures per store, SKU and day', '店舗・SKU・日ごとの数値', '店铺、SKU、日期的指标'), always],
  [
    'people',
    text(
      'Team members: name, e-mail, role, language, zone',
      'メンバー：名前・メール・権限・言語・時間帯',
      '成员：姓名、邮箱、角色、语言、时区',
    ),
    untilRemoved,
  ],
  ['identities', text('Their accounts in chat', 'チャットのアカウント', '聊天账号'), untilRemoved],
  [
    'channels',
    text('Conversations: name, language, scope', '会話：名前・言語・範囲', '会话：名称、语言、范围'),
    untilRemoved,
  ],
  [
    'audit',
    text('Lines that people typed, and what became of them', '入力された行とその結果', '输入的指令及结果'),
    keptDays.audit,
  ],
  ['notes', text('Notes next to figures', '数値に付けたメモ', '数据备注'), untilRemoved],
  ['undo_steps', text('What can be taken back', '取り消しの記録', '可撤销的操作'), keptDays.undo],
  [
    'drill_runs',
    text(
      'Training records: drill, day, time, steps',
      '研修記録：練習・日付・時間・ステップ',
      '培训记录：练习、日期、用时、步骤',
    ),
    text('until the person is removed', 'メンバーの削除まで', '直到移除该成员'),
  ],
  ['deliveries', text('Messages that were sent', '送信したメッセージ', '已发送的消息'), keptDays.deliveries],
  [
    'own_messages',
    text('Conversations of the web console', 'Webコンソールの会話', '网页控制台的会话'),
    keptDays.ownMessages,
  ],
  [
    'inbox',
    text('What platforms delivered, until it is worked on', '受信データ（処理まで）', '收到的平台消息（处理前）'),
    keptDays.claims,
  ],
  [
    'imports',
    text('Imported files: name, summary, rows', '取り込んだファイル：名前・概要・行', '导入的文件：名称、摘要、数据行'),
    untilRemoved,
  ],
  [
    'reviews',
    text(
      'Reviews and messages to label, without personal data',
      '分類するレビュー・問い合わせ（個人情報なし）',
      '待分类的评价与咨询（不含个人信息）',
    ),
    untilRemoved,
  ],
  [
    'review_files',
    text('Files of them that were read', 'その読み込みファイル', '其已读取的文件'),
    keptDays.reviewFiles,
  ],
  [
    'uploads',
    text('Handles of uploaded pictures', 'アップロードした画像の識別子', '已上传图片的标识'),
    keptDays.uploads,
  ],
  ['pictures', text('Drawn pictures', '作成した画像', '生成的图片'), keptDays.pictures],
  [
    'connect_pages',
    text('Pages on which shops are connected', '店舗接続ページ', '店铺连接页面'),
    text('an hour', '1時間', '1 小时'),
  ],
  [
    'web_sessions',
    text('Browsers that are or were signed in', 'ログイン中・ログイン済みのブラウザー', '已登录或曾登录的浏览器'),
    keptDays.sessions,
  ],
  [
    'share_links',
    text('Links by which others look at a board', '社外共有リンク', '对外共享链接'),
    keptDays.shareVisits,
  ],
  [
    'share_visits',
    text(
      'Who opened such a link: shortened address, browser, moment',
      '共有リンクの閲覧：短縮したアドレス・ブラウザー・日時',
      '共享链接的访问：截短的地址、浏览器、时间',
    ),
    keptDays.shareVisits,
  ],
]

const texts = {
  title: text('What is kept', '保存しているデータ', '保存的数据'),
  lead: text(
    'Everything stands in the database of this installation alone. Buyers are salted hashes: {buyers} different ones.',
    'すべてこの環境のデータベースだけに保存されます。購入者はソルト付きハッシュのみです（{buyers}件）。',
    '所有数据只保存在本系统的数据库中。买家仅以加盐哈希保存（{buyers} 个）。',
  ),
  change: text(
    'LEDGER_DAYS and RAW_ANSWER_DAYS change two of the terms.',
    'LEDGER_DAYS と RAW_ANSWER_DAYS で保存期間を変更できます。',
    '可通过 LEDGER_DAYS 和 RAW_ANSWER_DAYS 调整其中两项期限。',
  ),
  what: text('What', '内容', '内容'),
  where: text('Table', 'テーブル', '数据表'),
  term: text('For how long', '保存期間', '保存期限'),
  count: text('Rows', '件数', '数量'),
  oldest: text('Oldest', '最古', '最早'),
  days: text('{days} days', '{days}日', '{days} 天'),
  never: text('not kept', '保存しない', '不保存'),
}

/** What the list of kept data is called. */
export const privacyTitle: Localized = texts.title

/** What stands in the database. `ledgerDays` and `answerDays`: the two terms that the installation sets. */
export interface Kept {
  readonly counts: Readonly<Record<KeptTable, KeptCount>>
  readonly buyers: number
  readonly ledgerDays: number
  readonly answerDays: number
}

/** What is kept in each table and for how long: days, or in words. */
export function keptLines({ counts, ledgerDays, answerDays }: Kept) {
  return lines.map(([table, what, term]) => {
    const days = term === 'ledger' ? ledgerDays : term === 'answers' ? answerDays : term
    return { table, what, term: days, said: termText(days), ...counts[table] }
  })
}

/** What is kept, where, for how long, and how much of it there is. */
export function privacyCard(kept: Kept): Card {
  const rows = keptLines(kept).map(({ what, table, said, count, oldest }): readonly Cell[] => [
    { text: what },
    { text: verbatim(table), dim: true },
    { text: said },
    { text: formatCount(count) },
    {
      text:
        oldest === null ? verbatim('–') : formatDay(oldest.toISOString().slice(0, 10), { year: true, weekday: false }),
    },
  ])
  const columns = [
    { label: texts.what },
    { label: texts.where },
    { label: texts.term },
    { label: texts.count, align: 'end' },
    { label: texts.oldest },
  ] as const
  return {
    title: texts.title,
    tone: 'info',
    blocks: [
      { type: 'text', text: fill(texts.lead, { buyers: formatCount(kept.buyers) }) },
      { type: 'table', columns, rows },
      { type: 'text', text: texts.change, style: 'muted' },
    ],
  }
}

function termText(term: number | Localized): Localized {
  if (typeof term !== 'number') return term
  return term === 0 ? texts.never : fill(texts.days, { days: term })
}
