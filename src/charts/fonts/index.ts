import { join } from 'node:path'
import type { Locale } from '#src/i18n/locale.ts'
import { projectRoot } from '#src/paths.ts'

/** Where the faces, their configuration and the table of advances stand; never copied into dist. */
export const fontFolder: string = join(projectRoot, 'src', 'charts', 'fonts')

/**
 * Makes the shipped faces the only ones. Must run in the main thread before anything is drawn: fontconfig reads its
 * configuration once per process, and what a worker thread sets does not reach it. On macOS pango would take CoreText.
 */
export function useShippedFonts(): void {
  process.env.FONTCONFIG_FILE = join(fontFolder, 'fonts.conf')
  if (process.platform === 'darwin') process.env.PANGOCAIRO_BACKEND = 'fontconfig'
}

/**
 * Families in the order in which a character is looked for. Each language has its own forms of 直, 骨 and 令; English
 * starts with the Latin face, because the Chinese and Japanese ones set ’ and · as wide as a character.
 */
export const families: Readonly<Record<Locale, readonly string[]>> = {
  en: ['Noto Sans', 'Noto Sans SC', 'Noto Sans JP', 'Noto Emoji'],
  ja: ['Noto Sans JP', 'Noto Sans SC', 'Noto Sans', 'Noto Emoji'],
  'zh-CN': ['Noto Sans SC', 'Noto Sans JP', 'Noto Sans', 'Noto Emoji'],
}
