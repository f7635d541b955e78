import { defineCommand } from '#src/contracts/command.ts'
import { UserError } from '#src/errors.ts'
import { releasedCard, releaseRestored } from '#src/features/delivery/index.ts'

const texts = {
  never: {
    en: 'Nothing is held back: the data was not restored from a backup, or was released already.',
    ja: '保留中のものはありません（バックアップから復元していないか、すでに再開済みです）。',
    'zh-CN': '没有被暂停的内容：未从备份恢复，或已恢复运行。',
  },
  shell: {
    en: 'A backup is restored at the shell, into an empty database: npm run kpi -- restore FILE',
    ja: '復元はシェルで、空のデータベースに対して行います：npm run kpi -- restore ファイル',
    'zh-CN': '恢复备份请在命令行对空数据库执行：npm run kpi -- restore 文件',
  },
}

/** After a restore: lets the service post and fetch again, without anything old. */
export const restore = defineCommand({
  name: 'restore',
  aliases: { en: [], ja: ['復元'], 'zh-CN': ['恢复运行'] },
  summary: {
    en: 'After a restore from a backup: go on',
    ja: 'バックアップ復元後の再開',
    'zh-CN': '从备份恢复后继续运行',
  },
  examples: { en: ['restore release'], ja: ['復元 再開'], 'zh-CN': ['恢复运行 继续'] },
  subverbs: { release: { aliases: ['再開', '继续', '继续运行'] } },
  role: 'administrator',
  takes: {},
  lasting: true,
  async run(words, { db, now, log }) {
    if (words.subverb !== 'release') throw new UserError(texts.shell)
    const released = await releaseRestored(db, now)
    if (!released) throw new UserError(texts.never)
    log.info({ ...released }, 'An administrator let the service go on after a restore')
    return { cards: [releasedCard(released)], private: true, replaces: true }
  },
})
