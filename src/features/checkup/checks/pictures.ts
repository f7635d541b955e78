import { createPainter } from '#src/charts/painter.ts'
import type { Check, Finding } from '#src/chat/checkup.ts'
import type { ChartRequest } from '#src/domain/chart.ts'
import { fill, type Localized, locales } from '#src/i18n/locale.ts'

/** Draws one picture in every language with the fonts that are shipped. */
export function picturesCheck(): Check {
  return {
    label: texts.label,
    run: async () => {
      const missing = new Set<string>()
      const warn = ({ characters }: { characters?: readonly string[] }) => {
        for (const character of characters ?? []) missing.add(character)
      }
      const painter = createPainter({ log: { warn: fields => warn(fields) } })
      const start = performance.now()
      try {
        for (const locale of locales) {
          const { png, width } = await painter.draw(sample, locale)
          if (!isPicture(png) || width < 100) return [{ state: 'error', said: texts.broken, advice: texts.install }]
        }
      } finally {
        await painter.close()
      }
      return [judgeGlyphs([...missing], performance.now() - start)]
    },
  }
}

function judgeGlyphs(missing: readonly string[], milliseconds: number): Finding {
  if (missing.length > 0)
    return { state: 'error', said: fill(texts.glyphs, { characters: missing.join(' ') }), advice: texts.install }
  return { state: 'ok', said: fill(texts.drawn, { seconds: (milliseconds / 1000).toFixed(1) }) }
}

/** The signature of PNG (ISO/IEC 15948), and more than an empty picture has. */
function isPicture(png: Uint8Array): boolean {
  return png.length > 1000 && [0x89, 0x50, 0x4e, 0x47].every((byte, at) => png[at] === byte)
}

const days = Array.from({ length: 14 }, (_, at) => `2026-03-${String(at + 1).padStart(2, '0')}`)

const sample: ChartRequest = {
  drawing: 'trend',
  title: { en: 'Net sales', ja: '純売上 ヶ々〆', 'zh-CN': '净销售额 龍鑫' },
  subtitle: { en: 'Sample', ja: '見本', 'zh-CN': '示例' },
  unit: 'count',
  currency: null,
  better: 'higher',
  lines: [
    {
      label: { en: 'Net sales', ja: '純売上', 'zh-CN': '净销售额' },
      points: days.map((day, at) => ({ day, value: 100 + ((at * 37) % 50) })),
    },
  ],
  target: [],
  notes: [],
  shades: [],
}

const texts = {
  label: { en: 'Charts', ja: 'グラフ', 'zh-CN': '图表' },
  drawn: {
    en: 'A chart in each language was drawn in {seconds} seconds.',
    ja: '3言語のグラフを{seconds}秒で描画できました。',
    'zh-CN': '三种语言的图表绘制成功，用时 {seconds} 秒。',
  },
  broken: {
    en: 'A chart came out empty.',
    ja: 'グラフが空になりました。',
    'zh-CN': '绘制出的图表为空。',
  },
  glyphs: {
    en: 'Characters without a glyph: {characters}',
    ja: 'フォントにない文字：{characters}',
    'zh-CN': '字体缺少以下字符：{characters}',
  },
  install: {
    en: 'Install again with npm ci: src/charts/fonts and the package sharp belong to the program.',
    ja: 'npm ci でインストールし直してください（src/charts/fonts と sharp が必要です）。',
    'zh-CN': '请用 npm ci 重新安装（需要 src/charts/fonts 和 sharp）。',
  },
} satisfies Record<string, Localized>
