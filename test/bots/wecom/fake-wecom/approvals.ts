import type { Json } from './server.ts'

/** A request as it stands in 审批. */
export interface FakeRequest {
  readonly spNo: string
  readonly creator: string
  readonly users: readonly string[]
  readonly contents: readonly { readonly id: string; readonly value: { readonly text: string } }[]
  readonly summary: readonly string[]
  readonly template: string
  readonly at: number
  status: number
  decided: { readonly user: string; readonly speech: string; readonly code: number; readonly at: number }[]
}

/** What the platform keeps of approvals. */
export interface FakeApprovals {
  readonly templates: Map<string, { readonly name: string; readonly controls: ReadonlyMap<string, string> }>
  readonly requests: FakeRequest[]
  /** The next so many requests are taken, and nobody hears of it. */
  cutApplies: number
}

const invalid = { errcode: 301025, errmsg: 'get approval param error' }

/** Answers a call of 审批; `null`: it is none. Documents 91853, 91983, 91816 and 97437. */
export function approvalAnswer(
  { approvals, scope, now }: { approvals: FakeApprovals; scope: ReadonlySet<string>; now: () => number },
  path: string,
  body: Json,
): Json | null {
  const isMember = (user: unknown) => typeof user === 'string' && scope.has(user.toLowerCase())
  switch (path) {
    case '/oa/approval/create_template':
      return template(approvals, body)
    case '/oa/applyevent':
      return apply(approvals, body, isMember, now())
    case '/oa/getapprovaldetail':
      return detail(approvals, String(body.sp_no))
    case '/oa/getapprovalinfo':
      return listed(approvals, body)
    default:
      return null
  }
}

function template({ templates }: FakeApprovals, body: Json): Json {
  const [name] = body.template_name as { text: string; lang: string }[]
  const { controls } = body.template_content as { controls: { property: Json }[] }
  const properties = controls.map(({ property }) => property)
  const fine = properties.every(({ control, id, title }) => {
    const [label] = title as { text: string; lang: string }[]
    return new RegExp(`^${control}-\\d+$`).test(String(id)) && label?.lang === 'zh_CN' && [...label.text].length <= 40
  })
  const twin = [...templates.values()].some(one => one.name === name?.text)
  if (!fine || twin || name?.lang !== 'zh_CN' || [...(name?.text ?? '')].length > 40) return invalid
  const id = `template-${templates.size + 1}`
  const kinds = new Map(properties.map(({ id, control }) => [String(id), String(control)]))
  templates.set(id, { name: name.text, controls: kinds })
  return { template_id: id }
}

function apply(
  { templates, requests }: FakeApprovals,
  body: Json,
  isMember: (user: unknown) => boolean,
  at: number,
): Json {
  const known = templates.get(String(body.template_id))
  const { node_list: nodes = [] } = (body.process ?? {}) as { node_list?: Json[] }
  const { contents = [] } = (body.apply_data ?? {}) as {
    contents?: { control: string; id: string; value: { text: string } }[]
  }
  const lines = (body.summary_list ?? []) as { summary_info: { text: string; lang: string }[] }[]
  const users = nodes.flatMap(({ userid }) => userid as string[])
  const filled = [...(known?.controls ?? [])].every(([id, control]) =>
    contents.some(one => one.id === id && one.control === control && one.value.text !== ''),
  )
  const single = contents.every(({ control, value }) => control !== 'Text' || !value.text.includes('\n'))
  const summary = lines.flatMap(({ summary_info: info }) => info)
  const short = summary.every(({ text, lang }) => [...text].length <= 20 && ['zh_CN', 'en'].includes(lang))
  if (!known || body.use_template_approver !== 0 || !filled || !single || !short) return invalid
  if (lines.length < 1 || lines.length > 3 || nodes.some(({ type, apv_rel: how }) => type !== 1 || how !== 2))
    return invalid
  if (users.length === 0 || !users.every(isMember) || !isMember(body.creator_userid)) return invalid
  const spNo = `20261129${String(requests.length + 1).padStart(4, '0')}`
  const creator = String(body.creator_userid)
  const said = summary.map(({ text }) => text)
  requests.push({
    ...{
      spNo,
      creator,
      users,
      contents,
      summary: said,
      template: String(body.template_id),
      at,
      status: 1,
      decided: [],
    },
  })
  return { sp_no: spNo }
}

function detail({ requests }: FakeApprovals, spNo: string): Json {
  const request = requests.find(one => one.spNo === spNo)
  if (!request) return { errcode: 301025 }
  const sub_node_list = request.users.map(userid => {
    const own = request.decided.find(({ user }) => user === userid)
    return { userid, speech: own?.speech ?? '', sp_yj: own?.code ?? 1, sptime: own?.at ?? 0, media_ids: [] }
  })
  const strangers = request.decided
    .filter(({ user }) => !request.users.includes(user))
    .map(({ user, speech, code, at }) => ({ userid: user, speech, sp_yj: code, sptime: at, media_ids: [] }))
  return {
    info: {
      sp_no: spNo,
      sp_status: request.status,
      template_id: request.template,
      applyer: { userid: request.creator, partyid: '2' },
      apply_data: { contents: request.contents },
      process_list: { node_list: [{ node_type: 1, apv_rel: 2, sub_node_list: [...sub_node_list, ...strangers] }] },
    },
  }
}

function listed({ requests }: FakeApprovals, body: Json): Json {
  const [from, to] = [Number(body.starttime) * 1_000, Number(body.endtime) * 1_000]
  const filters = new Map((body.filters as { key: string; value: string }[]).map(({ key, value }) => [key, value]))
  if (!(from < to) || Number(body.size) > 100 || to - from > 31 * 86_400_000) return invalid
  const found = requests.filter(
    one =>
      one.at >= from &&
      one.at <= to &&
      one.template === filters.get('template_id') &&
      one.creator === filters.get('creator'),
  )
  return { sp_no_list: found.map(({ spNo }) => spNo) }
}

/** Somebody decides a request; answers the event of it, whose sender is the platform. Document 91815. */
export function decided(request: FakeRequest, how: { user: string; status: number; speech?: string }): string {
  const { user, status, speech = '' } = how
  request.status = status
  if (status === 2 || status === 3)
    request.decided.push({ user, speech, code: status, at: Math.floor(Date.now() / 1_000) })
  return `<xml><ToUserName><![CDATA[wwcompany]]></ToUserName><FromUserName><![CDATA[sys]]></FromUserName><CreateTime>${Math.floor(Date.now() / 1_000)}</CreateTime><MsgType><![CDATA[event]]></MsgType><Event><![CDATA[sys_approval_change]]></Event><AgentID>3010040</AgentID><ApprovalInfo><SpNo>${request.spNo}</SpNo><SpNoStr><![CDATA[${request.spNo}]]></SpNoStr><SpName><![CDATA[KPI]]></SpName><SpStatus>${status}</SpStatus><TemplateId><![CDATA[${request.template}]]></TemplateId><Applyer><UserId><![CDATA[${request.creator}]]></UserId></Applyer><StatuChangeEvent>${status}</StatuChangeEvent></ApprovalInfo></xml>`
}
