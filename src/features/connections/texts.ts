import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'

/** What is said when a step of connecting does not work. */
export const texts = {
  missing: {
    en: 'This is missing.',
    ja: '入力してください。',
    'zh-CN': '请填写此项。',
  } satisfies Localized,
  wrongForm: (hint: Localized | null): Localized =>
    hint === null
      ? {
          en: 'This does not look as it should. Copy it once more, whole and without blanks.',
          ja: '形式が正しくありません。空白を入れず、全体をもう一度コピーしてください。',
          'zh-CN': '格式不正确，请重新完整复制，不要带空格。',
        }
      : fill(
          {
            en: 'This does not look as it should: {hint}',
            ja: '形式が正しくありません：{hint}',
            'zh-CN': '格式不正确：{hint}',
          },
          { hint },
        ),
  together: (hint: Localized): Localized => fill({ en: '{hint}.', ja: '{hint}。', 'zh-CN': '{hint}。' }, { hint }),
  within: (path: string, hint: Localized | null): Localized =>
    hint === null
      ? verbatim(path)
      : fill({ en: '{path}: {hint}', ja: '{path}：{hint}', 'zh-CN': '{path}：{hint}' }, { path, hint }),
  notAccepted: (connector: Localized): Localized =>
    fill(
      {
        en: '{connector} did not accept this. Copy it once more.',
        ja: '{connector}が受け付けませんでした。もう一度コピーしてください。',
        'zh-CN': '{connector}没有接受此项，请重新复制。',
      },
      { connector },
    ),
  noConsent: {
    en: 'This marketplace has no consent page. Give the keys below.',
    ja: 'このモールには同意画面がありません。下にキーを入力してください。',
    'zh-CN': '该平台没有授权页面，请在下方填写密钥。',
  } satisfies Localized,
  applicationFirst: {
    en: 'First give the keys of the application.',
    ja: '先にアプリのキーを入力してください。',
    'zh-CN': '请先填写应用的密钥。',
  } satisfies Localized,
  strangeAnswer: {
    en: 'This is not the answer to what this page asked, or it came too late. Press the consent button again.',
    ja: 'この画面からの依頼に対する応答ではないか、時間切れです。もう一度同意ボタンを押してください。',
    'zh-CN': '这不是本页面发起的授权结果，或已超时。请重新点击授权按钮。',
  } satisfies Localized,
  strangeExchange: (connector: Localized): Localized =>
    fill(
      {
        en: '{connector} answered something else than it documents, and nothing was connected. Press the consent button again; if it stays so, enter the keys by hand.',
        ja: '{connector}の応答が仕様と異なるため、接続していません。もう一度同意ボタンを押し、改善しない場合はキーを直接入力してください。',
        'zh-CN': '{connector}的返回与文档不符，没有建立连接。请重新点击授权按钮；若仍如此，请手动填写密钥。',
      },
      { connector },
    ),
  notAgreed: (connector: Localized, why: string): Localized =>
    fill(
      {
        en: '{connector} says that the seller did not agree ({why}). Nothing was connected. Press the consent button to try again.',
        ja: '{connector}で同意されませんでした（{why}）。接続していません。もう一度同意ボタンを押してください。',
        'zh-CN': '{connector}返回：卖家未同意（{why}）。没有建立连接。可再次点击授权按钮重试。',
      },
      { connector, why: verbatim(why) },
    ),
  nothingTaken: {
    en: 'Choose at least one store.',
    ja: '店舗を1つ以上選んでください。',
    'zh-CN': '请至少选择一家店铺。',
  } satisfies Localized,
  noName: {
    en: 'Give the store a name.',
    ja: '店舗名を入力してください。',
    'zh-CN': '请填写店铺名称。',
  } satisfies Localized,
  keysFirst: {
    en: 'First give the keys.',
    ja: '先にキーを入力してください。',
    'zh-CN': '请先填写密钥。',
  } satisfies Localized,
}
