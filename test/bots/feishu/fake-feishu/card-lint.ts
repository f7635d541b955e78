/** What the platform would refuse about a card in JSON 2.0, by its own pages; empty when it takes the card. */
export function faultsOf(card: unknown, knows: Known): string[] {
  const faults: string[] = []
  const say = (fault: string) => faults.push(fault)
  if (!isRecord(card)) return ['not an object']
  only(card, ['schema', 'config', 'header', 'body'], 'card', say)
  if (card.schema !== '2.0') say('schema is not 2.0')
  if (!isRecord(card.config) || card.config.update_multi !== true) say('update_multi is not true')
  only(card.config, ['update_multi', 'width_mode', 'enable_forward', 'summary'], 'config', say)
  headerFaults(card.header, say)
  const body = isRecord(card.body) ? card.body : {}
  only(body, ['elements'], 'body', say)
  const elements = Array.isArray(body.elements) ? body.elements : []
  if (!Array.isArray(body.elements)) say('no elements')
  if (elements.length === 0 && !isRecord(card.header)) say('nothing at all')
  if (elements.filter(one => isRecord(one) && one.tag === 'table').length > 3) say('more than 3 tables (11310)')
  for (const element of elements) elementFaults(element, { root: true, inForm: false, depth: 1, knows }, say)
  const tags = count(card)
  if (tags > 200) say(`${tags} tags`)
  if (Buffer.byteLength(JSON.stringify(card)) > 30 * 1024) say('more than 30 KB')
  formNames(elements, say)
  return faults
}

/** Ids that the platform knows. */
export interface Known {
  person(id: string): boolean
  image(key: string): boolean
}

interface Place {
  readonly root: boolean
  readonly inForm: boolean
  readonly depth: number
  readonly knows: Known
}

type Say = (fault: string) => unknown

const templates = [
  'blue',
  'wathet',
  'turquoise',
  'green',
  'yellow',
  'orange',
  'red',
  'carmine',
  'violet',
  'purple',
  'indigo',
  'grey',
  'default',
]

/** Properties of each kind of element. */
const shapes: Readonly<Record<string, readonly string[]>> = {
  div: ['text', 'icon', 'width'],
  markdown: ['content', 'i18n_content', 'text_align', 'text_size'],
  img: ['img_key', 'i18n_img_key', 'alt', 'scale_type', 'preview', 'size', 'corner_radius', 'title'],
  hr: [],
  column_set: ['flex_mode', 'columns', 'horizontal_spacing', 'horizontal_align', 'background_style'],
  column: ['width', 'weight', 'elements', 'vertical_align', 'padding', 'vertical_spacing'],
  collapsible_panel: ['expanded', 'header', 'elements', 'border', 'padding'],
  form: ['name', 'elements'],
  button: ['type', 'text', 'behaviors', 'confirm', 'name', 'form_action_type', 'disabled', 'width', 'size'],
  input: ['name', 'required', 'placeholder', 'default_value', 'max_length', 'input_type', 'rows', 'width', 'label'],
  select_static: ['name', 'required', 'placeholder', 'options', 'initial_option', 'width', 'type'],
  select_person: ['name', 'required', 'placeholder', 'options', 'initial_option', 'width', 'type'],
  table: ['columns', 'rows', 'page_size', 'row_height', 'header_style', 'freeze_first_column'],
  date_picker: ['name', 'required', 'placeholder', 'initial_date', 'width'],
}

function elementFaults(element: unknown, place: Place, say: Say): unknown {
  if (!isRecord(element) || typeof element.tag !== 'string') return say('an element without a tag')
  const { tag } = element
  const shape = shapes[tag]
  if (shape === undefined) return say(`tag ${tag} (200861)`)
  only(element, ['tag', 'element_id', 'margin', ...shape], tag, say)
  if (place.depth > 5) say('nested deeper than 5')
  if (tag === 'form' && !place.root) say('a form inside something')
  const inner = { ...place, root: false, depth: place.depth + 1 }
  switch (tag) {
    case 'div':
      return textFaults(element.text, say)
    case 'markdown':
      return markdownFaults(element, place.knows, say)
    case 'img':
      return imageFaults(element, place.knows, say)
    case 'column_set':
      return columnsFaults(element, inner, say)
    case 'collapsible_panel':
      textFaults(isRecord(element.header) ? element.header.title : null, say)
      return childrenFaults(element, inner, say)
    case 'form':
      return formFaults(element, { ...inner, inForm: true }, say)
    case 'button':
      return buttonFaults(element, place, say)
    case 'input':
    case 'select_static':
    case 'select_person':
    case 'date_picker':
      return fieldFaults(element, place, say)
    case 'table':
      if (!place.root) say('a table inside something')
      return tableFaults(element, say)
    default:
  }
}

