// Leads one person's conversation over contract 2's wire, as its clients do: the question and field id of each reply go back
// with the answer to it, or are left out.
import { expect } from 'vitest'
import type { JsonObject } from '@/lib/domain/json'
import type { CollectReply, startFormServer } from './form-server'
import type { Line, Person } from './person'

type FormServer = Awaited<ReturnType<typeof startFormServer>>

/** `echo`: sends question and field id back, as the contract's example does; `bare`: sends the answer alone. */
export type Client = 'echo' | 'bare'

type Met = { says: string; asks: string | null; holds: JsonObject; heard: boolean | string }

export async function converse(server: FormServer, formId: number, { first, steps }: Person, client: Client) {
  let last = await server.collect({ form_fields_id: formId })
  const open = { form_fields_id: formId, communication_id: last.communication_id }
  const expected: Met[] = [{ says: 'opening', asks: first, holds: {}, heard: true }]
  const met: Met[] = [{ says: 'opening', asks: last.field_id, holds: {}, heard: true }]
  for (const step of steps) {
    // Once is enough: the other client comes back to the same server.
    if (step === 'restart' && client === 'echo') await server.restart()
    if (typeof step === 'string') {
      const again = await server.collect(open)
      expected.push({ says: step, asks: last.field_id, holds: last.field_parsed_answers, heard: true })
      met.push({ says: step, asks: again.field_id, holds: again.field_parsed_answers, heard: true })
      last = again
      continue
    }
    const echoed =
      client === 'echo' && last.field_id !== null ? { question: last.message, field_id: last.field_id } : {}
    const body = { ...open, answer: step.says, ...echoed }
    if (step.isRefused) expect((await server.post(body)).status).toBe(400)
    last = await server.collect(step.isRefused ? open : body)
    expected.push(expectedOf(step))
    met.push(metBy(step, last))
  }
  return { met, expected, last, open }
}

function expectedOf({ says, asks, holds = {} }: Line): Met {
  return { says: says.slice(0, 80), asks, holds, heard: true }
}

// What was said stands in the failure, so that it can be judged.
function metBy({ says, holds = {}, hears }: Line, { field_id, field_parsed_answers, message }: CollectReply): Met {
  const held = Object.fromEntries(Object.keys(holds).map((id) => [id, field_parsed_answers[id] ?? null]))
  return { says: says.slice(0, 80), asks: field_id, holds: held, heard: !hears || hears.test(message) || message }
}
