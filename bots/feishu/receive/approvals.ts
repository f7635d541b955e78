import { timingSafeEqual } from 'node:crypto'
import type { FastifyInstance } from 'fastify'
import { z } from 'zod'
import { decideApproval } from '#bots/feishu/answer/decide-approval.ts'
import type { Feishu } from '#bots/feishu/context.ts'
import { callbackKeys, callbackPath } from '#bots/feishu/send/approval/definition.ts'
import { keepRawBody, rawBody } from '#src/http/raw-body.ts'

/** What somebody decided in 审批. https://open.feishu.cn/document/server-docs/approval-v4/external_approval/quick-approval-callback */
const decision = z.object({
  action_type: z.enum(['APPROVE', 'REJECT']),
  action_context: z.string().max(500).optional(),
  user_id: z.string().max(128).optional(),
  instance_id: z.string().min(1).max(128),
  task_id: z.string().min(1).max(128),
  reason: z.string().max(5_000).nullish(),
  token: z.string(),
})

/** A decision that was proved to come from the platform. */
export type ApprovalDecision = z.infer<typeof decision>

/** A decision without its pictures, which only name addresses; judgement. */
const limitBytes = 64 * 1024

/**
 * `POST /feishu/approvals`: what people decide in 审批. The platform signs nothing here: what proves it is that the body is
 * encrypted with a key, and holds a token, that only the two of us know. Answers within its ten seconds; whatever is not
 * carried out is answered with a text that the person sees there.
 */
export async function approvalRoutes(app: FastifyInstance, feishu: Feishu): Promise<void> {
  const { AESCipher } = await import('@larksuiteoapi/node-sdk')
  const { key, token } = callbackKeys(feishu.config)
  const cipher = new AESCipher(key)
  keepRawBody(app, { limitBytes })
  app.post(callbackPath, async (request, reply) => {
    const opened = open(rawBody(request), text => cipher.decrypt(text))
    const parsed = decision.safeParse(opened)
    if (!parsed.success || !same(parsed.data.token, token)) return reply.code(401).send({})
    const { status, message } = await decideApproval(feishu, parsed.data)
    if (message === null) return reply.code(status).send({})
    return reply.code(status).send({ message, without_prefix: 'true' })
  })
}

function open(raw: Buffer, decrypt: (text: string) => string): unknown {
  try {
    const { encrypt } = JSON.parse(raw.toString('utf8')) as { encrypt?: unknown } // looked at below
    return typeof encrypt === 'string' ? JSON.parse(decrypt(encrypt)) : null
  } catch {
    return null
  }
}

function same(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
