import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import type { KeyField } from './key-fields.ts'

const text = (en: string, ja: string, zh: string): Localized => ({ en, ja, 'zh-CN': zh })

/** What connectors say of keys in English, and the same in every language; groups fill the gaps by their names. */
const hints: readonly (readonly [RegExp, Localized])[] = [
  [
    /^an? (?:IANA )?time zone such as (?<example>\S+)$/,
    text('a time zone such as {example}', 'タイムゾーン（例：{example}）', '时区，例如 {example}'),
  ],
  [
    /^a marketplace such as (?<example>\S+)$/,
    text('a marketplace such as {example}', 'マーケットプレイス（例：{example}）', '站点，例如 {example}'),
  ],
  [
    /^a character set such as (?<example>\S+)$/,
    text('a character set such as {example}', '文字コード（例：{example}）', '字符集，例如 {example}'),
  ],
  [/^must be one of (?<all>.+)$/, text('one of {all}', '次のいずれか：{all}', '以下之一：{all}')],
  [
    /^the private key as (?<vendor>\S+) gave it$/,
    text(
      'the private key as {vendor} gave it, from the first character to the last',
      '{vendor}が発行した秘密鍵（先頭から末尾まで）',
      '{vendor} 提供的私钥（从头到尾完整粘贴）',
    ),
  ],
  [/^must be digits$/, text('digits alone', '数字のみ', '只能是数字')],
  [/^name at least one measure$/, text('name at least one measure', '項目を1つ以上指定', '至少写一个指标')],
  [
    /^(?<name>\S+) is no measure$/,
    text('{name} is no measure that is known', '{name} という項目はありません', '没有名为 {name} 的指标'),
  ],
  [
    /^an address with https:\/\/, or http:\/\/ to a private address$/,
    text(
      'an address with https://, or http:// to a private address',
      'https:// のアドレス（社内アドレスのみ http:// も可）',
      '以 https:// 开头的地址（仅内网地址可用 http://）',
    ),
  ],
  [
    /^(?<name>\S+), without https:\/\/$/,
    text('{name}, without https://', '{name}（https:// なし）', '{name}（不带 https://）'),
  ],
  [
    /^(?<a>\w+), or (?<b>\w+) and (?<c>\w+)$/,
    text('give {a}, or {b} and {c}', '{a}、または{b}と{c}を入力', '请填写{a}，或{b}和{c}'),
  ],
  [
    /^(?<a>\w+) and (?<b>\w+) belong together$/,
    text('{a} and {b} belong together', '{a}と{b}は両方必要です', '{a}和{b}须同时填写'),
  ],
]

/** What a connector says of a key, in every language and with the names that the form shows. */
export function hintText(hint: string, fields: readonly KeyField[]): Localized {
  for (const [pattern, said] of hints) {
    const groups = pattern.exec(hint)?.groups
    if (groups === undefined && !pattern.test(hint)) continue
    const named = Object.entries(groups ?? {}).map(([name, value]) => {
      const label = fields.find(field => field.name === value)?.label
      return [name, label ?? verbatim(value)] as const
    })
    return fill(said, Object.fromEntries(named))
  }
  return verbatim(hint)
}
