/** What is wrong with blocks, in Slack's own manner: a reason with a JSON pointer. Written from the block reference. */
export function validateBlocks(
  blocks: unknown,
  surface: 'message' | 'modal' | 'home',
  files: ReadonlySet<string>,
): string[] {
  const wrong: string[] = []
  if (!Array.isArray(blocks)) return ['blocks must be an array [json-pointer:/blocks]']
  const most = surface === 'message' ? 50 : 100
  if (blocks.length > most) wrong.push(`no more than ${most} items allowed [json-pointer:/blocks]`)
  const check: Check = { wrong, surface, files, actionIds: new Set(), blockIds: new Set(), tables: 0 }
  for (const [at, block] of blocks.entries()) checkBlock(block, `/blocks/${at}`, check)
  if (check.tables > 1) wrong.push('only_one_table_allowed [json-pointer:/blocks]')
  return wrong
}

interface Check {
  readonly wrong: string[]
  readonly surface: 'message' | 'modal' | 'home'
  readonly files: ReadonlySet<string>
  readonly actionIds: Set<string>
  readonly blockIds: Set<string>
  tables: number
}

type Json = Record<string, unknown>

const keysOf: Readonly<Record<string, readonly string[]>> = {
  header: ['text'],
  section: ['text', 'fields', 'accessory', 'expand'],
  context: ['elements'],
  divider: [],
  actions: ['elements'],
  image: ['alt_text', 'image_url', 'slack_file', 'title'],
  rich_text: ['elements'],
  table: ['rows', 'column_settings'],
  input: ['label', 'element', 'hint', 'optional', 'dispatch_action'],
}

function checkBlock(value: unknown, at: string, check: Check): void {
  const block = object(value)
  const type = String(block.type)
  const keys = keysOf[type]
  if (!keys) {
    check.wrong.push(`unsupported type: ${type} [json-pointer:${at}/type]`)
    return
  }
  for (const key of Object.keys(block)) {
    if (!['type', 'block_id', ...keys].includes(key)) fail(check, at, `additional property ${key}`)
  }
  if (block.block_id !== undefined) {
    text(block.block_id, `${at}/block_id`, 255, check)
    unique(check.blockIds, block.block_id, `${at}/block_id`, check)
  }
  checkers[type]?.(block, at, check)
}

const checkers: Readonly<Record<string, (block: Json, at: string, check: Check) => void>> = {
  header: (block, at, check) => plain(block.text, `${at}/text`, 150, check),
  section: (block, at, check) => {
    if (block.text === undefined && block.fields === undefined) fail(check, at, 'text or fields is required')
    if (block.text !== undefined) textObject(block.text, `${at}/text`, 3000, check)
    if (block.fields !== undefined)
      each(list(block.fields, `${at}/fields`, 10, check), (field, i) =>
        textObject(field, `${at}/fields/${i}`, 2000, check),
      )
  },
  context: (block, at, check) =>
    each(list(block.elements, `${at}/elements`, 10, check), (one, i) =>
      textObject(one, `${at}/elements/${i}`, 2000, check),
    ),
  actions: (block, at, check) =>
    each(list(block.elements, `${at}/elements`, 25, check), (one, i) => element(one, `${at}/elements/${i}`, check)),
  image: (block, at, check) => {
    text(block.alt_text, `${at}/alt_text`, 2000, check)
    if (block.title !== undefined) plain(block.title, `${at}/title`, 2000, check)
    const file = object(block.slack_file)
    if ((block.image_url === undefined) === (block.slack_file === undefined))
      fail(check, at, 'one of image_url, slack_file')
    if (block.slack_file !== undefined && !/^F[A-Z0-9]{8,}$/.test(String(file.id)))
      fail(check, `${at}/slack_file`, 'invalid slack file')
    else if (block.slack_file !== undefined && !check.files.has(String(file.id)))
      fail(check, `${at}/slack_file`, 'invalid slack file')
  },
  rich_text: (block, at, check) =>
    each(list(block.elements, `${at}/elements`, 1000, check), (one, i) =>
      richElement(one, `${at}/elements/${i}`, check),
    ),
  table: (block, at, check) => {
    if (check.surface !== 'message') fail(check, at, 'tables are for messages')
    check.tables += 1
    const rows = list(block.rows, `${at}/rows`, 100, check)
    if (block.column_settings !== undefined) list(block.column_settings, `${at}/column_settings`, 20, check)
    const width = Array.isArray(rows[0]) ? rows[0].length : 0
    each(rows, (row, r) => {
      const cells = list(row, `${at}/rows/${r}`, 20, check)
      if (cells.length !== width) fail(check, `${at}/rows/${r}`, 'rows must have the same length')
      each(cells, (cell, c) => {
        const { type, ...rest } = object(cell)
        if (type === 'raw_text') text(rest.text, `${at}/rows/${r}/${c}/text`, 3000, check)
        else if (type === 'rich_text') checkers.rich_text?.(object(cell), `${at}/rows/${r}/${c}`, check)
        else fail(check, `${at}/rows/${r}/${c}`, 'invalid cell')
      })
    })
  },
  input: (block, at, check) => {
    if (check.surface !== 'modal') fail(check, at, 'inputs are for modals here')
    plain(block.label, `${at}/label`, 2000, check)
    if (block.hint !== undefined) plain(block.hint, `${at}/hint`, 2000, check)
    element(block.element, `${at}/element`, check)
  },
}

