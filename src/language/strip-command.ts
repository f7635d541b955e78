/** What may stand before the verb: the slash command and what people call the bot. Longest first. */
const roots = [
  'linkstar kpi bot',
  'linkstar kpi',
  'kpi机器人',
  'kpiボット',
  'kpi bot',
  'kpi-bot',
  'kpibot',
  'linkstar',
  'kpi',
]

/** The bot's own name behind an `@`, wherever it stands, also with blanks in it. */
const botMention =
  /@(?:linkstar[ -]?(?:kpi)?|kpi)(?:[ -]?(?:bot|robot|assistant|小?助手|助理|机器人|機器人|ボット|アシスタント))?(?![a-z\d_.@-])/giu

/** A normalised line without `/kpi`, `kpi` or the bot's name before the verb. */
export function stripRoot(text: string): string {
  const bare = text.replace(botMention, ' ').replace(/^[\s/]+/u, '')
  const called = bare.replace(/^@/, '').toLowerCase()
  const root = roots.find(name => called.startsWith(name) && !/^[\p{L}\p{N}_-]/u.test(called.slice(name.length)))
  if (root === undefined) return bare
  const cut = bare.length - called.length + root.length
  if (root === 'kpi' && /^\s*(?:lists?|一覧|列表|リスト|有哪些)\s*$/iu.test(bare.slice(cut))) return bare // all KPIs are asked for
  return bare
    .slice(cut)
    .replace(/^[\s:,]+/u, '')
    .replace(/^\//, '')
}
