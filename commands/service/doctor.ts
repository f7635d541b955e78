import { defineCommand } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { foundTable, reportCard } from '#src/features/checkup/index.ts'

const elsewhere = {
  en: 'The whole installation is looked at in a private conversation with the bot, or at the shell: npm run kpi -- doctor',
  ja: '設定の点検は、ボットとの1対1のチャットか、シェルで実行してください：npm run kpi -- doctor',
  'zh-CN': '请在与机器人的私聊中进行系统体检，或在命令行运行：npm run kpi -- doctor',
}

/** Looks at the whole installation: what does not work, and what to do about it. */
export const doctor = defineCommand({
  name: 'doctor',
  aliases: { en: ['checkup', 'check-up'], ja: ['診断', 'システム診断'], 'zh-CN': ['体检', '系统体检', '诊断'] },
  summary: {
    en: 'Check the whole installation: what does not work, and what to do',
    ja: '設定全体の点検と対処方法',
    'zh-CN': '检查整个系统的配置并给出处理办法',
  },
  examples: { en: ['doctor'], ja: ['診断'], 'zh-CN': ['体检'] },
  role: 'administrator',
  takes: {},
  readOnly: true,
  async run(_words, { checkup, caller }) {
    if (!checkup || caller.kind === 'group') throw new UserError(elsewhere)
    const found = await checkup()
    return { cards: [reportCard(found)], private: true, tables: () => [foundTable(found)] }
  },
})
