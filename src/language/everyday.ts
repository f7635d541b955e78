/** Japanese words that are written with and without some of their kana; each in its longest form first. */
const japanese: readonly (readonly string[])[] = [
  ['売り上げ', '売上げ', '売上', '売りあげ', 'うりあげ', 'ウリアゲ'],
  ['問い合わせ', '問合せ', '問合わせ', '問い合せ'],
  ['払い戻し', '払戻し', '払戻'],
  ['取り消し', '取消し', '取消'],
  ['引き落とし', '引落し'],
  ['買い上げ', '買上げ', '買上'],
  ['割り引き', '割引き', '割引'],
  ['受け注', '受注'],
  ['見積もり', '見積り', '見積'],
  ['ウェイト', 'ウエイト'],
  ['ユーザー', 'ユーザ'],
  ['メール', 'メイル'],
  ['セッション', 'セション'],
  ['コンバージョン', 'コンヴァージョン'],
]

/**
 * A name as people write it, too: the name itself and its other everyday spellings, and 律 for 率, which sounds the same in
 * both languages and is what an input method offers beside it.
 */
export function everydaySpellings(name: string): readonly string[] {
  return japaneseSpellings(name).flatMap(one => (one.endsWith('率') ? [one, one.replace(/率$/u, '律')] : [one]))
}

function japaneseSpellings(name: string): readonly string[] {
  const group = japanese.find(forms => forms.some(form => name.includes(form)))
  if (!group) return [name]
  const used = [...group].sort((a, b) => b.length - a.length).find(form => name.includes(form)) ?? ''
  return [name, ...group.filter(form => form !== used).map(form => name.replace(used, form))]
}
