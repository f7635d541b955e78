import type { Check, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { countReadable } from '#src/platform/bot-services/rekey.ts'
import type { Db } from '#src/platform/database/db.ts'

/** The key that seals credentials. */
export interface KeyParts {
  /** `null`: it is made at the first start. */
  readonly secretKey: string | null
  /** `null`: nothing sealed can be looked at. */
  readonly db: Db | null
}

/** How hard SECRET_KEY is to guess, and whether it opens what was sealed. */
export function secretKeyCheck({ secretKey, db }: KeyParts): Check {
  return {
    label: texts.label,
    run: async () => {
      if (secretKey === null) return [{ state: 'ok', said: texts.notYet }]
      const sealed = db ? await countReadable(db, secretKey).catch(() => null) : null
      return [judgeKey(secretKey), ...(sealed && sealed.all > 0 ? [judgeSealed(sealed)] : [])]
    },
  }
}

function judgeSealed({ readable, all }: { readonly readable: number; readonly all: number }): Finding {
  if (readable === all) return { state: 'ok', said: fill(texts.opens, { all }) }
  return { state: 'error', said: fill(texts.closed, { closed: all - readable, all }), advice: texts.rekey }
}

/** Words with which people fill a key in for the time being. */
const placeholder = /change.?me|secret|password|example|test|replace|your|0123456789|abcdefgh|qwerty/i

/**
 * Judges a key by the variety of its characters (Shannon): 32 random characters of base64 have about 4.5 bits each, a
 * repeated word has few. Judgement: below 100 bits it can be guessed.
 */
export function judgeKey(key: string): Finding {
  const bits = bitsOf(key)
  if (key.length < 32) return { state: 'error', said: texts.short, advice: texts.make }
  if (bits < 100 || isRepeated(key)) return { state: 'error', said: texts.weak, advice: texts.make }
  if (placeholder.test(key)) return { state: 'warning', said: texts.placeholder, advice: texts.make }
  return { state: 'ok', said: texts.strong }
}

function bitsOf(key: string): number {
  const counts = new Map<string, number>()
  for (const character of key) counts.set(character, (counts.get(character) ?? 0) + 1)
  let each = 0
  for (const count of counts.values()) each -= (count / key.length) * Math.log2(count / key.length)
  return each * key.length
}

/** The same piece again and again, such as `abcabcabc…`. */
function isRepeated(key: string): boolean {
  return (key + key).indexOf(key, 1) < key.length || /^(.{1,16})\1{2,}/.test(key)
}

const texts = {
  label: { en: 'SECRET_KEY', ja: 'SECRET_KEY', 'zh-CN': 'SECRET_KEY' },
  notYet: {
    en: 'It is made at the first start and kept in the data folder.',
    ja: '初回起動時に作成され、データフォルダーに保存されます。',
    'zh-CN': '首次启动时自动生成，保存在数据文件夹中。',
  },
  strong: { en: 'It is hard to guess.', ja: '十分な強度があります。', 'zh-CN': '强度足够。' },
  short: { en: 'It has fewer than 32 characters.', ja: '32文字未満です。', 'zh-CN': '不足 32 个字符。' },
  weak: {
    en: 'It is easy to guess: few or repeated characters.',
    ja: '推測されやすい値です（文字の種類が少ない、または繰り返し）。',
    'zh-CN': '容易被猜到：字符单一或重复。',
  },
  placeholder: {
    en: 'It looks like a word that was filled in for the time being.',
    ja: '仮に入れた言葉のように見えます。',
    'zh-CN': '看起来像临时填写的词。',
  },
  make: {
    en: 'Make one with: openssl rand -base64 48. Set the present one as SECRET_KEY_PREVIOUS for one start, so that credentials are sealed again.',
    ja: 'openssl rand -base64 48 で作成してください。一度だけ現在のキーを SECRET_KEY_PREVIOUS に設定して起動すると、認証情報が新しいキーで暗号化し直されます。',
    'zh-CN':
      '请用 openssl rand -base64 48 生成新密钥，并在一次启动时把现有密钥设为 SECRET_KEY_PREVIOUS，凭据会用新密钥重新加密。',
  },
  opens: {
    en: 'It opens all {all} sealed values.',
    ja: '暗号化された{all}件をすべて復号できます。',
    'zh-CN': '能解开全部 {all} 项加密内容。',
  },
  closed: {
    en: '{closed} of {all} sealed values do not open with it.',
    ja: '暗号化された{all}件のうち{closed}件を復号できません。',
    'zh-CN': '{all} 项加密内容中有 {closed} 项无法解开。',
  },
  rekey: {
    en: 'Set the former key as SECRET_KEY_PREVIOUS and run: npm run kpi -- vault rekey. Without it, connect those shops again.',
    ja: '以前のキーを SECRET_KEY_PREVIOUS に設定して npm run kpi -- vault rekey を実行してください。無い場合は店舗を接続し直してください。',
    'zh-CN': '请把原密钥设为 SECRET_KEY_PREVIOUS 并运行 npm run kpi -- vault rekey；若已丢失，请重新连接店铺。',
  },
} satisfies Record<string, Localized>
