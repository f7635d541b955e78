/** What the app may do, and why. The README says the same; a test compares. */
export const scopes: Readonly<Record<string, string>> = {
  'im:message:send_as_bot': 'answers, digests, alerts',
  'im:message:update': 'edits alerts where they stand',
  'im:message.p2p_msg:readonly': 'commands in direct chats',
  'im:message.group_at_msg:readonly': 'commands by @mention in groups',
  'im:resource': 'uploads charts, reads files that people send',
  'im:chat:readonly': 'names of groups',
  'im:chat.members:bot_access': 'the event that the bot was added',
  'contact:user.id:readonly': 'finds people by e-mail',
  'contact:user.basic_profile:readonly': 'the name of the first administrator',
}

/** Without these, something that nobody has to use does not work. */
export const optionalScopes: Readonly<Record<string, string>> = {
  'im:message.urgent': 'calls the owner of a critical alert in the app',
  'application:app_slash_command:write': 'npm run kpi -- feishu register',
}
