import type { Action, Block, Card, Cell, Fact, Field, ImageBlock } from '#src/chat/card.ts'
import type { DrawnPicture, Rendered, RenderOptions } from '#src/chat/messenger.ts'
import type { Locale, Localized } from '#src/i18n/locale.ts'
import type { View, ViewAction, ViewBlock, ViewCell, ViewFact, ViewField, ViewImage } from './view.ts'

const noPicture: Localized = {
  en: 'The picture could not be drawn. The figures above are complete.',
  ja: '画像を作成できませんでした。上の数値はそのままご利用いただけます。',
  'zh-CN': '图片生成失败，上面的数据不受影响。',
}

/** A card in one language. The page can show every kind of block, so that nothing is ever lost. */
export function render(card: Card, { locale, pictures, handles }: RenderOptions): Rendered<View> {
  const handlesOfPictures = pictures.values()
  const blocks = card.blocks.map(block => viewOf(block, locale, handles, () => handlesOfPictures.next().value ?? null))
  return { messages: [{ title: card.title[locale], tone: card.tone, blocks }], lost: [] }
}

/** The handle of a picture for `render`: its address, with the size behind `#`, where it is not sent to a server. */
export function pictureHandle(picture: Pick<DrawnPicture, 'width' | 'height'>, url: string): string {
  return `${url}#${picture.width}x${picture.height}`
}

function viewOf(
  block: Block,
  locale: Locale,
  handles: ReadonlyMap<number, string>,
  nextPicture: () => string | null,
): ViewBlock {
  switch (block.type) {
    case 'text':
      return { type: 'text', text: block.text[locale], style: block.style ?? 'plain' }
    case 'facts':
      return { type: 'facts', facts: block.facts.map(fact => viewFact(fact, locale)) }
    case 'table':
      return {
        type: 'table',
        columns: block.columns.map(({ label, align }) => ({ label: label[locale], align: align ?? 'start' })),
        rows: block.rows.map(row => row.map(cell => viewCell(cell, locale))),
      }
    case 'list':
      return {
        type: 'list',
        heading: block.heading?.[locale] ?? '',
        items: block.items.map(item => item[locale]),
        folded: block.folded ?? false,
      }
    case 'image':
      return viewImage(block, locale, nextPicture())
    case 'mention':
      return {
        type: 'mention',
        people: block.people.map(({ id, name }) => ({ id, name, handle: handles.get(id) ?? null })),
      }
    case 'link':
      return { type: 'link', label: block.label[locale], url: block.url }
    case 'actions':
      return { type: 'actions', actions: block.actions.map(action => viewAction(action, locale)) }
    default:
      return block satisfies never
  }
}

function viewFact({ label, value, detail, tone }: Fact, locale: Locale): ViewFact {
  return {
    label: label[locale],
    value: value[locale],
    ...(detail && { detail: detail[locale] }),
    ...(tone && { tone }),
  }
}

function viewCell({ text, tone, dim }: Cell, locale: Locale): ViewCell {
  return { text: text[locale], ...(tone && { tone }), ...(dim && { dim }) }
}

function viewImage({ alt }: ImageBlock, locale: Locale, handle: string | null): ViewImage {
  if (handle === null) {
    return { type: 'image', alt: alt[locale], url: null, width: null, height: null, missing: noPicture[locale] }
  }
  const [, url = handle, width, height] = /^(.*)#(\d+)x(\d+)$/s.exec(handle) ?? []
  return {
    type: 'image',
    alt: alt[locale],
    url,
    width: width === undefined ? null : Number(width),
    height: height === undefined ? null : Number(height),
    missing: '',
  }
}

function viewAction({ label, line, style, confirm, form }: Action, locale: Locale): ViewAction {
  return {
    label: label[locale],
    line,
    style: style ?? 'plain',
    ...(confirm && { confirm: confirm[locale] }),
    ...(form && {
      form: {
        title: form.title[locale],
        submit: form.submit[locale],
        fields: form.fields.map(field => viewField(field, locale)),
      },
    }),
  }
}

function viewField(field: Field, locale: Locale): ViewField {
  return {
    name: field.name,
    label: field.label[locale],
    kind: field.kind,
    optional: field.optional ?? false,
    initial: field.initial ?? '',
    placeholder: field.placeholder?.[locale] ?? '',
    ...(field.source && { source: field.source }),
    options: (field.options ?? []).map(({ label, value }) => ({ label: label[locale], value })),
  }
}
