/** What the bot may do in a workspace, and why. The README says the same; a test compares. */
export const scopes: Readonly<Record<string, string>> = {
  commands: 'the slash command and the shortcuts',
  'chat:write': 'answers, digests, alerts and their edits',
  'chat:write.public': 'digests and alerts in public channels that nobody invited the bot to',
  'files:write': 'uploads the charts',
  'files:read': 'waits until an uploaded chart can be shown',
  'users:read': 'names, language and time zone of whoever asks',
  'users:read.email': 'links people by e-mail at first contact',
  'channels:read': 'names of public channels, and the event that the bot was invited',
  'groups:read': 'the same for private channels',
  'im:write': 'opens the direct conversation for notices and alerts',
  'im:history': 'commands in direct messages',
  'app_mentions:read': 'commands by @mention',
  'channels:history': 'looks whether a message stands already before it is sent again after a broken connection',
  'groups:history': 'the same in private channels',
}

/** Events that the bot listens to. */
export const botEvents = [
  'app_home_opened',
  'app_mention',
  'app_uninstalled',
  'channel_archive',
  'channel_deleted',
  'channel_id_changed',
  'channel_rename',
  'group_archive',
  'group_deleted',
  'group_rename',
  'member_joined_channel',
  'member_left_channel',
  'message.im',
  'tokens_revoked',
  'user_change',
] as const

/** What somebody lets us know who signs in to our pages: https://docs.slack.dev/authentication/sign-in-with-slack */
export const signInScopes = ['openid', 'profile', 'email'] as const
