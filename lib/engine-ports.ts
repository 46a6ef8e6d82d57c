import { v7 as uuidv7 } from 'uuid'
import type { WorkflowSource } from '@/lib/domain/agent'
import type { Clock } from '@/lib/domain/clock'
import type { Egress } from '@/lib/domain/egress'
import type { Language } from '@/lib/domain/language'
import type { Log } from '@/lib/domain/log'
import type { EnginePorts } from '@/lib/engine/engine-ports'
import type { Env } from '@/lib/env'
import { abortableDelay } from '@/lib/tools/abortable-delay'
import { performApiCall } from '@/lib/tools/api-call'

/** What a turn may touch, on the real adapters. */
export function createEnginePorts(ports: {
  env: Pick<Env, 'DEFAULT_COUNTRY' | 'DEFAULT_TIME_ZONE'>
  language: Language
  searchKnowledge: EnginePorts['searchKnowledge']
  dataTools: Pick<EnginePorts, 'describeData' | 'callTool'>
  clock: Clock
  workflows: WorkflowSource
  egress: Egress
  log: Log
}): EnginePorts {
  const { env, language, searchKnowledge, dataTools, clock, workflows, egress, log } = ports
  return {
    language,
    clock,
    workflows,
    newId: (at) => uuidv7({ msecs: at }),
    callApi: (call, options) => performApiCall(call, { egress, clock, delay: abortableDelay }, options),
    searchKnowledge,
    ...dataTools,
    customAction: () => undefined,
    logAction: (node, text) => log.info(text, { action: 'log', node }),
    timeZone: env.DEFAULT_TIME_ZONE,
    country: env.DEFAULT_COUNTRY,
  }
}
