import MarkdownIt from 'markdown-it'
import type { ManualPage } from './pages.ts'
import { anchorOf } from './sections.ts'

const markdown = new MarkdownIt({ html: false, linkify: false })

markdown.core.ruler.push('anchors', ({ tokens }) => {
  for (const [at, token] of tokens.entries()) {
    if (token.type === 'heading_open') token.attrSet('id', anchorOf(plainHeading(tokens[at + 1]?.content ?? '')))
    if (token.type === 'table_open') token.attrSet('tabindex', '0') // it scrolls on a phone, by the keyboard too
  }
})

function plainHeading(text: string): string {
  return text.replace(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
}

/**
 * A page as HTML without its title. Links to pages beside it lead to `hrefOf`; other files of the repository have no address
 * here, so that their names stand as text.
 */
export function renderPage(page: ManualPage, hrefOf: (id: string) => string): string {
  const body = page.text.replace(/^# .+\n/, '')
  const linked = body.replace(/(!?)\[([^\]]*)\]\(([^)\s]+)\)/g, (all, image: string, label: string, to: string) => {
    if (image) return `![${label}](${to.replace(/^\.\.\/pictures\//, '/docs/pictures/')})`
    if (/^https?:/.test(to)) return all
    const [, id, anchor = ''] = /^([\w-]+)\.md(#.*)?$/.exec(to) ?? []
    return id === undefined ? label : `[${label}](${hrefOf(id)}${anchor})`
  })
  return markdown.render(linked)
}
