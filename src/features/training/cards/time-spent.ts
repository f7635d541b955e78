import { fill, type Localized } from '#src/i18n/locale.ts'

/** Time spent on a drill, in whole minutes; less than one is said so. */
export function timeSpent(seconds: number): Localized {
  const minutes = Math.round(seconds / 60)
  return minutes < 1 ? texts.less : fill(texts.minutes, { minutes })
}

const texts = {
  less: { en: 'under a minute', ja: '1分未満', 'zh-CN': '不到1分钟' },
  minutes: { en: '{minutes} min', ja: '{minutes}分', 'zh-CN': '{minutes}分钟' },
} satisfies Record<string, Localized>
