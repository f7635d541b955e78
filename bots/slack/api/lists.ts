import type { Client } from './client.ts'
import { transported } from './faults.ts'

/** A list of ours with the ids of its columns. */
export interface TaskList {
  readonly id: string
  readonly columns: Readonly<Record<Column, string>>
}

const columns = ['what', 'about', 'mark', 'done', 'owner', 'due'] as const
type Column = (typeof columns)[number]

/** What a list that tracks tasks calls its own columns: https://docs.slack.dev/reference/methods/slackLists.create */
const taskTypes: Readonly<Record<string, Column>> = {
  todo_completed: 'done',
  todo_assignee: 'owner',
  todo_due_date: 'due',
}

/** Makes a list that tracks tasks. `null`: its answer lacks a column that we need. */
export async function createList(client: Client, names: Readonly<Record<'list' | 'what' | 'about' | 'mark', string>>) {
  const schema = [
    { key: 'what', name: names.what, type: 'text', is_primary_column: true },
    { key: 'about', name: names.about, type: 'text' },
    { key: 'mark', name: names.mark, type: 'text' },
  ]
  const made = await transported(true, () => client.slackLists.create({ name: names.list, schema, todo_mode: true }))
  const ids = new Map<string, string>()
  for (const { id, key, type } of made.list_metadata?.schema ?? []) {
    const column = taskTypes[type ?? ''] ?? columns.find(name => name === key)
    if (id !== undefined && column) ids.set(column, id)
  }
  const known = Object.fromEntries(ids) as Record<Column, string> // all of them are looked for in the next line
  return made.list_id && columns.every(name => ids.has(name)) ? { id: made.list_id, columns: known } : null
}

/** Lets somebody see and change a list. https://docs.slack.dev/reference/methods/slackLists.access.set */
export async function giveList(client: Client, list: TaskList, user: string): Promise<void> {
  const access = { list_id: list.id, access_level: 'write', user_ids: [user] }
  await transported(false, () => client.slackLists.access.set(access))
}

/** A task as it stands in a list. */
export interface ListTask {
  readonly what: string
  readonly about: string
  readonly due: string
  readonly owner: string
  readonly done: boolean
}

/** Adds a task; `mark` finds it again. Answers its id. https://docs.slack.dev/reference/methods/slackLists.items.create */
export async function addItem(client: Client, list: TaskList, task: ListTask, mark: string): Promise<string | null> {
  const fields = [...cellsOf(list, task), { column_id: list.columns.mark, rich_text: richText(mark) }]
  const made = await transported(true, () =>
    client.slackLists.items.create({ list_id: list.id, initial_fields: fields }),
  )
  return made.item?.id ?? null
}

/** Changes a task. https://docs.slack.dev/reference/methods/slackLists.items.update */
export async function changeItem(client: Client, list: TaskList, id: string, task: ListTask): Promise<void> {
  const cells = cellsOf(list, task).map(cell => ({ ...cell, row_id: id }))
  await transported(false, () => client.slackLists.items.update({ list_id: list.id, cells }))
}

/** Whether a task is done. https://docs.slack.dev/reference/methods/slackLists.items.info */
export async function isItemDone(client: Client, list: TaskList, id: string): Promise<boolean> {
  const { record } = await transported(false, () => client.slackLists.items.info({ list_id: list.id, id }))
  const cell = record?.fields?.find(field => field.column_id === list.columns.done)
  return cell?.checkbox === true || cell?.value === true
}

/** Takes a task away. https://docs.slack.dev/reference/methods/slackLists.items.delete */
export async function removeItem(client: Client, list: TaskList, id: string): Promise<void> {
  await transported(false, () => client.slackLists.items.delete({ list_id: list.id, id }))
}

/** The id of the task with a mark; `null`: there is none. https://docs.slack.dev/reference/methods/slackLists.items.list */
export async function findItem(client: Client, list: TaskList, mark: string): Promise<string | null> {
  let cursor = ''
  for (let page = 0; page < mostPages; page++) {
    const asked = { list_id: list.id, limit: 100, ...(cursor !== '' && { cursor }) }
    const answer = await transported(false, () => client.slackLists.items.list(asked))
    const found = answer.items?.find(({ fields }) => JSON.stringify(fields ?? []).includes(JSON.stringify(mark)))
    if (found?.id) return found.id
    cursor = answer.response_metadata?.next_cursor ?? ''
    if (cursor === '') return null
  }
  return null
}

/** A list holds some thousands; judgement. */
const mostPages = 50

function cellsOf({ columns }: TaskList, { what, about, due, owner, done }: ListTask) {
  return [
    { column_id: columns.what, rich_text: richText(what) },
    { column_id: columns.about, rich_text: richText(about) },
    { column_id: columns.due, date: [due] },
    { column_id: columns.owner, user: [owner] },
    { column_id: columns.done, checkbox: done },
  ]
}

/** Text that nobody's markup can change: https://docs.slack.dev/reference/block-kit/blocks/rich-text-block */
function richText(text: string) {
  const elements = [{ type: 'text' as const, text: text === '' ? '–' : text }]
  return [{ type: 'rich_text' as const, elements: [{ type: 'rich_text_section' as const, elements }] }]
}
