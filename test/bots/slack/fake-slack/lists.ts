import { type Caller, Refused } from './methods.ts'
import type { World } from './world.ts'

type Args = Readonly<Record<string, unknown>>
type Answer = Record<string, unknown>

/** A task in a list of a workspace. */
export interface FakeItem {
  readonly id: string
  readonly fields: Map<string, unknown>
}

/** A list that tracks tasks. */
export interface FakeList {
  readonly id: string
  readonly team: string
  readonly name: string
  readonly columns: ReadonlyMap<string, { readonly key: string; readonly type: string }>
  readonly writers: Set<string>
  readonly items: FakeItem[]
}

/** What the platform keeps of lists. */
export interface FakeLists {
  /** Whether the workspace has a plan with lists. */
  paid: boolean
  readonly all: FakeList[]
}

const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  text: value => Array.isArray(value) && value.every(block => block.type === 'rich_text' && block.elements.length > 0),
  todo_completed: value => typeof value === 'boolean',
  todo_assignee: value => Array.isArray(value) && value.every(user => /^[UW]/.test(String(user))),
  todo_due_date: value => Array.isArray(value) && value.every(day => /^\d{4}-\d{2}-\d{2}$/.test(String(day))),
}
const names: Readonly<Record<string, string>> = {
  text: 'rich_text',
  todo_completed: 'checkbox',
  todo_assignee: 'user',
  todo_due_date: 'date',
}

/** https://docs.slack.dev/reference/methods?family=slackLists */
export const listMethods: Readonly<Record<string, (world: World, args: Args, caller: Caller) => Answer>> = {
  'slackLists.create': (world, args, { team }) => {
    if (!world.lists.paid) throw new Refused('paid_teams_only')
    const schema = json(args.schema) as { key: string; name: string; type: string; is_primary_column?: boolean }[]
    const primary = schema.filter(column => column.is_primary_column)
    if (!args.name || primary.length !== 1 || schema.some(({ type }) => type !== 'text'))
      throw new Refused('invalid_args')
    const own = args.todo_mode === 'true' ? ['todo_completed', 'todo_assignee', 'todo_due_date'] : []
    const all = [...schema.map(({ key, type }) => ({ key, type })), ...own.map(type => ({ key: type, type }))]
    const columns = new Map(all.map((column, at) => [`Col${at}`, column]))
    const id = `F0LIST${world.lists.all.length}`
    world.lists.all.push({ id, team, name: String(args.name), columns, writers: new Set(), items: [] })
    return { list_id: id, list_metadata: { schema: [...columns].map(([id, column]) => ({ id, ...column })) } }
  },
  'slackLists.access.set': (world, args, caller) => {
    const list = listOf(world, args, caller)
    const users = json(args.user_ids) as string[]
    if (args.access_level !== 'write' || users.some(user => world.users.get(user)?.team !== caller.team))
      throw new Refused('user_not_found')
    for (const user of users) list.writers.add(user)
    return {}
  },
  'slackLists.items.create': (world, args, caller) => {
    const list = listOf(world, args, caller)
    const item = { id: `Rec${list.items.length + 1}`, fields: new Map() }
    fill(list, item, json(args.initial_fields) as Args[])
    list.items.push(item)
    return { item: { id: item.id, list_id: list.id, fields: [] } }
  },
  'slackLists.items.update': (world, args, caller) => {
    const list = listOf(world, args, caller)
    for (const cell of json(args.cells) as Args[]) {
      const item = list.items.find(({ id }) => id === cell.row_id)
      if (!item) throw new Refused('invalid_row_id')
      const { row_id: _row, ...field } = cell
      fill(list, item, [field])
    }
    return {}
  },
  'slackLists.items.info': (world, args, caller) => {
    const list = listOf(world, args, caller)
    return { record: shown(list, itemOf(list, args)) }
  },
  'slackLists.items.list': (world, args, caller) => {
    const list = listOf(world, args, caller)
    return { items: list.items.map(item => shown(list, item)), response_metadata: { next_cursor: '' } }
  },
  'slackLists.items.delete': (world, args, caller) => {
    const list = listOf(world, args, caller)
    list.items.splice(list.items.indexOf(itemOf(list, args)), 1)
    return {}
  },
}

function json(value: unknown): unknown {
  return JSON.parse(String(value ?? '[]'))
}

function listOf({ lists }: World, args: Args, { team }: Caller): FakeList {
  const list = lists.all.find(one => one.id === args.list_id && one.team === team)
  if (!list) throw new Refused('list_not_found')
  return list
}

function itemOf(list: FakeList, args: Args): FakeItem {
  const item = list.items.find(({ id }) => id === args.id)
  if (!item) throw new Refused('item_not_found')
  return item
}

function fill(list: FakeList, item: FakeItem, cells: readonly Args[]): void {
  for (const { column_id: id, ...value } of cells) {
    const column = list.columns.get(String(id))
    if (!column) throw new Refused('invalid_column_id')
    const name = names[column.type] ?? ''
    if (Object.keys(value).join() !== name || !kinds[column.type]?.(value[name]))
      throw new Refused('invalid_input_type')
    item.fields.set(column.key, value[name])
  }
}

function shown(list: FakeList, { id, fields }: FakeItem) {
  const cells = [...list.columns].flatMap(([column_id, { key, type }]) =>
    fields.has(key) ? [{ key, column_id, [names[type] ?? 'value']: fields.get(key) }] : [],
  )
  return { id, list_id: list.id, fields: cells }
}
