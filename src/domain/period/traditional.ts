/** Characters of words for periods that are written differently in traditional Chinese. */
const forms: Readonly<Record<string, string>> = {
  ...{ 个: '個', 这: '這', 周: '週', 礼: '禮', 过: '過', 号: '號', 双: '雙', 节: '節', 庆: '慶', 国: '國', 动: '動' },
  ...{ 劳: '勞', 黄: '黃', 独: '獨', 圣: '聖', 诞: '誕', 网: '網', 络: '絡', 购: '購', 妇: '婦', 亲: '親', 万: '萬' },
  ...{ 当: '當', 几: '幾', 间: '間', 两: '兩', 后: '後', 终: '終', 兰: '蘭', 东: '東', 单: '單', 龙: '龍', 颜: '顏' },
}

/** A word and its traditional writing, where that is another one. */
export function withTraditional(word: string): readonly string[] {
  const other = word.replace(/./gsu, character => forms[character] ?? character)
  return other === word ? [word] : [word, other]
}

/** The source of a pattern that takes either writing of each character outside of its classes. */
export function eitherForm(source: string): string {
  return source.replace(/\[[^\]]*\]|./gsu, part => (forms[part] === undefined ? part : `[${part}${forms[part]}]`))
}