function element(value: unknown, at: string, check: Check): void {
  const it = object(value)
  text(it.action_id, `${at}/action_id`, 255, check)
  unique(check.actionIds, it.action_id, `${at}/action_id`, check)
  if (it.placeholder !== undefined) plain(it.placeholder, `${at}/placeholder`, 150, check)
  if (it.initial_value !== undefined && typeof it.initial_value !== 'string')
    fail(check, at, 'initial_value must be a string')
  switch (it.type) {
    case 'button':
      plain(it.text, `${at}/text`, 75, check)
      if (it.value !== undefined) text(it.value, `${at}/value`, 2000, check)
      if (it.style !== undefined && it.style !== 'primary' && it.style !== 'danger')
        fail(check, `${at}/style`, 'invalid style')
      if (it.confirm !== undefined) confirm(object(it.confirm), `${at}/confirm`, check)
      return
    case 'static_select': {
      const options = list(it.options, `${at}/options`, 100, check)
      each(options, (one, i) => option(one, `${at}/options/${i}`, check))
      const initial = it.initial_option === undefined ? null : JSON.stringify(it.initial_option)
      if (initial !== null && !options.some(one => JSON.stringify(one) === initial))
        fail(check, at, 'initial_option is not among the options')
      return
    }
    case 'external_select':
      if (it.initial_option !== undefined) option(it.initial_option, `${at}/initial_option`, check)
      return
    case 'plain_text_input':
      if (typeof it.max_length === 'number' && (it.max_length < 1 || it.max_length > 3000))
        fail(check, at, 'max_length')
      return
    case 'datepicker':
      if (it.initial_date !== undefined && !/^\d{4}-\d\d-\d\d$/.test(String(it.initial_date)))
        fail(check, at, 'initial_date')
      return
    case 'users_select':
      return
    default:
      fail(check, at, `unsupported element ${String(it.type)}`)
  }
}

function option(value: unknown, at: string, check: Check): void {
  const it = object(value)
  plain(it.text, `${at}/text`, 75, check)
  text(it.value, `${at}/value`, 150, check)
}

function confirm(it: Json, at: string, check: Check): void {
  plain(it.title, `${at}/title`, 100, check)
  plain(it.text, `${at}/text`, 300, check)
  plain(it.confirm, `${at}/confirm`, 30, check)
  plain(it.deny, `${at}/deny`, 30, check)
}

function richElement(value: unknown, at: string, check: Check): void {
  const it = object(value)
  const elements = list(it.elements, `${at}/elements`, 1000, check)
  if (it.type === 'rich_text_list') {
    for (const [i, one] of elements.entries()) richElement(one, `${at}/elements/${i}`, check)
    return
  }
  if (it.type !== 'rich_text_section') {
    fail(check, at, `unsupported ${String(it.type)}`)
    return
  }
  each(elements, (one, i) => {
    const leaf = object(one)
    if (leaf.type === 'text' && /^\s+$/.test(String(leaf.text))) return
    if (leaf.type === 'text') text(leaf.text, `${at}/elements/${i}/text`, 3000, check)
    else if (leaf.type === 'link') {
      text(leaf.text, `${at}/elements/${i}/text`, 3000, check)
      if (!/^https?:\/\/\S+$/.test(String(leaf.url))) fail(check, `${at}/elements/${i}/url`, 'invalid url')
    } else if (leaf.type === 'user') {
      if (!/^[A-Z][A-Z0-9]+$/.test(String(leaf.user_id))) fail(check, `${at}/elements/${i}/user_id`, 'invalid user')
    } else fail(check, `${at}/elements/${i}`, `unsupported ${String(leaf.type)}`)
  })
}

function textObject(value: unknown, at: string, most: number, check: Check): void {
  const it = object(value)
  if (it.type === 'mrkdwn') {
    text(it.text, `${at}/text`, most, check)
    // What people wrote must never speak Slack's own syntax: only our escaped characters may stand here.
    if (/<|>/.test(String(it.text))) fail(check, at, 'unescaped control sequence')
    if (it.emoji !== undefined) fail(check, at, 'additional property emoji')
  } else plain(value, at, most, check)
}

function plain(value: unknown, at: string, most: number, check: Check): void {
  const it = object(value)
  if (it.type !== 'plain_text') {
    fail(check, at, 'must be plain_text')
    return
  }
  text(it.text, `${at}/text`, most, check)
}

function text(value: unknown, at: string, most: number, check: Check): void {
  if (typeof value !== 'string') {
    fail(check, at, 'must be a string')
    return
  }
  if (value.trim() === '') fail(check, at, 'must be more than 0 characters')
  if (value.length > most) fail(check, at, `must be less than ${most + 1} characters`)
  if (/\p{Cs}/u.test(value)) fail(check, at, 'half a character')
}

function list(value: unknown, at: string, most: number, check: Check): readonly unknown[] {
  if (!Array.isArray(value) || value.length === 0) {
    fail(check, at, 'must have at least 1 item')
    return []
  }
  if (value.length > most) fail(check, at, `no more than ${most} items allowed`)
  return value
}

function unique(seen: Set<string>, value: unknown, at: string, check: Check): void {
  if (seen.has(String(value))) fail(check, at, `${String(value)} already exists`)
  seen.add(String(value))
}

function fail(check: Check, at: string, why: string): void {
  check.wrong.push(`${why} [json-pointer:${at}]`)
}

function object(value: unknown): Json {
  return typeof value === 'object' && value !== null ? (value as Json) : {}
}

function each(items: readonly unknown[], visit: (item: unknown, at: number) => void): void {
  for (const [at, item] of items.entries()) visit(item, at)
}
