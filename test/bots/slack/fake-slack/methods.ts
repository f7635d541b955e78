import { validateBlocks } from './validate-blocks.ts'
import type { FakeChannel, FakePost, World } from './world.ts'

type Args = Readonly<Record<string, unknown>>
type Answer = Record<string, unknown>

/** Who calls. */
export interface Caller {
  readonly team: string
  readonly bot: string
  readonly user: string
  readonly scopes?: ReadonlySet<string>
}

/** A refusal in Slack's manner. */
export class Refused extends Error {
  readonly answer: Answer
  constructor(error: string, more: Answer = {}) {
    super(error)
    this.answer = { ok: false, error, ...more }
  }
}

/** The methods we use, as strict as their pages: https://docs.slack.dev/reference/methods */
export const methods: Readonly<Record<string, (world: World, args: Args, caller: Caller, base: string) => Answer>> = {
  'apps.connections.open': world => {
    if (world.socketUrl === null) throw new Refused('not_allowed_token_type')
    return { url: world.socketUrl }
  },
  'auth.test': (_world, _args, { team, bot, user }) => {
    const whole = team.startsWith('E')
    const place = whole ? { enterprise_id: team, is_enterprise_install: true } : { team_id: team }
    return { ...place, bot_id: bot, user_id: user, team: 'Fake' }
  },
  'chat.postMessage': (world, args, caller) => {
    const { id } = writable(world, args, caller)
    const post = postOf(world, args, id, caller)
    if (post.thread !== undefined && !/^\d+\.\d+$/.test(post.thread)) throw new Refused('thread_not_found')
    world.clock += 1
    const ts = `${world.clock}.000100`
    const metadata = args.metadata === undefined ? {} : { metadata: metadataOf(args.metadata) }
    world.messages.push({ team: caller.team, ts, edits: 0, ...post, ...metadata })
    return { channel: id, ts }
  },
  'chat.update': (world, args, caller) => {
    const { id } = writable(world, args, caller)
    const standing = world.messages.find(one => one.channel === id && one.ts === args.ts)
    if (!standing) throw new Refused('message_not_found')
    const { text, blocks } = postOf(world, args, id, caller)
    if (text.length > 4_000) throw new Refused('msg_too_long')
    const metadata = args.metadata === undefined ? standing.metadata : metadataOf(args.metadata)
    Object.assign(standing, { text, blocks, edits: standing.edits + 1, metadata })
    return { channel: id, ts: standing.ts }
  },
  'chat.delete': (world, args, caller) => {
    const { id } = writable(world, args, caller)
    const at = world.messages.findIndex(one => one.channel === id && one.ts === args.ts)
    if (at < 0) throw new Refused('message_not_found')
    world.messages.splice(at, 1)
    return {}
  },
  'chat.postEphemeral': (world, args, caller) => {
    const { id } = writable(world, args, caller)
    if (!world.users.has(String(args.user))) throw new Refused('user_not_in_channel')
    world.ephemerals.push({ ...postOf(world, args, id, caller), user: String(args.user) })
    return { message_ts: '1.1' }
  },
  'conversations.open': (world, args, caller) => {
    const user = String(args.users)
    if (world.users.get(user)?.team !== caller.team) throw new Refused('user_not_found')
    const id = `D${user.slice(1)}`
    world.channels.set(id, { team: caller.team, name: '', kind: 'im', user, member: true, archived: false })
    return { channel: { id } }
  },
  'conversations.info': (world, args, caller) => {
    const { id, channel } = visible(world, args, caller)
    return { channel: { id, name: channel.name, is_im: channel.kind === 'im', is_private: channel.kind === 'group' } }
  },
  'conversations.history': (world, args, caller) => history(world, args, caller, undefined),
  'conversations.replies': (world, args, caller) => history(world, args, caller, String(args.ts)),
  'users.info': (world, args, caller) => {
    const user = world.users.get(String(args.user))
    if (!user) throw new Refused('user_not_found')
    const { team, name, email, locale, tz, bot } = user
    const profile = { real_name: name, display_name: name, ...(email && { email }) }
    if (user.raw) return { user: { id: args.user, ...user.raw } }
    const shown = { id: args.user, team_id: team, real_name: name, tz, is_bot: bot ?? false, deleted: false, profile }
    return { user: { ...shown, ...(args.include_locale === 'true' && { locale }), is_stranger: team !== caller.team } }
  },
  'users.lookupByEmail': (world, args) => {
    const [id, user] = [...world.users].find(([, one]) => one.email === args.email) ?? []
    if (!id || !user) throw new Refused('users_not_found')
    if (user.raw) return { user: { id, ...user.raw } }
    const profile = { real_name: user.name, display_name: user.name, email: user.email }
    return { user: { id, team_id: user.team, is_bot: user.bot ?? false, deleted: false, profile } }
  },
  'files.getUploadURLExternal': (world, args, caller, base) => {
    if (!(Number(args.length) > 0) || typeof args.filename !== 'string') throw new Refused('invalid_arguments')
    const id = `F0FAKE${String(world.files.size + 1).padStart(5, '0')}`
    world.files.set(id, { team: caller.team, uploaded: false, completed: false, looks: world.readyAfter })
    return { upload_url: `${base}/upload/${id}`, file_id: id }
  },
  'files.completeUploadExternal': (world, args) => {
    // A picture of a message is never shared by itself; a file that is brought says what it is.
    if (args.channel_id !== undefined && typeof args.initial_comment !== 'string')
      throw new Refused('channel_not_found')
    const files = JSON.parse(String(args.files)) as { id: string }[]
    for (const { id } of files) {
      const file = world.files.get(id)
      if (!file?.uploaded) throw new Refused('file_not_found')
      file.completed = true
    }
    return { files: files.map(({ id }) => ({ id, mimetype: '', filetype: '' })) }
  },
  'files.info': (world, args, caller) => {
    const file = world.files.get(String(args.file))
    if (!file?.completed || file.team !== caller.team) throw new Refused('file_not_found')
    file.looks -= 1
    return { file: { id: args.file, mimetype: file.looks < 0 ? 'image/png' : '' } }
  },
  'views.open': (world, args, caller) => {
    const state = world.triggers.get(String(args.trigger_id))
    if (state === undefined) throw new Refused('invalid_trigger_id')
    if (state !== 'fresh') throw new Refused(state === 'used' ? 'exchanged_trigger_id' : 'expired_trigger_id')
    world.triggers.set(String(args.trigger_id), 'used')
    world.views.push({ method: 'open', view: checkedView(world, args.view, 'modal', caller.team) })
    return { view: { id: `V${world.views.length}`, hash: 'h1' } }
  },
  'views.publish': (world, args, caller) => {
    if (world.users.get(String(args.user_id))?.team !== caller.team) throw new Refused('user_not_found')
    world.views.push({
      method: 'publish',
      user: String(args.user_id),
      view: checkedView(world, args.view, 'home', caller.team),
    })
    return { view: { id: `V${world.views.length}` } }
  },
}

