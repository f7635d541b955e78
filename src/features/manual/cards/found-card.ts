import type { Card } from '#src/chat/card.ts'
import type { Hit } from '#src/features/manual/search.ts'
import { fill, type Localized, localized, verbatim } from '#src/i18n/locale.ts'

/** Sections of the manual that fit what somebody asked, with the way to the page of the best; `base`: where pages are served. */
export function foundCard(words: string, hits: readonly Hit[], base: string | null): Card {
  const [best] = hits
  const href = best && base !== null ? manualUrl(base, best) : null
  return {
    title: fill(texts.title, { words: verbatim(words) }),
    tone: 'info',
    blocks: [
      ...(best ? [{ type: 'text' as const, style: 'strong' as const, text: verbatim(headingOf(best)) }] : []),
      ...(best ? [{ type: 'text' as const, text: verbatim(best.excerpt) }] : []),
      ...(hits.length > 1
        ? [
            {
              type: 'list' as const,
              heading: texts.also,
              items: hits.slice(1).map(hit => localized(() => headingOf(hit))),
            },
          ]
        : []),
      ...(href === null ? [] : [{ type: 'link' as const, label: texts.read, url: href }]),
    ],
  }
}

function manualUrl(base: string, { page, anchor, locale }: Hit): string {
  return `${base.replace(/\/$/, '')}/docs/${page}?lang=${locale}${anchor === '' ? '' : `#${encodeURIComponent(anchor)}`}`
}

function headingOf({ pageTitle, heading }: Hit): string {
  return heading === pageTitle ? pageTitle : `${pageTitle} › ${heading}`
}

const texts = {
  title: { en: 'In the manual: “{words}”', ja: 'マニュアル：「{words}」', 'zh-CN': '使用手册：“{words}”' },
  also: { en: 'Also', ja: 'ほかの該当箇所', 'zh-CN': '其他相关内容' },
  read: { en: 'Read it in the manual', ja: 'マニュアルで読む', 'zh-CN': '在手册中查看' },
} satisfies Record<string, Localized>
