import { CliFailure } from './cli-failure'
import { drawAnswer, drawCreated, type Said } from './draw-session'
import type { Screen } from './screen'
import type { CreatedSession } from './session-wire'
import type { SessionRequest, SessionsApi } from './sessions-api'
import { ServerRefusal } from './signed-client'

/** One person's talk with an agent: the session it is in, and what was said there. */
export type Talk = {
  readonly screen: Screen
  readonly api: SessionsApi
  readonly session: CreatedSession
  readonly said: readonly Said[]
  /** True once the session takes no more messages, as far as was heard. */
  readonly isOver: boolean
  /** Leaves the session it was in as it is, and opens another. */
  startOver(): Promise<void>
  /** `over`: the session takes no more messages (410), and this one was not heard. */
  say(text: string): Promise<'heard' | 'over'>
}

/** Opens a session and draws it. Throws what the server refuses. */
export async function openTalk(api: SessionsApi, request: SessionRequest, screen: Screen): Promise<Talk> {
  let session = await open()
  let said: Said[] = spoken(session.initial_message)
  let isOver = false

  async function open(): Promise<CreatedSession> {
    screen.line('  Creating session...')
    const created = await api.create(request).catch((cause) => {
      if (cause instanceof ServerRefusal && cause.status === 404)
        throw new CliFailure(`${cause.message}: is there such a tenant, agent and version (the demo data are seeded)?`)
      throw cause
    })
    drawCreated(screen, created)
    return created
  }

  return {
    screen,
    api,
    get session() {
      return session
    },
    get said() {
      return said
    },
    get isOver() {
      return isOver
    },
    async startOver() {
      session = await open()
      isOver = false
      said = spoken(session.initial_message)
    },
    async say(text) {
      try {
        const answer = await api.say(session.session_id, text)
        said.push({ who: 'you', text }, ...spoken(answer.response))
        drawAnswer(screen, answer)
        isOver = answer.session_ended
        return 'heard'
      } catch (cause) {
        if (!(cause instanceof ServerRefusal && cause.status === 410)) throw cause
        isOver = true
        return 'over'
      }
    },
  }
}

function spoken(text: string | null): Said[] {
  return text ? [{ who: 'agent', text }] : []
}