function postOf(world: World, args: Args, channel: string, { team }: Caller): FakePost {
  const text = String(args.text ?? '')
  if (text.trim() === '') throw new Refused('no_text')
  const blocks = args.blocks === undefined ? [] : JSON.parse(String(args.blocks))
  refuse(world, blocks, 'message', team)
  if (String(args.blocks ?? '').length > 13_200) throw new Refused('msg_blocks_too_long')
  const thread = args.thread_ts === undefined ? {} : { thread: String(args.thread_ts) }
  return { channel, text, blocks, ...thread }
}

function checkedView(world: World, given: unknown, type: 'modal' | 'home', team: string): Record<string, unknown> {
  const view = JSON.parse(String(given)) as Record<string, unknown>
  if (view.type !== type) throw new Refused('invalid_arguments')
  if (String(given).length > 250_000) throw new Refused('view_too_large')
  const title = view.title as { text?: string } | undefined
  const submit = view.submit as { text?: string } | undefined
  if (type === 'modal' && (!title?.text || title.text.length > 24 || (submit?.text ?? 'x').length > 24))
    throw new Refused('invalid_arguments', { response_metadata: { messages: ['title or submit'] } })
  if (String(view.private_metadata ?? '').length > 3_000) throw new Refused('invalid_arguments')
  refuse(world, view.blocks, type, team)
  return view
}

/** @throws Refused with Slack's JSON pointers. */
export function refuse(world: World, blocks: unknown, surface: 'message' | 'modal' | 'home', team: string): void {
  const ready = [...world.files].filter(([, file]) => file.team === team && file.completed && file.looks < 0)
  const files = new Set(world.refusePictures ? [] : ready.map(([id]) => id))
  const problems = validateBlocks(blocks, surface, files)
  if (problems.length === 0) return
  const messages = problems.map(problem => `[ERROR] ${problem.replace('/slack_file', '/slack_file')}`)
  throw new Refused('invalid_blocks', { errors: problems, response_metadata: { messages } })
}

function visible(world: World, args: Args, { team }: Caller): { id: string; channel: FakeChannel } {
  const id = String(args.channel)
  const channel = world.channels.get(id)
  if (!channel || channel.team !== team || (channel.kind === 'group' && !channel.member))
    throw new Refused('channel_not_found')
  return { id, channel }
}

function writable(world: World, args: Args, caller: Caller) {
  const found = visible(world, args, caller)
  if (found.channel.archived) throw new Refused('is_archived')
  if (!found.channel.member) throw new Refused('not_in_channel')
  return found
}

function metadataOf(given: unknown): unknown {
  const metadata = JSON.parse(String(given)) as { event_type?: unknown; event_payload?: Record<string, unknown> }
  if (typeof metadata.event_type !== 'string') throw new Refused('invalid_metadata_format')
  const flat = Object.values(metadata.event_payload ?? {}).every(value =>
    ['string', 'number', 'boolean'].includes(typeof value),
  )
  if (!flat) throw new Refused('invalid_metadata_schema')
  return metadata
}

function history(world: World, args: Args, caller: Caller, thread: string | undefined): Answer {
  const { id } = visible(world, args, caller)
  if (caller.scopes && !caller.scopes.has('channels:history')) throw new Refused('missing_scope')
  const own = world.messages.filter(one => one.channel === id)
  const shown = own.filter(one => (thread === undefined ? !one.thread : one.ts === thread || one.thread === thread))
  const withMetadata = args.include_all_metadata === 'true'
  const messages = shown.map(({ ts, text, metadata }) => ({ ts, text, ...(withMetadata && { metadata }) }))
  return { messages: (thread === undefined ? messages.reverse() : messages).slice(0, Number(args.limit ?? 100)) }
}
