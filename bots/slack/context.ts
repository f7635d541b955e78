import type { BotDeps } from '#src/chat/messenger.ts'
import { createCache } from './api/cache.ts'
import { createMentions } from './api/people/by-email.ts'
import { type ChannelNames, createChannelNames } from './api/people/channel-names.ts'
import { createProfiles, type Profiles } from './api/people/profiles.ts'
import { createWorkspaces, type Workspaces } from './api/workspaces.ts'
import type { SlackConfig } from './config.ts'
import { gapMs } from './limits.ts'
import { createPace } from './send/pace.ts'
import { createPlaces } from './send/place.ts'
import type { PostParts } from './send/post.ts'

/** Everything the parts of this messenger share. */
export interface Slack {
  readonly config: SlackConfig
  readonly deps: BotDeps
  readonly workspaces: Workspaces
  readonly profiles: Profiles
  readonly channelNames: ChannelNames
  readonly post: PostParts
}

const hour = 3_600_000

/** Wires the parts; nothing is called yet. */
export function createSlack(config: SlackConfig, deps: BotDeps): Slack {
  const now = () => deps.now().getTime()
  const workspaces = createWorkspaces(config, deps)
  const direct = createCache<string>({ most: 10_000, milliseconds: 24 * hour, now })
  const files = createCache<string>({ most: 5_000, milliseconds: 24 * hour, now })
  return {
    config,
    deps,
    workspaces,
    profiles: createProfiles(deps),
    channelNames: createChannelNames(deps),
    post: {
      places: createPlaces(workspaces, direct),
      pace: createPace(gapMs),
      files,
      mentions: createMentions(deps),
      log: deps.log,
    },
  }
}
