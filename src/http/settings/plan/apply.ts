import { runForPerson } from '#src/features/conversation/index.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { dataOf } from './data.ts'
import { hiddenMarks } from './marks.ts'
import { planPath } from './sheet-table.ts'

/** Lines of one press (judgement: a hundred stores for a year; each is a statement and an answer). */
const maxLines = 1_200

/** The lines that the sheet sends, and what takes them back. */
const known = /^(?:target set ([^\s"]+) ([^\s"]+) (\d{4}-\d\d) (\S+)(?: "[^"]*")?|undo \d{1,9})$/

interface Done {
  readonly line: string
  readonly said: Localized
  readonly ok: boolean
  /** The line that takes it back; `null`: nothing does. */
  readonly undo: string | null
}

/** Carries out lines one by one, each checked and recorded as in chat: what one of them lacks stops none of the others. */
export async function applyLines(
  view: View,
  lines: readonly string[],
): Promise<{ readonly html: Html; readonly left: string }> {
  const done: Done[] = []
  for (const line of lines.slice(0, maxLines).filter(one => known.test(one))) done.push(await carryOut(view, line))
  const failed = done.filter(({ ok }) => !ok)
  const left = failed.flatMap(({ line }) => rowOf(line))
  return {
    html: await resultHtml(view, done),
    left: left.length > 0 ? ['Store\tKPI\tMonth\tTarget', ...left].join('\n') : '',
  }
}

async function carryOut({ parts, person }: View, line: string): Promise<Done> {
  const { ok, cards, refused } = await runForPerson(parts, { person, line, program: 'page', where: null })
  const actions = cards.flatMap(card => card.blocks.flatMap(block => (block.type === 'actions' ? block.actions : [])))
  const undo = line.startsWith('undo ') ? null : (actions.find(action => /^undo \d+$/.test(action.line))?.line ?? null)
  return { line, ok, said: refused ?? cards[0]?.title ?? texts.nothing, undo }
}

/** A line that was not carried out, as a row to be put right. */
function rowOf(line: string): readonly string[] {
  const [, kpi, store, month, value] = known.exec(line) ?? []
  return kpi === undefined ? [] : [[store, kpi, month, value].join('\t')]
}

async function resultHtml(view: View, done: readonly Done[]): Promise<Html> {
  const { locale } = view
  const good = done.filter(({ ok }) => ok).length
  const rows = [...done]
    .sort((a, b) => Number(a.ok) - Number(b.ok))
    .map(
      ({ line, said, ok }) =>
        html`<tr><td class="tone-${ok ? 'good' : 'bad'}">${(ok ? texts.ok : texts.failed)[locale]}</td><td>${said[locale]}</td><td><code>${line}</code></td></tr>`,
    )
  const undo = [...done].reverse().flatMap(one => (one.undo === null ? [] : [one.undo]))
  const back =
    undo.length > 0
      ? html`<form method="post" action="${view.href(planPath(await dataOf(view)))}#answer">${hiddenMarks(view, 'apply')}${undo.map(line => html`<input type="hidden" name="line" value="${line}">`)}<div class="row"><button>${fill(texts.undo, { count: undo.length })[locale]}</button></div></form>`
      : null
  return html`<section id="answer" class="answer ${good < done.length ? 'mixed' : ''}" role="status"><h2>${fill(texts.title, { good, all: done.length })[locale]}</h2>
<details class="change"${good < done.length ? html` open` : null}><summary>${texts.each[locale]}</summary><div class="scroll" role="region" tabindex="0" aria-label="${texts.each[locale]}"><table><tbody>${rows}</tbody></table></div></details>${back}</section>`
}

const texts = {
  title: {
    en: '{good} of {all} carried out',
    ja: '{all}件中{good}件を実行しました',
    'zh-CN': '{all}项中已执行{good}项',
  },
  each: { en: 'Each of them', ja: '詳細', 'zh-CN': '逐项结果' },
  ok: { en: 'done', ja: '完了', 'zh-CN': '完成' },
  failed: { en: 'not done', ja: '未実行', 'zh-CN': '未执行' },
  nothing: { en: 'done', ja: '完了', 'zh-CN': '完成' },
  undo: { en: 'Take all {count} back', ja: '{count}件をすべて取り消す', 'zh-CN': '全部撤销（{count}项）' },
} satisfies Record<string, Localized>
