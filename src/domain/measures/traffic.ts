import { defineMeasures } from '#src/domain/measure.ts'
import { count, distinct, money, total } from '#src/domain/measure-row.ts'

/** Who looked, and how far they went. */
export const trafficMeasures = defineMeasures([
  count('sessions', ['Sessions', 'アクセス数', '访问次数'], 'visits', 'アクセス人数', 'セッション', '会话', '访问量'),
  distinct(
    'visitors',
    ['Unique visitors', 'ユニークユーザー数', '访客数'],
    'UV',
    'UU',
    '訪問者数',
    'ユニークユーザー',
    '独立访客',
  ),
  count('page_views', ['Page views', 'ページビュー', '浏览量'], 'PV', '閲覧数', '页面浏览量'),
  count('bounces', ['Bounces', '直帰数', '跳失次数'], '直帰セッション数', '跳出次数'),
  count(
    'favourites_added',
    ['Favourites added', 'お気に入り登録数', '收藏数'],
    'favorites added',
    'wish list adds',
    'お気に入り数',
    '收藏量',
  ),
  count('carts_added', ['Carts added', 'カート投入数', '加购数'], 'add to cart', 'カート追加数', '加购量', '加购次数'),
  count(
    'search_impressions',
    ['Search impressions', '自然検索表示回数', '自然搜索曝光量'],
    '検索表示回数',
    '搜索展现量',
  ),
  count(
    'buy_box_page_views',
    ['Page views with the Buy Box', 'カート獲得ページビュー', '黄金购物车浏览量'],
    'featured offer page views',
  ),
  total('minutes', 'live_minutes', ['Live minutes', 'ライブ配信時間', '直播时长'], 'ライブ分数', '直播分钟数'),
  money('live_sales', ['LIVE sales', 'ライブ経由売上', '直播成交额'], 'live GMV', 'ライブ売上', '直播销售额'),
  money('video_sales', ['Video sales', '動画経由売上', '短视频成交额'], 'video GMV', '動画売上', '短视频销售额'),
  money(
    'card_sales',
    ['Product card sales', '商品カード経由売上', '商品卡成交额'],
    'product card GMV',
    '商品カード売上',
    '商品卡销售额',
  ),
  money(
    'affiliate_sales',
    ['Affiliate sales', 'アフィリエイト経由売上', '达人带货成交额'],
    'affiliate GMV',
    'creator sales',
    'クリエイター経由売上',
    '达人销售额',
    '联盟带货销售额',
  ),
  distinct(
    'affiliate_orders',
    ['Affiliate orders', 'アフィリエイト経由注文数', '达人带货订单数'],
    'creator orders',
    'クリエイター経由注文数',
    '达人订单数',
  ),
  count(
    'affiliate_units',
    ['Affiliate units', 'アフィリエイト経由販売個数', '达人带货销量'],
    'クリエイター経由個数',
    '达人销量',
  ),
  count('creator_posts', ['Creator posts', 'クリエイター投稿数', '达人视频数'], '投稿数', '达人发布数'),
])