function headerFaults(header: unknown, say: Say): unknown {
  if (!isRecord(header)) return say('no header')
  only(header, ['title', 'subtitle', 'template', 'text_tag_list', 'icon', 'padding'], 'header', say)
  textFaults(header.title, say)
  if (!templates.includes(String(header.template))) say(`template ${header.template}`)
  const list = header.text_tag_list
  if (list === undefined) return
  if (!Array.isArray(list) || list.length > 3) return say('text tags')
  for (const tag of list) textFaults(isRecord(tag) ? tag.text : null, say)
}

const languages = ['en_us', 'ja_jp', 'zh_cn']

function textFaults(text: unknown, say: Say): unknown {
  if (!isRecord(text) || text.tag !== 'plain_text' || typeof text.content !== 'string')
    return say('a text that is none')
  only(text, ['tag', 'content', 'i18n_content', 'text_size', 'text_color', 'text_align', 'lines'], 'plain_text', say)
  if (text.text_size !== undefined && !['heading', 'normal', 'notation'].includes(String(text.text_size)))
    say('text_size')
  if (text.text_align !== undefined && !['left', 'right', 'center'].includes(String(text.text_align))) say('text_align')
  languageFaults(text.i18n_content, say)
}

function languageFaults(map: unknown, say: Say): unknown {
  if (map === undefined) return
  const keys = isRecord(map) ? Object.keys(map).sort() : []
  if (keys.join() !== languages.join()) say(`languages ${keys.join()}`)
  if (isRecord(map) && Object.values(map).some(value => typeof value !== 'string')) say('a language without a text')
}

function markdownFaults(element: Record<string, unknown>, knows: Known, say: Say): unknown {
  if (typeof element.content !== 'string') return say('markdown without content')
  for (const [, id = ''] of element.content.matchAll(/<at id=([^>]*)>/g))
    if (!knows.person(id)) say(`person ${id} (100290)`)
}

function imageFaults(element: Record<string, unknown>, knows: Known, say: Say): void {
  languageFaults(element.i18n_img_key, say)
  const others = isRecord(element.i18n_img_key) ? Object.values(element.i18n_img_key) : []
  for (const key of [element.img_key, ...others]) if (!knows.image(String(key))) say(`image ${key} (200570)`)
  textFaults(element.alt, say)
}

function columnsFaults(element: Record<string, unknown>, place: Place, say: Say): unknown {
  if (!['none', 'stretch', 'flow', 'bisect', 'trisect'].includes(String(element.flex_mode))) say('flex_mode')
  if (!Array.isArray(element.columns) || element.columns.length === 0) return say('no columns')
  for (const column of element.columns) {
    if (!isRecord(column) || column.tag !== 'column') return say('a column that is none')
    if (!['auto', 'weighted'].includes(String(column.width))) say('column width')
    if (column.width === 'weighted' && !(Number(column.weight) >= 1 && Number(column.weight) <= 5)) say('weight')
    elementFaults(column, place, say)
    childrenFaults(column, place, say)
  }
}

function childrenFaults(element: Record<string, unknown>, place: Place, say: Say): unknown {
  if (!Array.isArray(element.elements) || element.elements.length === 0) return say(`an empty ${element.tag}`)
  for (const child of element.elements) elementFaults(child, place, say)
}

function formFaults(form: Record<string, unknown>, place: Place, say: Say): void {
  if (typeof form.name !== 'string' || form.name === '') say('a form without a name')
  const children = Array.isArray(form.elements) ? form.elements : []
  const submits = children.filter(child => isRecord(child) && child.form_action_type === 'submit')
  if (submits.length !== 1) say(`${submits.length} submit buttons`)
  childrenFaults(form, place, say)
}

