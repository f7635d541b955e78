import type { FakeLists } from './lists.ts'
/** What the fake Slack keeps. */
export interface World {
  /** Bot tokens and whom they speak for. */
  readonly tokens: Map<
    string,
    { readonly team: string; readonly bot: string; readonly user: string; scopes?: Set<string> }
  >
  readonly channels: Map<string, FakeChannel>
  readonly users: Map<string, FakeUser>
  readonly messages: FakeMessage[]
  readonly ephemerals: FakePost[]
  /** What came to response_urls. */
  readonly responses: FakePost[]
  readonly views: { readonly method: string; readonly user?: string; readonly view: Record<string, unknown> }[]
  /** Uploaded files: how many more looks until they are ready. */
  readonly files: Map<string, { team: string; uploaded: boolean; completed: boolean; looks: number }>
  /** Files that people shared, by name. */
  readonly shared: Map<string, string | Buffer>
  readonly triggers: Map<string, 'fresh' | 'used' | 'expired'>
  readonly calls: { readonly method: string; readonly token: string; readonly args: Record<string, unknown> }[]
  /** Answers to give instead of the usual one, per method, in order. */
  readonly faults: Map<string, (Fault & { readonly channel?: string })[]>
  /** Looks at a new file until it has a type. */
  readyAfter: number
  /** No picture is ever accepted in blocks. */
  refusePictures: boolean
  /** OAuth codes and the token each gives. */
  readonly codes: Map<string, string>
  /** Where Socket Mode connects to; `null`: not switched on. */
  socketUrl: string | null
  readonly lists: FakeLists
  clock: number
}

/** `accepted`: carried out, but the answer is lost. */
export type Fault =
  | { readonly kind: 'limited'; readonly seconds: number }
  | { readonly kind: 'http'; readonly status: number; readonly body?: string }
  | { readonly kind: 'error'; readonly error: string }
  | { readonly kind: 'accepted' }
  | { readonly kind: 'closed' }

export interface FakeChannel {
  readonly team: string
  readonly name: string
  readonly kind: 'channel' | 'group' | 'im'
  readonly user?: string
  member: boolean
  archived: boolean
}

export interface FakeUser {
  readonly team: string
  readonly name: string
  readonly email?: string
  readonly locale?: string
  readonly tz?: string
  readonly bot?: boolean
  /** Shown as it is, such as a member of an Enterprise Grid. */
  readonly raw?: Readonly<Record<string, unknown>>
}

export interface FakePost {
  readonly channel: string
  readonly user?: string
  readonly text: string
  readonly blocks: readonly Record<string, unknown>[]
  readonly thread?: string
  readonly replace?: boolean
  readonly kind?: string
}

export interface FakeMessage {
  readonly team: string
  readonly channel: string
  readonly ts: string
  text: string
  blocks: readonly Record<string, unknown>[]
  metadata?: unknown
  edits: number
  readonly thread?: string
}

/** A workspace T0FAKE0001 with a channel, a private group, and three people; a second one beside it. */
export function newWorld(): World {
  const channel = (team: string, name: string, over: Partial<FakeChannel> = {}): FakeChannel => ({
    team,
    name,
    kind: 'channel',
    member: true,
    archived: false,
    ...over,
  })
  return {
    tokens: new Map([
      ['xoxb-first-secret', { team: 'T0FAKE0001', bot: 'B0FAKE0001', user: 'U0BOT00001' }],
      ['xapp-app-token', { team: '', bot: '', user: '' }],
      ['xoxb-whole-secret', { team: 'E0FAKE0001', bot: 'B0FAKE0003', user: 'U0BOT00003' }],
      ['xoxb-second-secret', { team: 'T0FAKE0002', bot: 'B0FAKE0002', user: 'U0BOT00002' }],
    ]),
    channels: new Map([
      ['C0JPTEAM01', channel('T0FAKE0001', 'jp-team')],
      ['G0PRIVATE1', channel('T0FAKE0001', 'board', { kind: 'group' })],
      ['C0ARCHIVE1', channel('T0FAKE0001', 'old', { archived: true })],
      ['C0OUTSIDE1', channel('T0FAKE0001', 'random', { kind: 'group', member: false })],
      ['C0USTEAM02', channel('T0FAKE0002', 'us-team')],
    ]),
    users: new Map([
      [
        'U0YUKI0001',
        { team: 'T0FAKE0001', name: '田中 由紀', email: 'yuki@example.com', locale: 'ja-JP', tz: 'Asia/Tokyo' },
      ],
      [
        'U0WEI00001',
        { team: 'T0FAKE0001', name: '王伟', email: 'wei@example.com', locale: 'zh-CN', tz: 'Asia/Shanghai' },
      ],
      [
        'U0AMY00001',
        { team: 'T0FAKE0001', name: 'Amy Carter', email: 'amy@example.com', locale: 'en-US', tz: 'America/New_York' },
      ],
      ['U0FOREIGN1', { team: 'T0OTHER001', name: 'Mallory', email: 'wei@example.com', locale: 'en-US' }],
      [
        'U0SECOND02',
        { team: 'T0FAKE0002', name: 'Sam', email: 'sam@example.com', locale: 'en-US', tz: 'America/New_York' },
      ],
    ]),
    messages: [],
    ephemerals: [],
    responses: [],
    views: [],
    files: new Map(),
    shared: new Map(),
    triggers: new Map(),
    calls: [],
    faults: new Map(),
    readyAfter: 1,
    refusePictures: false,
    codes: new Map([
      ['good-code', 'xoxb-second-secret'],
      ['organisation-code', 'xoxb-whole-secret'],
    ]),
    socketUrl: null,
    lists: { paid: false, all: [] },
    clock: 1_800_000_000,
  }
}
