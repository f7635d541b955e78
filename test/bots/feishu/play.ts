import Fastify, { type FastifyPluginAsync } from 'fastify'
import { feishu } from '#bots/feishu/index.ts'
import type { BotDeps, Invocation, Messenger, Reply } from '#src/chat/messenger.ts'
import { type FakeService, fakeService } from '#test/bots/web/fake-deps.ts'
import { type Deviation, envelope, type Push, push } from './fake-feishu/push.ts'
import { createFakeFeishu, type FakeFeishu, type StandingMessage } from './fake-feishu/server.ts'
import { environment } from './harness.ts'

/** A messenger between a fake platform and a fake service. */
export interface Play extends FakeService {
  readonly fake: FakeFeishu
  readonly messenger: Messenger
  /** Pushes an event and answers what the platform is told. */
  event(
    type: string,
    content: object,
    deviation?: Deviation,
  ): Promise<{ status: number; body: Record<string, unknown> }>
  send(request: Push): Promise<{ status: number; body: Record<string, unknown> }>
  /** Until everything that was started has ended. */
  settle(): Promise<void>
  standing(): readonly StandingMessage[]
  close(): Promise<void>
}

type Answer = (invocation: Invocation) => Partial<Reply> | Promise<Partial<Reply>>

/** Sets the stage: one group, three people who are in the company's directory. */
export async function play(
  answer: Answer,
  over: Partial<BotDeps> = {},
  env: Readonly<Record<string, string>> = {},
): Promise<Play> {
  const fake = await createFakeFeishu()
  fake.chats.set('oc_team', 'JP 团队')
  const people = [
    ['ou_wei', 'wei@example.com', '王伟'],
    ['ou_yuki', 'yuki@example.com', '田中 由紀'],
    ['ou_amy', 'amy@example.com', 'Amy Carter'],
    ['ou_stranger', 'stranger@elsewhere.com', 'Stranger'],
  ] as const
  for (const [id, email, name] of people) fake.people.set(id, { email, name, mentionable: true })
  const service = fakeService(answer, over)
  const messenger = await feishu.create(feishu.readConfig({ ...environment(fake), ...env }), service.deps)
  const app = Fastify()
  const routes: FastifyPluginAsync = async scope => messenger.routes?.(scope)
  await app.register(routes)
  await app.ready()

  async function send({ body, headers }: Push) {
    const answered = await app.inject({ method: 'POST', url: '/feishu/events', payload: body, headers })
    return { status: answered.statusCode, body: answered.json() as Record<string, unknown> }
  }

  return {
    ...service,
    fake,
    messenger,
    send,
    event: (type, content, deviation = {}) => send(push(envelope(type, content, deviation), deviation)),
    settle: async () => messenger.stop?.(),
    standing: () => [...fake.messages.values()].filter(({ gone }) => !gone),
    close: async () => {
      await messenger.stop?.()
      await app.close()
      await fake.close()
    },
  }
}
