import { UserError } from '#src/errors.ts'
import { type Localized, verbatim } from '#src/i18n/locale.ts'
import { type Recognition, recognise, type Surroundings } from '#src/language/recognise.ts'
import { meant } from './questions.ts'
import { isUnderstood } from './spoken.ts'

/** How people say that they want to know what something means; `about` is what. */
const meanings: readonly RegExp[] = [
  /^(?:(?:please|pls|can|could|would|will|you|i|we|want|wanna|need|like|i'd|let|help|me|us|to)\s+)*(?:understand|explain|make sense of|learn(?: more)?(?: about)?|know more about|interpret)\s+(?:(?:to )?(?:me|us)\s+)?(?:what\s+)?(?:the |is |are )?(?<about>.+?)(?:\s+(?:means?|is|are|stands for|(?:to|for) (?:me|us)|better|please))*[\s?.!]*$/iu,
  /^(?:what(?:'s| is| does) )(?:the )?(?:meaning|definition|formula) (?:of |for )(?<about>.+?)[\s?.!]*$/iu,
  /^what (?:does|do) (?<about>.+?) (?:mean|stand for)[\s?.!]*$/iu,
  /^(?:请|麻烦|能不能|能|可以|帮帮?我|帮忙|给我|我想|我要|想)*(?:理解|了解|解释|说明|讲解|讲讲|弄懂|搞懂|看懂|弄明白|搞明白|搞清楚|科普)(?:一?下)?(?:什么是)?\s*(?<about>.+?)\s*(?:是什么(?:意思)?|的(?:意思|含义|定义|算法|概念))?(?:吗|呢|吧|好吗)?[\s?.!]*$/u,
  /^什么(?:是|叫)\s*(?<about>.+?)(?:呢|啊)?[\s?.!]*$/u,
  /^(?<about>.+?)\s*(?:是(?:个)?(?:什么|啥)(?:意思|东西|指标)?|(?:的)?(?:含义|定义)(?:是什么)?)(?:呢|啊|吗)?[\s?.!]*$/u,
  /^(?:助けて|すみません)?[\s,]*(?<about>.+?)(?:について|の意味(?:を|が)?|の定義(?:を|が)?|って|とは|を|が)?\s*(?:理解したい|理解させて|理解できない|分からない|わからない|分かりません|わかりません|説明して|解説して)(?:です|ください|下さい|ほしい|んですが|のですが)*[\s?.!]*$/u,
  /^(?<about>.+?)(?:とは|って|の意味(?:は|って)?|の定義(?:は|って)?)(?:何|なに|どういう意味|どんな指標)?(?:です|なん|でしょう|か)*[\s?.!]*$/u,
]

/** How something is done here: the manual says so, and nothing is done. */
const howTo: readonly RegExp[] = [
  /^(?:(?:please|hi|hello|tell me|show me|explain)[ ,]+)*(?:how (?:do|can|could|should|would) (?:i|we|you|one)|how to|where (?:do|can) i) (?<do>(?:import|upload|connect|set|add|invite|remove|delete|change|export|download|subscribe|link|unlink|snooze|mute|create|define|undo|log in|share|stop|cancel)\b.+?)[\s?.!]*$/iu,
  /^(?:请问|问下|想问)?(?:怎么|怎样|如何)(?:才能|去|样)?(?<do>(?:导入|上传|连接|接入|设置|设定|添加|邀请|删除|移除|修改|导出|下载|订阅|绑定|解绑|静音|新建|创建|定义|撤销|登录|分享|取消)[^涨跌]*?)(?:啊|呢|吗)?[\s?.!]*$/u,
  /^(?<do>.+?)の?(?:取り込み|取込|接続|設定|追加|招待|削除|変更|エクスポート|登録|連携|作成|取り消し|共有)?(?:方(?:法)?|の?やり方|の?手順)(?:は|を教えて(?:ください)?|が(?:分|わ)から(?:ない|ません))[\s?.!]*$/u,
]

/** Names of the verb for help that are said out of courtesy, too; the others ask for a person and nothing else. */
const courteous = /^(?:help me|帮帮我|助けて|サポート)/iu
/** What is asked to be done with what follows, as people begin. */
const asking =
  /^(?:to\s+|please\s+)*(?:find(?: out)?|show|see|view|get|check|look (?:at|up|into|for)|pull(?: up)?|read|figure out|work out|calculate|compute|know|understand|explain|learn|interpret|analy[sz]e|choose|decide)(?: me)?\s+(?:the |my |our |this |a )?|^(?:看|查|找|算|分析|理解|了解)(?:看|一下|下|一查)?\s*/iu
const between = /^[\s,，、:：!！]*(?:with\s+|to\s+)?/u

/**
 * A line by what is wished in it: what a KPI means (“help me understand TACoS”, 帮我理解一下TACoS) is explained, and what only
 * begins with the verb for help is what follows (“help me find sales yesterday”). Any other line as it is.
 * @throws UserError where it is not clear whether a person is called: nobody is, and each way is offered.
 */
export function wished(typed: Recognition, around: Surroundings): Recognition {
  const { command, line, words } = typed
  const calls = command?.name === 'support'
  if (words.quoted.length > 0 || words.subverb !== null) return typed
  const cause = command?.name === 'help' ? line.text.replace(/^explain (?:(?:to )?me )?(?=why\b)/iu, '') : line.text
  if (cause !== line.text) return recognise(cause, around) ?? typed
  const asksMeaning = calls || (command?.name !== 'help' && (typed.unknown.length > 0 || /とは/u.test(line.text)))
  const explained = asksMeaning ? explaining(line.text, around) : null
  if (explained) return explained
  const way = howTo.map(one => one.exec(line.text.trim())?.groups?.do).find(found => found !== undefined)
  if (way !== undefined && command?.name !== 'help') return recognise(`help ${way}`, around) ?? typed
  if (!calls || !courteous.test(line.text)) return typed
  const said = words.rest.replace(between, '')
  const rest = said.replace(asking, '').trim()
  if (rest === '') return typed
  const read = understoodAs(rest, around)
  if (read?.command?.readOnly) return read
  if (!read && rest === said) return typed
  const lines = [...(read ? [rest] : []), `help ${rest}`, `help me "${said.replaceAll('"', ' ')}"`]
  throw new UserError(
    texts.unclear,
    lines.map((one, at) => ({ label: at === lines.length - 1 ? texts.call : verbatim(one), line: one })),
  )
}

/** The explanation of what a line wants to understand; `null`: it wants nothing of the kind, or of nothing we know. */
function explaining(text: string, around: Surroundings): Recognition | null {
  const about = meanings.map(way => way.exec(text.trim())?.groups?.about).find(found => found !== undefined)
  if (about === undefined) return null
  const help = recognise(`help ${about}`, around)
  return help && help.words.kpis.length > 0 && help.unknown.length + help.extra.length === 0 ? help : null
}

/** A line that is wholly understood; `null`: it is not. */
function understoodAs(text: string, around: Surroundings): Recognition | null {
  const read = recognise(text, around)
  if (!read) return null
  try {
    return isUnderstood(meant(read, around).found, around) ? read : null
  } catch (error) {
    if (error instanceof UserError) return null
    throw error
  }
}

const texts = {
  unclear: {
    en: 'Nobody was called yet. Shall I look this up, or tell the administrators?',
    ja: 'まだ誰にも連絡していません。使い方を調べますか、管理者に知らせますか？',
    'zh-CN': '尚未通知任何人。要查看说明，还是通知管理员？',
  },
  call: { en: 'Tell the administrators', ja: '管理者に知らせる', 'zh-CN': '通知管理员' },
} satisfies Record<string, Localized>
