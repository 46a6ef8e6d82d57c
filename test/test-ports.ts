import { v7 as uuidv7 } from 'uuid'
import type { ConversationPorts } from '@/lib/conversations/conversation-ports'
import { createRecordings } from '@/lib/conversations/recording'
import { RunningTurns } from '@/lib/conversations/running-turns'
import type { Clock } from '@/lib/domain/clock'
import type { Log } from '@/lib/domain/log'
import type { Store } from '@/lib/domain/store'
import type { ApiOutcome } from '@/lib/domain/turn-event'
import { createScriptedLanguage } from '@/lib/language/scripted/create-scripted-language'
import type { Script } from '@/lib/language/scripted/script'
import { silentLog } from './silent-log'

export type PortOptions = {
  clock: Clock
  store: Pick<Store, 'conversations'>
  workflows: ConversationPorts['workflows']
  log?: Log
  script?: Script
  settings?: Partial<ConversationPorts['settings']>
  callApi?: ConversationPorts['engine']['callApi']
  searchKnowledge?: ConversationPorts['engine']['searchKnowledge']
  dataTools?: Pick<ConversationPorts['engine'], 'describeData' | 'callTool'>
  /** In place of the script. */
  language?: ConversationPorts['engine']['language']
}

const noApi: ApiOutcome = { method: 'GET', url: '', status: null, ok: false, error: null, attempts: 0, ms: 0 }

/** The ports of the use cases on conversations, with the scripted language and the default lengths of time. */
export function testPorts(options: PortOptions) {
  const { clock, store, workflows, log = silentLog } = options
  const language = createScriptedLanguage(options.script ?? { reply: () => 'said by the model' })
  const logged: string[] = []
  const ports: ConversationPorts = {
    store: store.conversations,
    workflows,
    running: new RunningTurns(clock),
    recordings: createRecordings(),
    clock,
    log,
    settings: {
      owner: 'test',
      leaseMs: 15_000,
      ticketMs: 5_000,
      queueWaitMs: 30_000,
      turnLimitMs: 120_000,
      maxHistorySize: 100,
      sessionTimeoutMs: 1_800_000,
      cleanupTickMs: 300_000,
      ...options.settings,
    },
    engine: {
      language: options.language ?? language,
      clock,
      workflows,
      newId: (at) => uuidv7({ msecs: at }),
      callApi: options.callApi ?? (async () => ({ outcome: noApi, variables: { __api_failed: true } })),
      searchKnowledge:
        options.searchKnowledge ?? (async () => ({ outcome: 'failed', sources: [], detail: 'no knowledge base here' })),
      ...(options.dataTools ?? {
        describeData: async () => null,
        callTool: async ({ name }) => ({ output: `no tool ${name}`, isError: true, variables: {} }),
      }),
      customAction: () => undefined,
      logAction: (_, text) => logged.push(text),
      timeZone: 'UTC',
      country: 'US',
    },
  }
  return { ports, language, logged }
}
