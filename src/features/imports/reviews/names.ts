import { nameKey } from '#src/domain/names.ts'
import { roleNames } from '#src/features/imports/words/role-names.ts'

/** What a column of a file of reviews or messages can be. */
export type ReviewRole =
  | 'text'
  | 'message'
  | 'title'
  | 'stars'
  | 'day'
  | 'store'
  | 'sku'
  | 'id'
  | 'order'
  | 'product'
  | 'person'
  | 'sender'

const parts = (text: string) => text.split('|').map(name => name.trim())

/**
 * What exports call their columns, the surest first: Amazon's seller feedback, Rakuten's review check tool, Yahoo!,
 * Taobao, Shopee, Judge.me, review tools, help desks, and sheets that people keep.
 */
const written: Readonly<Record<ReviewRole, readonly string[]>> = {
  text: parts(
    `review body | review text | review content | review comment | review | reviews | body | content | comments | comment |
     buyer comment | feedback | feedback text | customer comment | review_body | text | レビュー本文 | レビュー内容 | レビュー | 口コミ |
     口コミ内容 | 評価コメント | コメント | 本文 | 内容 | 感想 | ご意見 | 评价内容 | 评论内容 | 评价 | 评论 | 评语 | 买家评价 | 买家评论 |
     初评内容 | 首次评价 | 评价详情 | 內容 | 評價內容 | 評論內容 | 評價 | 評論 | 反馈内容 | 反馈`,
  ),
  message: parts(
    `message body | message text | message content | customer message | buyer message | message | messages | inquiry |
     inquiry text | enquiry | question | ticket description | お問い合わせ内容 | 問い合わせ内容 | 問合せ内容 | お問合せ内容 |
     問い合わせ本文 | 問合せ本文 | 質問内容 | 質問 | メッセージ内容 | メッセージ本文 | メッセージ | 消息内容 | 消息 | 咨询内容 | 咨询 |
     留言内容 | 留言 | 买家留言 | 客户消息 | 买家消息 | 聊天内容 | 问题描述 | 訊息內容 | 訊息 | 諮詢內容 | 提问内容`,
  ),
  title: parts(
    `review title | title | headline | summary | subject | review headline | レビュータイトル | タイトル | 件名 | 题目 | 标题 | 评价标题 |
     评论标题 | 標題 | 主题`,
  ),
  stars: parts(
    `rating | star rating | stars | star | review rating | review score | score | overall rating | ratings | 評価 | 総合評価 | 評価点 |
     星 | 星の数 | 星評価 | 評点 | 点数 | 评分 | 星级 | 评价等级 | 评价星级 | 打分 | 评级 | 评价类型 | 評分 | 星等 | 好中差评 | 评价结果 |
     评论星级 | 商品评分`,
  ),
  day: parts(
    `review date | reviewed at | date | review time | submitted at | created at | created date | create time | posted on | time |
     feedback date | received at | received | sent at | timestamp | datetime | 投稿時間 | 投稿日 | 投稿日時 | レビュー投稿日 | レビュー日 | 日付 | 日時 |
     評価日 | 受信日時 | 受信日 | 受付日時 | 受付日 | お問い合わせ日時 | 問い合わせ日時 | 问合せ日時 | 問合せ日時 | 登録日時 | 评价时间 | 评论时间 | 评价日期 |
     评论日期 | 时间 | 日期 | 创建时间 | 提交时间 | 咨询时间 | 留言时间 | 接收时间 | 發表時間 | 評價時間 | 評論時間 | 時間 | 發送時間 | 发送时间`,
  ),
  store: [...parts(roleNames.store), 'country', '国', '国家', 'マーケットプレイス', '評価された店舗'],
  sku: [...parts(roleNames.sku), 'product handle', '宝贝id', '商品url'],
  id: parts(
    `review id | reviewid | id | feedback id | comment id | message id | ticket id | case id | thread id | conversation id | inquiry id |
     inquiry number | レビューid | レビュー番号 | 問い合わせ番号 | お問い合わせ番号 | 問合せ番号 | 受付番号 | 管理番号 | 评价id | 评论id | 评价编号 |
     评论编号 | 消息id | 工单号 | 工单编号 | 会话id | 咨询编号 | 評價id`,
  ),
  order: parts(roleNames.order_id),
  product: parts(
    `${roleNames.product_name} | product | product title | item title | item name | variation | 宝贝标题 | 宝贝名称`,
  ),
  person: parts(
    `author | reviewer | reviewer name | reviewer_name | customer | customer name | buyer | buyer name | buyer username | username | user name |
     user | nickname | name | profile name | from | from name | rater email | 投稿者 | 投稿者名 | レビュアー | ニックネーム | お客様名 | 氏名 | お名前 |
     購入者名 | 会員名 | 名前 | 买家昵称 | 买家 | 买家名称 | 买家账号 | 昵称 | 用户名 | 用户 | 用户昵称 | 客户 | 客户姓名 | 客户名称 | 姓名 | 评价人 | 评论人 |
     買家帳號 | 會員名稱 | 暱稱`,
  ),
  sender: parts(
    `sender | sender type | direction | sent by | author type | 送信者 | 送信元 | 送受信 | 差出人区分 | 发送方 | 发送者 | 消息方向 | 方向 | 發送方`,
  ),
}

const ranks = new Map(
  (Object.keys(written) as ReviewRole[]).map(role => [
    role,
    new Map(written[role].map((name, rank) => [nameKey(name), rank] as const).reverse()),
  ]),
)

/** Which column has each role: the one whose name says it best; each column has one. */
export function reviewRoles(names: readonly string[]): Readonly<Partial<Record<ReviewRole, number>>> {
  const claims = names.flatMap((name, column) =>
    [...ranks].flatMap(([role, known]) => {
      const rank = known.get(nameKey(name))
      return rank === undefined ? [] : [{ column, role, rank }]
    }),
  )
  claims.sort((a, b) => a.rank - b.rank || a.column - b.column)
  const found: Partial<Record<ReviewRole, number>> = {}
  for (const { column, role } of claims) {
    const taken = Object.values(found).includes(column)
    if (!taken && found[role] === undefined) found[role] = column
  }
  return found
}
