import type { Answer, Client } from './client.ts'
import { faultOf } from './faults.ts'

/** Fields of our template. */
export const controls = { number: 'Text-01', content: 'Textarea-01' } as const

/** A text in the platform's own name of a language. */
export interface SpokenText {
  readonly text: string
  readonly lang: 'zh_CN' | 'en'
}

/** Makes the template of our requests. Answers its id. https://developer.work.weixin.qq.com/document/path/97437 */
export async function createTemplate(client: Client, name: string): Promise<string> {
  const control = (kind: string, id: string, title: string) => ({
    property: { control: kind, id, title: [{ text: title, lang: 'zh_CN' }], require: 1, un_print: 0 },
    config: {},
  })
  const answer = await client.call({
    path: '/cgi-bin/oa/approval/create_template',
    body: {
      template_name: [{ text: name, lang: 'zh_CN' }],
      template_content: {
        controls: [control('Text', controls.number, '编号'), control('Textarea', controls.content, '内容')],
      },
    },
  })
  if (typeof answer.template_id !== 'string' || answer.template_id === '') throw faultOf(-1)
  return answer.template_id
}

/** A request for approval. Any one of `users` decides it. */
export interface Application {
  readonly template: string
  readonly creator: string
  readonly users: readonly string[]
  /** One line; by it the request is found again. */
  readonly number: string
  readonly content: string
  /** At most three lines of twenty characters. */
  readonly summary: readonly SpokenText[]
}

/** Any one of several approvers decides; 1 would wait for all of them. */
const anyOne = 2

/** Submits a request in somebody's name. Answers its number. https://developer.work.weixin.qq.com/document/path/91853 */
export async function apply(client: Client, application: Application): Promise<string> {
  const { template, creator, users, number, content, summary } = application
  const answer = await client.call({
    path: '/cgi-bin/oa/applyevent',
    body: {
      creator_userid: creator,
      template_id: template,
      use_template_approver: 0,
      process: { node_list: [{ type: 1, apv_rel: anyOne, userid: [...users] }] },
      apply_data: {
        contents: [
          { control: 'Text', id: controls.number, value: { text: number } },
          { control: 'Textarea', id: controls.content, value: { text: content } },
        ],
      },
      summary_list: summary.map(line => ({ summary_info: [line] })),
    },
  })
  if (typeof answer.sp_no !== 'string' && typeof answer.sp_no !== 'number') throw faultOf(-1)
  return String(answer.sp_no)
}

/** What somebody did with a request. */
export interface Decided {
  readonly user: string
  readonly speech: string
}

/** How a request stands. */
export interface ApprovalDetail {
  readonly state: 'waiting' | 'approved' | 'rejected' | 'withdrawn' | 'gone'
  /** Who decided it so last; of a withdrawn one, who asked. `null`: the platform does not say. */
  readonly by: Decided | null
  /** Our number; empty where it is none of our template. */
  readonly number: string
}

const states: Readonly<Record<number, ApprovalDetail['state']>> = {
  1: 'waiting',
  2: 'approved',
  3: 'rejected',
  4: 'withdrawn',
  6: 'withdrawn',
  10: 'approved',
}

/** Looks at a request. https://developer.work.weixin.qq.com/document/path/91983 */
export async function readApproval(client: Client, spNo: string): Promise<ApprovalDetail> {
  const answer = await client.call({ path: '/cgi-bin/oa/getapprovaldetail', body: { sp_no: spNo } })
  const info = record(answer.info)
  const state = states[Number(info.sp_status)] ?? 'gone'
  const number = list(record(info.apply_data).contents).find(one => one.id === controls.number)
  const applicant = text(record(info.applyer).userid)
  const by = state === 'withdrawn' && applicant !== '' ? { user: applicant, speech: '' } : decisionIn(info, state)
  return { state, by, number: text(record(number?.value).text) }
}

const codes: Readonly<Record<string, readonly number[]>> = { approved: [2, 13], rejected: [3] }

/** The last decision of that kind, out of the list of nodes, or of the older record of approvers. */
function decisionIn(info: Answer, state: ApprovalDetail['state']): Decided | null {
  const nodes = list(record(info.process_list).node_list).flatMap(node => list(node.sub_node_list))
  const older = list(info.sp_record).flatMap(node => list(node.details))
  const all = [
    ...nodes.map(one => ({ user: text(one.userid), code: Number(one.sp_yj), one })),
    ...older.map(one => ({ user: text(record(one.approver).userid), code: Number(one.sp_status), one })),
  ]
  const meant = all.filter(({ user, code }) => user !== '' && codes[state]?.includes(code))
  const [last] = meant.sort((a, b) => Number(b.one.sptime ?? 0) - Number(a.one.sptime ?? 0))
  return last ? { user: last.user, speech: text(last.one.speech) } : null
}

/** Numbers of somebody's requests of a template since a time. https://developer.work.weixin.qq.com/document/path/91816 */
export async function listApprovals(
  client: Client,
  { template, creator }: Pick<Application, 'template' | 'creator'>,
  since: Date,
  now: Date,
): Promise<readonly string[]> {
  const found: string[] = []
  let cursor = ''
  for (let page = 0; page < mostPages; page++) {
    const answer = await client.call({
      path: '/cgi-bin/oa/getapprovalinfo',
      body: {
        starttime: String(Math.floor(since.getTime() / 1_000)),
        endtime: String(Math.ceil(now.getTime() / 1_000) + 60),
        new_cursor: cursor,
        size: 100,
        filters: [
          { key: 'template_id', value: template },
          { key: 'creator', value: creator },
        ],
      },
    })
    if (Array.isArray(answer.sp_no_list)) found.push(...answer.sp_no_list.map(String))
    cursor = text(answer.new_next_cursor)
    if (cursor === '') break
  }
  return found
}

/** Of one person within minutes; judgement. */
const mostPages = 5

function record(value: unknown): Answer {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

function list(value: unknown): readonly Answer[] {
  return Array.isArray(value) ? value.map(record) : []
}

function text(value: unknown): string {
  return typeof value === 'string' ? value.trim() : ''
}
