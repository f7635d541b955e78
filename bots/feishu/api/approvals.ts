import type { FeishuApi } from './client.ts'

/** Where the platform tells what somebody decided, and how it proves that it is the platform. */
export interface ApprovalCallback {
  readonly url: string
  readonly token: string
  readonly key: string
}

/** A text by the platform's key for it. */
export type Texts = Readonly<Record<string, string>>

/** Texts by the platform's languages; one of them is for everybody else. */
export function resourcesOf(byLocale: Readonly<Record<'zh-CN' | 'en-US' | 'ja-JP', Texts>>) {
  return Object.entries(byLocale).map(([locale, texts]) => ({
    locale,
    is_default: locale === 'zh-CN',
    texts: Object.entries(texts).map(([key, value]) => ({ key, value })),
  }))
}

/** What a definition says of itself. */
export interface ApprovalDefinition {
  readonly code: string
  /** Where somebody goes who opens it by hand. */
  readonly link: string
  /** `null`: nobody decides inside 审批, it only leads to the chat. */
  readonly callback: ApprovalCallback | null
  readonly texts: Parameters<typeof resourcesOf>[0]
}

/**
 * Makes the definition of a third party's approval (三方审批定义), or changes the one that has this code. Answers its code,
 * which the platform chooses. https://open.feishu.cn/document/server-docs/approval-v4/external_approval/create
 */
export async function defineApproval(
  api: FeishuApi,
  { code, link, callback, texts }: ApprovalDefinition,
): Promise<string | null> {
  const data = {
    approval_name: '@i18n@name',
    approval_code: code,
    group_code: 'linkstar-kpi',
    group_name: '@i18n@group',
    description: '@i18n@description',
    external: {
      biz_name: '@i18n@group',
      support_pc: true,
      support_mobile: true,
      create_link_pc: link,
      create_link_mobile: link,
      allow_batch_operate: false, // a refusal needs a reason of its own
      ...(callback && {
        action_callback_url: callback.url,
        action_callback_token: callback.token,
        action_callback_key: callback.key,
      }),
    },
    viewers: [{ viewer_type: 'NONE' }], // proposals are made in chat
    i18n_resources: resourcesOf(texts),
  }
  const params = { user_id_type: 'open_id' }
  const { approval_code: chosen } = await api({
    method: 'POST',
    path: 'approval/v4/external_approvals',
    params,
    data,
    optional: true,
  })
  return typeof chosen === 'string' && chosen !== '' ? chosen : null
}

/**
 * Puts a request with its tasks into people's 审批中心, or replaces what stands there under its id: sending it again changes
 * nothing. https://open.feishu.cn/document/server-docs/approval-v4/external_instance/create
 */
export async function syncInstance(api: FeishuApi, data: Readonly<Record<string, unknown>>): Promise<void> {
  await api({ method: 'POST', path: 'approval/v4/external_instances', data, optional: true })
}

/**
 * The open id of somebody whom the platform names by its `user_id`; `null` where it does not say.
 * https://open.feishu.cn/document/server-docs/contact-v3/user/get
 */
export async function openIdOf(api: FeishuApi, userId: string): Promise<string | null> {
  const path = `contact/v3/users/${encodeURIComponent(userId)}`
  const { user } = await api({ method: 'GET', path, params: { user_id_type: 'user_id' }, optional: true })
  const id = typeof user === 'object' && user !== null && 'open_id' in user ? user.open_id : null
  return typeof id === 'string' && id !== '' ? id : null
}
