import type { Localized } from '#src/i18n/locale.ts'
import type { Kind } from '#src/language/classify.ts'

/** What is said of a word that a verb does not take, by what the word is. */
export const notTaken: Readonly<Record<Kind, Localized>> = {
  kpis: {
    en: '“{verb}” does not go with a KPI: {word}. See: help {verb}',
    ja: '「{verb}」ではKPIを指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要指标：{word}。用法：帮助 {verb}',
  },
  measures: {
    en: '“{verb}” does not go with a base figure: {word}. See: help {verb}',
    ja: '「{verb}」では基礎データを指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要基础数据：{word}。用法：帮助 {verb}',
  },
  places: {
    en: '“{verb}” does not go with a store or market: {word}. See: help {verb}',
    ja: '「{verb}」では店舗・市場を指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要店铺或市场：{word}。用法：帮助 {verb}',
  },
  periods: {
    en: '“{verb}” does not go with a period: {word}. See: help {verb}',
    ja: '「{verb}」では期間を指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要时间：{word}。用法：帮助 {verb}',
  },
  against: {
    en: '“{verb}” does not hold figures against an earlier period: {word}. Use “compare”, “status” or “trend”.',
    ja: '「{verb}」では比較対象を指定できません：{word}（「比較」「状況」「推移」で指定できます）',
    'zh-CN': '“{verb}”不能指定对比方式：{word}。可用“对比”“状态”“趋势”。',
  },
  amounts: {
    en: '“{verb}” does not go with a number: {word}. See: help {verb}',
    ja: '「{verb}」では数値を指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要数字：{word}。用法：帮助 {verb}',
  },
  people: {
    en: '“{verb}” does not go with a person: {word}. See: help {verb}',
    ja: '「{verb}」では人を指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要人员：{word}。用法：帮助 {verb}',
  },
  ids: {
    en: '“{verb}” does not go with a number: {word}. See: help {verb}',
    ja: '「{verb}」では番号を指定できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要编号：{word}。用法：帮助 {verb}',
  },
  quoted: {
    en: '“{verb}” does not take a text: {word}. See: help {verb}',
    ja: '「{verb}」では文章を入力できません：{word}（使い方：ヘルプ {verb}）',
    'zh-CN': '“{verb}”不需要文字说明：{word}。用法：帮助 {verb}',
  },
}