function buttonFaults(button: Record<string, unknown>, { inForm }: Place, say: Say): unknown {
  textFaults(button.text, say)
  if (!['default', 'primary', 'danger'].includes(String(button.type))) say(`button type ${button.type}`)
  if (inForm && (typeof button.name !== 'string' || button.name === ''))
    say('a button in a form without a name (200530)')
  const [behavior] = Array.isArray(button.behaviors) ? button.behaviors : []
  const opens = isRecord(behavior) && behavior.type === 'open_url' && /^https?:/.test(String(behavior.default_url))
  if (!opens && (!isRecord(behavior) || behavior.type !== 'callback' || !isRecord(behavior.value)))
    say('no callback value')
  if (button.confirm === undefined) return
  const confirm = isRecord(button.confirm) ? button.confirm : {}
  textFaults(confirm.title, say)
  textFaults(confirm.text, say)
}

function fieldFaults(field: Record<string, unknown>, { inForm, knows }: Place, say: Say): unknown {
  if (!inForm) say('a field outside of a form')
  if (typeof field.name !== 'string' || field.name === '') say('a field without a name (200530)')
  textFaults(field.placeholder, say)
  if (field.tag === 'input' && Number(field.max_length) > 1_000) say('max_length')
  if (field.tag === 'select_person') return personFaults(field, knows, say)
  if (field.tag !== 'select_static') return
  if (!Array.isArray(field.options)) return say('no options')
  for (const option of field.options) {
    textFaults(isRecord(option) ? option.text : null, say)
    if (!isRecord(option) || typeof option.value !== 'string' || option.value === '') say('an option without a value')
  }
}

function personFaults({ options }: Record<string, unknown>, knows: Known, say: Say): void {
  if (!Array.isArray(options) || options.length === 0) return void say('no people to choose from')
  for (const option of options) if (!isRecord(option) || !knows.person(String(option.value))) say('an unknown person')
}

/** Its own component: no languages, cells as the columns say, ten rows a page at most. */
function tableFaults({ columns, rows, page_size }: Record<string, unknown>, say: Say): void {
  if (!Array.isArray(columns) || columns.length === 0 || columns.length > 50) return void say('table columns')
  if (!Number.isInteger(page_size) || Number(page_size) < 1 || Number(page_size) > 10) say('page_size')
  const names = columns.map(column => (isRecord(column) ? String(column.name) : ''))
  if (new Set(names).size !== names.length || names.includes('')) say('names of columns')
  for (const column of columns) {
    only(column, ['name', 'display_name', 'data_type', 'horizontal_align', 'width', 'vertical_align'], 'column', say)
    if (!isRecord(column) || typeof column.display_name !== 'string' || column.data_type !== 'text') say('a column')
  }
  if (!Array.isArray(rows)) return void say('no rows')
  for (const row of rows) {
    const cells = isRecord(row) ? Object.entries(row) : []
    if (cells.some(([name, value]) => !names.includes(name) || typeof value !== 'string')) say('a cell')
  }
}

function formNames(elements: readonly unknown[], say: Say): void {
  const names = elements.flatMap(namesIn)
  if (new Set(names).size !== names.length) say('a name twice')
}

function namesIn(element: unknown): string[] {
  if (!isRecord(element)) return []
  const own = typeof element.name === 'string' ? [element.name] : []
  const children = [element.elements, element.columns].flatMap(list => (Array.isArray(list) ? list : []))
  return [...own, ...children.flatMap(namesIn)]
}

/** Unknown properties are an error in JSON 2.0 (200621). */
function only(part: unknown, known: readonly string[], name: string, say: Say): void {
  for (const key of Object.keys(isRecord(part) ? part : {})) if (!known.includes(key)) say(`${name}.${key} (200621)`)
}

function count(part: unknown): number {
  if (Array.isArray(part)) return part.reduce<number>((sum, one) => sum + count(one), 0)
  if (!isRecord(part)) return 0
  const own = typeof part.tag === 'string' ? 1 : 0
  return Object.entries(part).reduce((sum, [key, value]) => (key === 'value' ? sum : sum + count(value)), own)
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
