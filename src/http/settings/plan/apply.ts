import { runForPerson, runTogether } from '#src/features/conversation/index.ts'
import { note } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import type { View } from '#src/http/settings/view.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { dataOf } from './data.ts'
import { hiddenMarks } from './marks.ts'
import { planPath } from './sheet-table.ts'

/** Lines of one press (judgement: a hundred stores for a year; each takes some hundredths of a second). */
const maxLines = 1_200

/** The lines that the sheet sends. */
const known = /^target set ([^\s"]+) ([^\s"]+) (\d{4}-\d\d) (\S+)(?: "[^"]*")?$/
/** What takes them back. */
const back = /^undo \d{1,9}$/

interface Done {
  readonly line: string
  readonly said: Localized
  readonly ok: boolean
}

/** What a press came to. */
interface Applied {
  readonly html: Html
  /** Rows that were not carried out, to be put right; empty: none. */
  readonly left: string
}

/** Carries out the lines of a sheet together, each checked and recorded as in chat: all of them, or none. */
export async function applyLines(view: View, lines: readonly string[]): Promise<Applied> {
  const { parts, person, locale } = view
  const [undo] = lines.filter(line => back.test(line))
  if (undo !== undefined) return takeBack(view, undo)
  const wanted = lines.filter(line => known.test(line))
  if (wanted.length > maxLines) {
    const text = fill(texts.tooMany, { count: wanted.length, most: maxLines })[locale]
    return { html: html`<div id="answer">${note('bad', text)}</div>`, left: rowsOf(wanted) }
  }
  const { done, answers, step } = await runTogether(parts, { person, lines: wanted, verb: 'target', program: 'page' })
  const each = wanted.map((line, at): Done => {
    const { ok = false, cards = [], refused = null } = answers[at] ?? {}
    return { line, ok, said: refused ?? cards[0]?.title ?? texts.nothing }
  })
  const failed = each.filter(({ ok }) => !ok).map(({ line }) => line)
  return { html: await resultHtml(view, { done, each, step }), left: rowsOf(failed) }
}

async function takeBack(view: View, line: string): Promise<Applied> {
  const { parts, person, locale } = view
  const { ok, cards, refused } = await runForPerson(parts, { person, line, program: 'page', where: null })
  const said = refused ?? cards[0]?.title ?? texts.nothing
  return { html: html`<div id="answer">${note(ok ? 'good' : 'bad', said[locale])}</div>`, left: '' }
}

function rowsOf(lines: readonly string[]): string {
  return lines.length > 0 ? ['Store\tKPI\tMonth\tTarget', ...lines.flatMap(rowOf)].join('\n') : ''
}

/** A line that was not carried out, as a row to be put right. */
function rowOf(line: string): readonly string[] {
  const [, kpi, store, month, value] = known.exec(line) ?? []
  return kpi === undefined ? [] : [[store, kpi, month, value].join('\t')]
}

interface Result {
  readonly done: boolean
  readonly each: readonly Done[]
  readonly step: number | null
}

async function resultHtml(view: View, { done, each, step }: Result): Promise<Html> {
  const { locale } = view
  const good = each.filter(({ ok }) => ok)
  const word = ({ ok }: Done) => (!ok ? texts.failed : done ? texts.ok : texts.could)[locale]
  const rows = [...each]
    .sort((a, b) => Number(a.ok) - Number(b.ok))
    .map(
      one =>
        html`<tr><td class="tone-${one.ok ? 'good' : 'bad'}">${word(one)}</td><td>${one.said[locale]}</td><td><code>${one.line}</code></td></tr>`,
    )
  const title = done
    ? fill(texts.title, { count: each.length })
    : fill(texts.none, { bad: each.length - good.length, all: each.length })
  const others = done ? [] : good.map(({ line }) => line)
  const press = (lines: readonly string[], label: Localized) => pressHtml(view, lines, label)
  return html`<section id="answer" class="answer ${done ? '' : 'mixed'}" role="${done ? 'status' : 'alert'}"><h2>${title[locale]}</h2>${done ? null : html`<p>${texts.noneWhy[locale]}</p>`}
<details class="change"${done ? null : html` open`}><summary>${texts.each[locale]}</summary><div class="scroll" role="region" tabindex="0" aria-label="${texts.each[locale]}"><table><tbody>${rows}</tbody></table></div></details>
${step === null ? null : await press([`undo ${step}`], fill(texts.undo, { count: each.length }))}${others.length > 0 ? await press(others, fill(texts.others, { count: others.length })) : null}</section>`
}

async function pressHtml(view: View, lines: readonly string[], label: Localized): Promise<Html> {
  const fields = lines.map(line => html`<input type="hidden" name="line" value="${line}">`)
  return html`<form method="post" action="${view.href(planPath(await dataOf(view)))}#answer">${hiddenMarks(view, 'apply')}${fields}<div class="row"><button>${label[view.locale]}</button></div></form>`
}

const texts = {
  title: { en: 'Carried out: {count}', ja: '{count}件を実行しました', 'zh-CN': '已执行{count}项' },
  none: {
    en: 'Nothing was changed: {bad} of {all} cannot be carried out',
    ja: '何も変更していません：{all}件中{bad}件を実行できません',
    'zh-CN': '未做任何更改：{all}项中有{bad}项无法执行',
  },
  noneWhy: {
    en: 'A plan counts as a whole. Put right what stands in the field below, or carry out the others alone.',
    ja: '計画は全体で一度に反映します。下の入力欄を直すか、残りだけを実行してください。',
    'zh-CN': '计划整体生效。请修改下方内容，或只执行其余部分。',
  },
  tooMany: {
    en: 'Nothing was changed: {count} are more than {most} at once. Look at the table below in parts.',
    ja: '何も変更していません：{count}件は一度の上限{most}件を超えています。下の表を分けて確認してください。',
    'zh-CN': '未做任何更改：{count}项超过单次上限{most}项。请将下方表格分批处理。',
  },
  others: { en: 'Carry out the other {count}', ja: '残り{count}件を実行', 'zh-CN': '执行其余{count}项' },
  could: { en: 'could be done', ja: '実行可能', 'zh-CN': '可执行' },
  each: { en: 'Each of them', ja: '詳細', 'zh-CN': '逐项结果' },
  ok: { en: 'done', ja: '完了', 'zh-CN': '完成' },
  failed: { en: 'not done', ja: '未実行', 'zh-CN': '未执行' },
  nothing: { en: 'done', ja: '完了', 'zh-CN': '完成' },
  undo: { en: 'Take all {count} back', ja: '{count}件をすべて取り消す', 'zh-CN': '全部撤销（{count}项）' },
} satisfies Record<string, Localized>
