import type { Command, HealthReport } from '#src/contracts/command.ts'
import type { DataTable } from '#src/contracts/data-table.ts'
import { listTable } from '#src/contracts/list-table.ts'
import { type Localized, localized } from '#src/i18n/locale.ts'

/** The parts of the service as rows. */
export function healthTable({ checks }: Pick<HealthReport, 'checks'>): DataTable {
  return listTable('parts', texts.parts, checks, {
    what: ({ name, label }) => label ?? name,
    ok: ({ ok }) => ok,
    detail: ({ detail, said }) => said ?? detail,
  })
}

/** Verbs of the language as rows, each with its first example. */
export function verbTable(verbs: readonly Command[]): DataTable {
  return listTable('verbs', texts.verbs, verbs, {
    line: ({ name }) => name,
    meaning: ({ summary }) => summary,
    role: ({ role }) => role,
    example: ({ examples }) => localized(locale => examples[locale][0] ?? ''),
  })
}

const texts = {
  parts: { en: 'Parts', ja: '項目', 'zh-CN': '项目' },
  verbs: { en: 'Verbs', ja: 'コマンド', 'zh-CN': '指令' },
} satisfies Record<string, Localized>
