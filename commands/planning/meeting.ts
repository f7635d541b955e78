import { type CommandAnswer, type CommandContext, defineCommand, type Words } from '#src/contracts/command.ts'
import {
  decide,
  decideTarget,
  endMeeting,
  meetingPack,
  meetingUrl,
  packCard,
  packTables,
  resumeMeeting,
  skipPoint,
  startMeeting,
  subjectAsked,
} from '#src/features/meetings/index.ts'

/**
 * What a meeting about a week, month or quarter looks at. Not called `review`, which are negative reviews of products; the
 * words that mean only the meeting lead here: 复盘, 振り返り, review week.
 */
export const meeting = defineCommand({
  name: 'meeting',
  aliases: {
    en: [
      'meetings',
      'review meeting',
      'review pack',
      'review week',
      'review month',
      'review quarter',
      'review start',
      'retrospective',
    ],
    ja: ['振り返り', '振返り', 'レビュー会議', 'レビュー 開始', '定例会'],
    'zh-CN': ['复盘', '复盘会', '覆盘'],
  },
  summary: {
    en: 'The pack for a weekly, monthly or quarterly meeting',
    ja: '週次・月次・四半期の振り返り資料',
    'zh-CN': '周、月、季度复盘材料',
  },
  examples: {
    en: ['meeting', 'meeting start last week', 'meeting last month', 'meeting "Japan" last week'],
    ja: ['振り返り', '振り返り 先月', '振り返り 「日本」 先週'],
    'zh-CN': ['复盘', '复盘 上月', '复盘 “日本” 上周'],
  },
  subverbs: {
    start: { aliases: ['begin', '開始', '开始'], role: 'operator' },
    skip: { aliases: ['next', '次へ', '保留', '下一个', '跳过'], role: 'operator' },
    decide: { aliases: ['決定', '决定'], role: 'operator' },
    target: { aliases: ['目標', '目标'], role: 'operator' },
    resume: { aliases: ['continue', 'go on', '再開', '続ける', '继续', '接着'] },
    end: { aliases: ['close', 'finish', '終了', '结束'], role: 'operator' },
  },
  role: 'viewer',
  undoable: true,
  takes: { places: true, periods: true, people: true, amounts: true, quoted: true, moments: true, free: true },
  implied: ({ line }) => (/(?:review\s+start|レビュー\s*開始)/iu.test(line) ? 'start' : null),
  run(words, context) {
    switch (words.subverb ?? meeting.implied?.(words)) {
      case 'start':
        return startMeeting(words, context)
      case 'skip':
        return skipPoint(words, context)
      case 'resume':
        return resumeMeeting(context)
      case 'decide':
        return decide(words, context)
      case 'target':
        return decideTarget(words, context)
      case 'end':
        return endMeeting(context)
      default:
        return pack(words, context)
    }
  },
})

async function pack(words: Words, context: CommandContext): Promise<CommandAnswer> {
  const subject = await subjectAsked(words, context)
  const made = await meetingPack(subject, context)
  const url = meetingUrl(subject, context)
  const card = packCard(made, { zone: context.caller.timeZone, url })
  return { cards: [card], tables: () => packTables(made) }
}
