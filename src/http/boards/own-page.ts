import { placeWord } from '#src/cards/lines.ts'
import { fillLine } from '#src/chat/card.ts'
import type { Catalog } from '#src/domain/catalog.ts'
import { type PlaceKey, parsePlaceKey, type Store } from '#src/domain/place.ts'
import { placeLabel } from '#src/domain/place-names.ts'
import { type OwnBoard, type PanelKind, panelKinds, panelNames } from '#src/features/boards/index.ts'
import { note } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'

/** Places for KPIs in the form (judgement: what a board of tiles reads well with). */
const kpiPlaces = 8

/** What the form of an own board is drawn with. */
export interface OwnForm {
  readonly locale: Locale
  /** `null`: a new one. */
  readonly board: OwnBoard | null
  readonly catalog: Catalog
  readonly stores: readonly Store[]
  readonly places: readonly PlaceKey[]
  readonly formToken: string
  /** Why the last try was not taken. */
  readonly problem: string | null
}

/** The form that puts a board together: name, KPIs and panels in their order, places, who sees it. */
export function ownForm(form: OwnForm): Html {
  const { locale, board, formToken, problem } = form
  const action = board ? `/boards/own/${board.id}/edit` : '/boards/own/new'
  const remove = board
    ? html`<form method="post" action="/boards/own/${board.id}/remove"><input type="hidden" name="form" value="${formToken}"><div class="row"><button class="danger">${texts.remove[locale]}</button></div></form>`
    : null
  return html`<header class="board-head"><h1>${(board ? texts.edit : texts.make)[locale]}</h1></header>
${problem === null ? null : note('bad', problem)}
<form method="post" action="${action}" class="own"><input type="hidden" name="form" value="${formToken}">
<section><label for="name">${texts.name[locale]}</label><input id="name" name="name" required maxlength="60" value="${board?.name ?? ''}" autocomplete="off">
<label class="tick"><input type="checkbox" name="shared" value="1"${board?.shared ? html` checked` : null}>${texts.shared[locale]}</label></section>
<fieldset><legend>${texts.kpis[locale]}</legend><p class="help">${texts.kpisHelp[locale]}</p><div class="fields">${kpiFields(form)}</div></fieldset>
<fieldset><legend>${texts.panels[locale]}</legend><p class="help">${texts.panelsHelp[locale]}</p><div class="fields">${panelFields(form)}</div></fieldset>
<fieldset><legend>${texts.places[locale]}</legend><p class="help">${texts.placesHelp[locale]}</p><div class="ticks">${placeFields(form)}</div></fieldset>
<div class="row"><button class="primary">${texts.save[locale]}</button><a class="button" href="${board ? `/boards/own/${board.id}` : '/boards'}">${texts.cancel[locale]}</a></div></form>
${remove}`
}

function kpiFields({ locale, board, catalog }: OwnForm): readonly Html[] {
  const options = catalog.kpis
    .map(kpi => ({ value: kpi.id, label: kpi.label }))
    .sort((a, b) => a.label[locale].localeCompare(b.label[locale], locale))
  return Array.from({ length: Math.max(kpiPlaces, board?.kpis.length ?? 0) }, (_, at) =>
    select(`kpi${at}`, `${at + 1}.`, options, board?.kpis[at] ?? '', locale),
  )
}

function panelFields({ locale, board }: OwnForm): readonly Html[] {
  const options = panelKinds.map(kind => ({ value: kind, label: panelNames[kind] }))
  const chosen: readonly PanelKind[] = board?.panels ?? panelKinds
  return panelKinds.map((_, at) => select(`panel${at}`, `${at + 1}.`, options, chosen[at] ?? '', locale))
}

function select(
  name: string,
  label: string,
  options: readonly { readonly value: string; readonly label: Localized }[],
  chosen: string,
  locale: Locale,
): Html {
  const all = options.map(
    one =>
      html`<option value="${one.value}"${one.value === chosen ? html` selected` : null}>${one.label[locale]}</option>`,
  )
  return html`<div><label for="${name}">${label}</label><select id="${name}" name="${name}"><option value="">–</option>${all}</select></div>`
}

function placeFields({ locale, board, places, stores }: OwnForm): readonly Html[] {
  return places.map(
    (key, at) =>
      html`<label class="tick"><input type="checkbox" name="place${at}" value="${key}"${board?.places.includes(key) ? html` checked` : null}>${placeLabel(key, stores)[locale]}</label>`,
  )
}

/** The command line that a form stands for: the same that somebody would type. */
export function ownLine(sent: Readonly<Record<string, string>>, board: OwnBoard | null): string {
  const inOrder = (name: string) =>
    Object.entries(sent)
      .filter(([key, value]) => new RegExp(`^${name}\\d+$`).test(key) && value !== '')
      .sort(([a], [b]) => Number(a.slice(name.length)) - Number(b.slice(name.length)))
      .map(([, value]) => value)
  const unique = (all: readonly string[]) =>
    [...new Set(all)].filter(word => /^[\w:./-]+$/u.test(word) || parsePlaceKey(word))
  const places = unique(inOrder('place')).flatMap(key => parsePlaceKey(key) ?? [])
  const panels = unique(inOrder('panel'))
  const words = [
    board ? `board edit #${board.id}` : 'board make',
    '{name}',
    ...unique(inOrder('kpi')),
    ...places.map(placeWord),
    ...panels,
    sent.shared === '1' ? 'shared' : 'private',
  ]
  const field = { name: 'name', label: verbatim('name'), kind: 'text' } as const
  const form = { title: verbatim(''), submit: verbatim(''), fields: [field] }
  return fillLine({ label: verbatim(''), line: words.join(' '), form }, { name: sent.name ?? '' })
}

const texts = {
  make: { en: 'New board', ja: 'ボードを作る', 'zh-CN': '新建看板' },
  edit: { en: 'Edit board', ja: 'ボードを編集', 'zh-CN': '编辑看板' },
  name: { en: 'Name', ja: '名前', 'zh-CN': '名称' },
  shared: {
    en: 'Everybody of the company may open it, with their own stores',
    ja: '社内の全員が開ける（表示は各自の閲覧範囲のみ）',
    'zh-CN': '公司成员均可打开（各自只看到权限内店铺）',
  },
  kpis: { en: 'KPIs in their order', ja: '指標（表示順）', 'zh-CN': '指标（按顺序）' },
  kpisHelp: {
    en: 'None chosen: those that have targets, then the usual ones.',
    ja: '未選択の場合は、目標のある指標と主な指標を表示します。',
    'zh-CN': '不选则显示有目标的指标和常用指标。',
  },
  panels: { en: 'Panels in their order', ja: 'パネル（表示順）', 'zh-CN': '面板（按顺序）' },
  panelsHelp: {
    en: 'What stands on the page, from top to bottom.',
    ja: '上から順に表示します。',
    'zh-CN': '从上到下依次显示。',
  },
  places: { en: 'Places', ja: '対象', 'zh-CN': '范围' },
  placesHelp: {
    en: 'None chosen: all stores of whoever looks.',
    ja: '未選択の場合は、見る人の全店舗が対象です。',
    'zh-CN': '不选则为查看者的全部店铺。',
  },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  cancel: { en: 'Cancel', ja: 'キャンセル', 'zh-CN': '取消' },
  remove: { en: 'Remove this board', ja: 'このボードを削除', 'zh-CN': '删除此看板' },
} satisfies Record<string, Localized>
