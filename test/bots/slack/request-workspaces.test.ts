import { describe, expect, it } from 'vitest'
import type { Workspace } from '#bots/slack/api/workspaces.ts'
import { accept } from '#bots/slack/receive/accept.ts'
import { createRequestWorkspaces, workspaceIn } from '#bots/slack/receive/request-workspaces.ts'

// Only the id matters here; nothing is sent.
const workspace = { id: 'T1', token: 'xoxb-test', botId: 'B1', botUserId: 'U1' } as Workspace

describe('the workspace of a request', () => {
  it('is looked up once, however many ask for it', async () => {
    const asked: string[] = []
    const find = async (team: string) => {
      asked.push(team)
      return workspace
    }
    const workspaces = createRequestWorkspaces({ find })
    const body = { team_id: 'T1', trigger_id: '1.2', command: '/kpi' }

    const taken = await accept(body, { workspaces, claim: async () => true, inbox: noInbox })
    const found = [await workspaces.of(body), await workspaces.of(body)]

    expect(taken).not.toBe('foreign')
    expect(found).toEqual([workspace, workspace])
    expect(asked).toEqual(['T1'])
  })

  it('is asked for again by another request, and after a fault', async () => {
    let calls = 0
    const find = async () => {
      calls += 1
      if (calls === 1) throw new Error('the database is away')
      return workspace
    }
    const workspaces = createRequestWorkspaces({ find })
    const body = { team_id: 'T1' }

    await expect(workspaces.of(body)).rejects.toThrow('away')
    await workspaces.of(body)
    await workspaces.of({ team_id: 'T1' })

    expect(calls).toBe(3)
  })

  it('is not remembered while the bot is not installed there', async () => {
    const answers = [null, workspace]
    const workspaces = createRequestWorkspaces({ find: async () => answers.shift() ?? null })
    const body = { team_id: 'T1' }

    expect([await workspaces.of(body), await workspaces.of(body)]).toEqual([null, workspace])
  })

  it('is never made up for a listener', () => {
    expect(() => workspaceIn({})).toThrow('no workspace')
  })
})

const noInbox = {
  take: async () => null,
  lost: async () => [],
  done: async () => {},
} as unknown as Parameters<typeof accept>[1]['inbox'] // commands are claimed, they never come here
