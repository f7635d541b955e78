import { shortcutIds } from '#bots/slack/answer/modals/shortcuts.ts'
import type { BotTool } from '#src/chat/messenger.ts'
import { StartError } from '#src/errors.ts'
import { botEvents, scopes, signInScopes } from './scopes.ts'

/** What a manifest is made from. */
export interface ManifestParts {
  readonly publicUrl: string
  /** Socket Mode: no addresses. */
  readonly socket: boolean
  /** The verbs of the command language, for the hint while typing. */
  readonly verbs: readonly string[]
}

const eventsPath = '/slack/events'

/** The app as Slack creates it: https://docs.slack.dev/reference/app-manifest */
export function manifest({ publicUrl, socket, verbs }: ManifestParts) {
  const address = `${publicUrl}${eventsPath}`
  return {
    _metadata: { major_version: 2, minor_version: 1 },
    display_information: {
      name: 'LinkStar KPI',
      description: 'One set of KPIs: figures, targets, notes, daily reports and alerts',
      background_color: '#1f3a5f',
    },
    features: {
      app_home: { home_tab_enabled: true, messages_tab_enabled: true, messages_tab_read_only_enabled: false },
      bot_user: { display_name: 'kpi', always_online: true },
      shortcuts: shortcuts(),
      slash_commands: [
        {
          command: '/kpi',
          ...(socket ? {} : { url: address }),
          description: 'KPIs, targets, notes and alerts · 指标 · 指標',
          usage_hint: hint(verbs),
          should_escape: true,
        },
      ],
    },
    oauth_config: {
      ...redirects(publicUrl, socket),
      scopes: { bot: Object.keys(scopes), ...(publicUrl.startsWith('https:') && { user: [...signInScopes] }) },
    },
    settings: {
      event_subscriptions: { ...(socket ? {} : { request_url: address }), bot_events: [...botEvents] },
      interactivity: {
        is_enabled: true,
        ...(socket ? {} : { request_url: address, message_menu_options_url: address }),
      },
      org_deploy_enabled: true,
      socket_mode_enabled: socket,
      token_rotation_enabled: false,
    },
  }
}

/** Where browsers come back to: from installing, and from signing in to our pages. Slack takes https alone. */
function redirects(publicUrl: string, socket: boolean): { readonly redirect_urls?: readonly string[] } {
  const addresses = [
    ...(socket ? [] : [`${publicUrl}/slack/oauth_redirect`]),
    ...(publicUrl.startsWith('https:') ? [`${publicUrl}/login/with/slack/callback`] : []),
  ]
  return addresses.length > 0 ? { redirect_urls: addresses } : {}
}

/** Names of at most 24 characters, descriptions of at most 150. */
function shortcuts() {
  return [
    {
      name: 'Add as KPI note',
      type: 'message',
      callback_id: shortcutIds.noteOfMessage,
      description: 'Keeps this message next to the numbers it explains',
    },
    {
      name: 'Set a KPI target',
      type: 'global',
      callback_id: shortcutIds.target,
      description: 'KPI, store, value and owner',
    },
    { name: 'Add a KPI note', type: 'global', callback_id: shortcutIds.note, description: 'What happened on a day' },
    {
      name: 'Record a KPI',
      type: 'global',
      callback_id: shortcutIds.record,
      description: 'A figure or a rating typed by hand',
    },
  ]
}

/** Slack takes 1,000 characters; judgement: a line is read. */
function hint(verbs: readonly string[]): string {
  return verbs.join(' | ').slice(0, 200) || 'help'
}

/** `npm run kpi -- slack manifest [--socket]`. */
export const manifestTool: BotTool = {
  name: 'manifest',
  summary: 'prints the manifest to create the Slack app from; --socket for Socket Mode without a public address',
  run: async (words, { env, publicUrl, commands, print }) => {
    const socket = words.includes('--socket') || Boolean(env.SLACK_APP_TOKEN)
    if (!socket && !publicUrl.startsWith('https://'))
      throw new StartError(
        'Set PUBLIC_URL to the https address under which Slack reaches this service, or add --socket for Socket Mode.',
      )
    print(JSON.stringify(manifest({ publicUrl, socket, verbs: commands.map(({ name }) => name) }), null, 2))
  },
}
