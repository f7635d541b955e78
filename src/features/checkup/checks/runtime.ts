import { totalmem } from 'node:os'
import type { Check, Finding } from '#src/chat/checkup.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What the service runs on. */
export function runtimeCheck(): Check {
  return {
    label: texts.label,
    run: async () => judgeRuntime({ node: process.versions.node, platform: process.platform, memory: totalmem() }),
  }
}

/** Where it was tried: elsewhere it may run, too. */
const tried = new Set(['linux'])

/** Judges versions and memory; `memory` in bytes. */
export function judgeRuntime(on: {
  readonly node: string
  readonly platform: string
  readonly memory: number
}): readonly Finding[] {
  const [major = 0, minor = 0] = on.node.split('.').map(Number)
  const old = major < 20 || (major === 20 && minor < 19)
  const name = { node: verbatim(on.node), platform: verbatim(on.platform) }
  const small = on.memory < 900 * 1024 ** 2
  return [
    old
      ? { state: 'error', said: fill(texts.old, name), advice: texts.newer }
      : { state: 'ok', said: fill(texts.fine, name) },
    ...(tried.has(on.platform) ? [] : [{ state: 'warning' as const, said: fill(texts.untried, name) }]),
    ...(small ? [{ state: 'warning' as const, said: texts.small, advice: texts.more }] : []),
  ]
}

const texts = {
  label: { en: 'Program', ja: '実行環境', 'zh-CN': '运行环境' },
  fine: { en: 'Node {node} on {platform}.', ja: 'Node {node}（{platform}）', 'zh-CN': 'Node {node}（{platform}）' },
  old: { en: 'Node {node} is too old.', ja: 'Node {node} は古すぎます。', 'zh-CN': 'Node {node} 版本过旧。' },
  newer: {
    en: 'Install Node 20.19 or newer.',
    ja: 'Node 20.19以降をインストールしてください。',
    'zh-CN': '请安装 Node 20.19 或更高版本。',
  },
  untried: {
    en: 'The service was not tried on {platform}; use it there for trying out only.',
    ja: '{platform}での動作は確認していません。試用にとどめてください。',
    'zh-CN': '未在 {platform} 上验证过，仅供试用。',
  },
  small: {
    en: 'This machine has less than 1 GB of memory.',
    ja: 'メモリーが1 GB未満です。',
    'zh-CN': '本机内存不足 1 GB。',
  },
  more: {
    en: 'Give it 1 GB or more: charts and large files need room.',
    ja: 'グラフや大きなファイルのため、1 GB以上を用意してください。',
    'zh-CN': '请至少提供 1 GB：图表和大文件需要空间。',
  },
} satisfies Record<string, Localized>
