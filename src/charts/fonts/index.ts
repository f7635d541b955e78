import { join } from 'node:path'
import type { Locale } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'

/** Where the faces and the table of advances stand; never copied into dist. */
export const fontFolder: string = join(projectRoot, 'src', 'charts', 'fonts')

/** The shipped faces: file, and the family under which it is drawn. */
export const fontFiles: readonly { readonly file: string; readonly family: string }[] = [
  { file: 'NotoSans-400.ttf', family: 'Noto Sans' },
  { file: 'NotoSans-700.ttf', family: 'Noto Sans' },
  { file: 'NotoSansSC-400.ttf', family: 'Noto Sans SC' },
  { file: 'NotoSansSC-700.ttf', family: 'Noto Sans SC' },
  { file: 'NotoSansJP-400.ttf', family: 'Noto Sans JP' },
  { file: 'NotoSansJP-700.ttf', family: 'Noto Sans JP' },
  { file: 'NotoEmoji-400.ttf', family: 'Noto Emoji' },
]

/**
 * Families in the order in which a character is looked for. Each language has its own forms of 直, 骨 and 令; English
 * starts with the Latin face, because the Chinese and Japanese ones set ’ and · as wide as a character.
 */
export const families: Readonly<Record<Locale, readonly string[]>> = {
  en: ['Noto Sans', 'Noto Sans SC', 'Noto Sans JP', 'Noto Emoji'],
  ja: ['Noto Sans JP', 'Noto Sans SC', 'Noto Sans', 'Noto Emoji'],
  'zh-CN': ['Noto Sans SC', 'Noto Sans JP', 'Noto Sans', 'Noto Emoji'],
}
