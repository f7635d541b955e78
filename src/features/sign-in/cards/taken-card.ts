import type { Card } from '#src/chat/card.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

const texts = {
  title: {
    en: 'You were signed out of a browser',
    ja: 'ブラウザーからログアウトしました',
    'zh-CN': '已退出一个浏览器的登录',
  },
  what: {
    en: 'The sign-in of {signedIn} was used from another browser ({asking}). Nothing was shown there, and the sign-in has ended for both.',
    ja: '{signedIn} のログイン情報が、別のブラウザー（{asking}）から使われました。画面は表示せず、両方ともログアウトしました。',
    'zh-CN': '{signedIn} 的登录信息在另一个浏览器（{asking}）中被使用。未显示任何内容，双方均已退出。',
  },
  next: {
    en: 'If you moved your browser data yourself, write “web” to sign in again. If not, somebody may have had access to that device: end all other sign-ins and tell an administrator.',
    ja: 'ご自身でブラウザーのデータを移した場合は、「ウェブ」と送ってログインし直してください。心当たりがなければ、その端末を他の人が操作したおそれがあります。すべての端末からログアウトし、管理者に知らせてください。',
    'zh-CN':
      '如是您自己迁移了浏览器数据，发送“网页”重新登录即可。否则可能有人接触过该设备：请退出所有设备，并告知管理员。',
  },
  unknown: { en: 'unknown', ja: '不明', 'zh-CN': '未知' },
  devices: { en: 'Signed-in devices', ja: 'ログイン中の端末', 'zh-CN': '已登录设备' },
  end: { en: 'Sign out everywhere', ja: 'すべての端末からログアウト', 'zh-CN': '全部退出' },
} satisfies Record<string, Localized>

/** Tells somebody that their sign-in came from a browser of another kind and was ended. */
export function takenCard({ signedIn, asking }: { readonly signedIn: string; readonly asking: string }): Card {
  const named = (device: string) => (device === '?' ? texts.unknown : verbatim(device))
  return {
    title: texts.title,
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(texts.what, { signedIn: named(signedIn), asking: named(asking) }) },
      { type: 'text', text: texts.next },
      {
        type: 'actions',
        actions: [
          { label: texts.devices, line: 'web devices' },
          { label: texts.end, line: 'web signout', style: 'danger' },
        ],
      },
    ],
  }
}
