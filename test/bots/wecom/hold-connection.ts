import { createSocket } from '#bots/wecom/receive/bot/socket.ts'
import { runAsLeader } from '#src/platform/database/leader.ts'

/** A process of its own that competes for the AI bot's connection until it is killed. */
const [databaseUrl = '', url = ''] = process.argv.slice(2)
const log = { info: () => {}, warn: () => {}, error: () => {} }
const socket = createSocket({ id: 'B', secret: 'bot-secret', url }, log)
const handlers = { frame: () => {}, kicked: () => {} }
runAsLeader(databaseUrl, 'wecom/socket', signal => socket.hold(signal, handlers), log)
