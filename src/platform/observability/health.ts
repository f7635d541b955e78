import type { HealthReport } from '#src/contracts/command.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { deliveryBacklog } from '#src/platform/database/backlog.ts'
import type { Db } from '#src/platform/database/db.ts'

/** A message that waits longer than that shows that nobody sends. Judgement: well above every back-off. */
const lateMinutes = 15

/** Asks the parts of the service how they are. A check that throws counts as failed; none takes the service down. */
export function createHealth(parts: { readonly db: Db; readonly now: () => Date }): () => Promise<HealthReport> {
  return async () => {
    try {
      const backlog = await deliveryBacklog(parts.db, parts.now())
      const late = backlog.oldestMinutes > lateMinutes
      const checks = [
        { name: 'database', ok: true, detail: `PostgreSQL ${backlog.version}`, label: texts.database },
        {
          ...{ name: 'migrations', ok: true, detail: `${backlog.migrations} applied`, label: texts.migrations },
          said: fill(texts.applied, { count: backlog.migrations }),
        },
        {
          name: 'deliveries',
          ok: !late,
          detail: `${backlog.waiting} waiting, ${backlog.failed} failed in the last day, oldest ${backlog.oldestMinutes} min`,
          label: texts.deliveries,
          said: fill(texts.backlog, {
            waiting: backlog.waiting,
            failed: backlog.failed,
            minutes: backlog.oldestMinutes,
          }),
        },
      ]
      return { ready: true, checks }
    } catch (error) {
      const detail = error instanceof Error && 'code' in error ? String(error.code) : 'no answer'
      return { ready: false, checks: [{ name: 'database', ok: false, detail, label: texts.database }] }
    }
  }
}

const texts = {
  database: { en: 'Database', ja: 'データベース', 'zh-CN': '数据库' },
  migrations: { en: 'Schema', ja: 'データ構造', 'zh-CN': '数据结构' },
  deliveries: { en: 'Messages', ja: '配信', 'zh-CN': '发送' },
  applied: { en: '{count} steps applied', ja: '{count}段階を適用済み', 'zh-CN': '已应用{count}步' },
  backlog: {
    en: '{waiting} waiting, {failed} failed in the last day, oldest {minutes} min',
    ja: '待機{waiting}件、直近1日の失敗{failed}件、最長待機{minutes}分',
    'zh-CN': '待发{waiting}，近一天失败{failed}，最久等待{minutes}分钟',
  },
} satisfies Record<string, Localized>
