import { defineKpis } from './kpi.ts'

const reviewsWritten = {
  measure: 'reviews_5',
  plus: ['reviews_1', 'reviews_2', 'reviews_3', 'reviews_4'],
  count: 5, // design rule
}
const ratingsGiven = {
  measure: 'seller_ratings_5',
  plus: ['seller_ratings_1', 'seller_ratings_2', 'seller_ratings_3', 'seller_ratings_4'],
  count: 5, // design rule
}
const all = 'reviews_1 + reviews_2 + reviews_3 + reviews_4 + reviews_5'
const allRatings = 'seller_ratings_1 + seller_ratings_2 + seller_ratings_3 + seller_ratings_4 + seller_ratings_5'

/** What buyers write. Of the reviews of the period, not of all that ever were. */
export const reviews = defineKpis('service', [
  {
    id: 'avg_stars',
    label: { en: 'Average rating', ja: '平均評価', 'zh-CN': '平均评分' },
    aliases: [
      'stars',
      'star rating',
      'review rating',
      'review score',
      'レビュー総合評価',
      'レビュー評価',
      '星级',
      '商品评分',
    ],
    formula: `(reviews_1 + 2 * reviews_2 + 3 * reviews_3 + 4 * reviews_4 + 5 * reviews_5) / (${all})`,
    unit: 'stars',
    better: 'higher',
    minimumSample: reviewsWritten,
    meaning: {
      en: 'Mean stars of the reviews written in the period.',
      ja: '期間中に投稿されたレビューの平均の星です。',
      'zh-CN': '期间内新增评价的平均星级。',
    },
  },
  {
    id: 'avg_stars_total',
    label: { en: 'Rating of all reviews', ja: '累計レビュー評価', 'zh-CN': '累计评分' },
    aliases: ['all-time rating', 'cumulative rating', '累計評価', '总评分'],
    formula: 'review_stars_total / reviews_total',
    unit: 'stars',
    better: 'higher',
    minimumSample: { measure: 'reviews_total', count: 5 }, // design rule
    meaning: {
      en: 'Mean stars of all reviews that items on sale ever had, as they stand on the day.',
      ja: '販売中の商品にこれまで付いた全レビューの平均の星です（その日の時点）。',
      'zh-CN': '在售商品迄今全部评价的平均星级（截至当日）。',
    },
  },
  {
    id: 'negative_review_rate',
    label: { en: 'Negative review rate', ja: '低評価率', 'zh-CN': '差评率' },
    aliases: ['bad review rate', '低評価レビュー率', '中差评率'],
    formula: `(reviews_1 + reviews_2) / (${all})`,
    unit: 'ratio',
    better: 'lower',
    minimumSample: reviewsWritten,
    meaning: {
      en: 'Share of new reviews with one or two stars.',
      ja: '新しいレビューのうち星1〜2の割合です。',
      'zh-CN': '新增评价中一、二星的比例。',
    },
  },
  {
    id: 'positive_review_rate',
    label: { en: 'Positive review rate', ja: '高評価率', 'zh-CN': '好评率' },
    aliases: ['good review rate', '高評価レビュー率'],
    formula: `(reviews_4 + reviews_5) / (${all})`,
    unit: 'ratio',
    better: 'higher',
    minimumSample: reviewsWritten,
    meaning: {
      en: 'Share of new reviews with four or five stars.',
      ja: '新しいレビューのうち星4〜5の割合です。',
      'zh-CN': '新增评价中四、五星的比例。',
    },
  },
  {
    id: 'review_rate',
    label: { en: 'Review rate', ja: 'レビュー投稿率', 'zh-CN': '留评率' },
    aliases: ['reviews per order', 'レビュー率', '评价率'],
    formula: `(${all}) / orders`,
    unit: 'ratio',
    better: 'higher',
    minimumSample: { measure: 'orders', count: 30 },
    meaning: {
      en: 'New reviews per order.',
      ja: '注文あたりの新しいレビューの割合です。',
      'zh-CN': '每单产生的新评价比例。',
    },
  },
  {
    id: 'shop_rating',
    label: { en: 'Shop rating', ja: 'ショップ評価', 'zh-CN': '店铺评分' },
    aliases: ['seller rating', 'store rating', 'ストア評価', '店舗評価', '卖家评分'],
    formula: `(seller_ratings_1 + 2 * seller_ratings_2 + 3 * seller_ratings_3 + 4 * seller_ratings_4 + 5 * seller_ratings_5) / (${allRatings})`,
    unit: 'stars',
    better: 'higher',
    minimumSample: ratingsGiven,
    meaning: {
      en: 'Mean stars that buyers gave the shop itself in the period.',
      ja: '期間中に店舗に付いた評価の平均の星です。',
      'zh-CN': '期间内买家给店铺的平均星级。',
    },
  },
  {
    id: 'positive_rating_rate',
    label: { en: 'Positive shop rating rate', ja: 'ショップ高評価率', 'zh-CN': '店铺好评率' },
    aliases: ['positive seller rating', 'ストア高評価率', '卖家好评率'],
    formula: `(seller_ratings_4 + seller_ratings_5) / (${allRatings})`,
    unit: 'ratio',
    better: 'higher',
    minimumSample: ratingsGiven,
    meaning: {
      en: 'Share of shop ratings with four or five stars.',
      ja: 'ショップ評価のうち星4〜5の割合です。',
      'zh-CN': '店铺评分中四、五星的比例。',
    },
  },
  {
    id: 'negative_feedback_rate',
    label: { en: 'Negative feedback rate', ja: '低評価フィードバック率', 'zh-CN': '负面反馈率' },
    aliases: ['negative feedback', '悪い評価率', '差评反馈率'],
    formula: 'negative_feedback / orders',
    unit: 'ratio',
    better: 'lower',
    minimumSample: { measure: 'orders', count: 30 },
    meaning: {
      en: 'Share of orders that got one or two stars of feedback, by order date.',
      ja: '星1〜2のフィードバックが付いた注文の割合です（注文日ベース）。',
      'zh-CN': '收到一、二星反馈的订单占比（按下单日）。',
    },
  },
])
