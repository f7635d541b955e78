import type { Localized } from '#src/i18n/locale.ts'

/** What is said about files that come without somebody waiting for them. */
export const texts = {
  imported: {
    en: 'Imported (#{id}): {rows} rows, {skipped} left out, stores: {stores}, {from} – {to}.',
    ja: '取り込みました（#{id}）：{rows}行、除外{skipped}行、店舗：{stores}、{from}〜{to}。',
    'zh-CN': '已导入（#{id}）：{rows} 行，未采用 {skipped} 行，店铺：{stores}，{from} 至 {to}。',
  },
  waits: {
    en: 'Read, not stored yet: import #{id} waits for somebody to press “Import”, because {why}.',
    ja: '読み込みましたが、まだ取り込んでいません（#{id}）。理由：{why}。「取り込む」で確定してください。',
    'zh-CN': '已读取，尚未导入（#{id}）：{why}。请有权限的同事点击“导入”确认。',
  },
  newStores: {
    en: 'it makes new stores: {stores}',
    ja: '新しい店舗があります（{stores}）',
    'zh-CN': '包含新店铺：{stores}',
  },
  smaller: {
    en: 'a known day would get smaller',
    ja: '既存の日の数値が小さくなります',
    'zh-CN': '已有日期的数值会变小',
  },
  skipped: {
    en: 'rows cannot be used: {count}',
    ja: '取り込めない行があります（{count}行）',
    'zh-CN': '有 {count} 行无法使用',
  },
  known: {
    en: 'The same file was taken before ({name}, {day}). Nothing was changed.',
    ja: '同じファイルは取り込み済みです（{name}、{day}）。変更はありません。',
    'zh-CN': '相同的文件之前已处理过（{name}，{day}），未做更改。',
  },
  inEffect: {
    en: 'This file is in effect already (import #{id}). Nothing was changed.',
    ja: 'このファイルは反映済みです（取り込み #{id}）。変更はありません。',
    'zh-CN': '该文件已生效（导入 #{id}），未做更改。',
  },
  fault: {
    en: 'Something went wrong while it was read. Put it into the folder once more, or tell an administrator the number {reference}.',
    ja: '読み込み中に問題が発生しました。もう一度フォルダーに入れるか、管理者に番号 {reference} を伝えてください。',
    'zh-CN': '读取时出现问题，请重新放入文件夹，或将编号 {reference} 告诉管理员。',
  },
  stranger: {
    en: 'A mail of {sender} with files was not taken: nobody with that address may import files. Invite the person, or make them a manager.',
    ja: '{sender}からのファイル付きメールは取り込みませんでした（取り込み権限のある利用者ではありません）。',
    'zh-CN': '未处理来自 {sender} 的带附件邮件：该地址不是有导入权限的成员。请邀请其加入或设为主管。',
  },
  forged: {
    en: 'A mail in the name of {sender} was not taken: it does not pass the checks of its sender (DMARC).',
    ja: '{sender}名義のメールは送信元の確認（DMARC）に失敗したため、取り込みませんでした。',
    'zh-CN': '未处理以 {sender} 名义发来的邮件：未通过发件人验证（DMARC）。',
  },
  noFiles: {
    en: 'Your mail holds no file with rows (CSV, Excel, .ods). Attach the file itself, no link.',
    ja: 'メールに取り込めるファイル（CSV、Excel、.ods）がありません。リンクではなくファイルを添付してください。',
    'zh-CN': '邮件中没有可导入的文件（CSV、Excel、.ods）。请直接添加附件，不要使用链接。',
  },
  unreachable: {
    en: 'The mailbox for files cannot be read: {reason}. Check IMAP_URL.',
    ja: 'ファイル受信用メールボックスに接続できません：{reason}。IMAP_URL をご確認ください。',
    'zh-CN': '无法读取文件邮箱：{reason}。请检查 IMAP_URL。',
  },
  mailbox: { en: 'Mailbox for files', ja: 'ファイル受信用メールボックス', 'zh-CN': '文件邮箱' },
} satisfies Record<string, Localized>
