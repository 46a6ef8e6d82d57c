import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { platform } from '@/lib/domain/scope'
import { type Receiver, startReceiver } from '@/test/receiver'
import { contactPeople } from './contact-people'
import { converse } from './converse'
import { startFormServer } from './form-server'
import { movingPeople } from './moving-people'
import { addForms, movingFormId } from './people-forms'
import { secondPeople } from './second-people'
import { changesOf } from './what-changed'

const isFull = process.env.TEST_FULL === '1'
const both = ['echo', 'bare'] as const

/** Ten people before two forms, with both kinds of client in full runs, on a server with these settings. */
export function peopleFinish(environment: () => Record<string, string>, { hasModel }: { hasModel: boolean }): void {
  let server: Awaited<ReturnType<typeof startFormServer>>
  let receiver: Receiver

  beforeAll(async () => {
    receiver = await startReceiver()
    server = await startFormServer(environment())
    await addForms(server.services(), receiver.url)
  })

  afterAll(async () => {
    await server?.stop()
    await receiver?.close()
  })

  const forms = [
    { name: 'the contact form', formId: 42, people: contactPeople, clients: ['echo'] },
    { name: 'the moving form', formId: movingFormId, people: movingPeople, clients: ['bare'] },
    // The same manners in other words.
    { name: 'the contact form, once more', formId: 42, people: secondPeople, clients: [] },
  ] as const
  describe.each(forms.filter(({ clients }) => isFull || clients.length > 0))('$name', ({ formId, people, clients }) => {
    for (const client of isFull ? both : clients)
      describe(client === 'echo' ? 'field ids sent back' : 'answers alone', () => {
        test.each(people.map((person) => ({ manner: person.manner, person })))('$manner', async ({ person }) => {
          const { met, expected, last, open } = await converse(server, formId, person, client)
          expect(met).toEqual(expected)
          expect(last.field_parsed_answers).toEqual(person.answers)

          const { store } = server.services()
          const ref = { dialect: 'forms', externalId: String(open.communication_id) } as const
          const conversation = await store.conversations.getConversation(platform, ref)
          const log = await changesOf(store, conversation?.id ?? '')
          expect(log.corrections).toMatchObject(person.corrections ?? [])
          expect(log.corrections).toHaveLength(person.corrections?.length ?? 0)
          expect(log.isFromMessages).toBe(true)
          expect(log.methods.has('model')).toBe(hasModel)
          expect(log.asked).toMatchObject(person.asked ?? {})

          const deliveries = await store.deliveries.listDeliveries(platform, {
            ...{ tenantId: conversation?.tenantId ?? '', conversationId: conversation?.id ?? '', limit: 10 },
          })
          expect(conversation?.state.status).toBe(person.finishes ? 'completed' : 'active')
          expect(deliveries.map(({ kind }) => kind)).toEqual(person.finishes ? ['callback'] : [])
          if (!person.finishes) return
          const again = await server.post({ ...open, answer: 'one more thing' })
          expect([again.status, await again.json()]).toMatchObject([409, { error: 'Already submitted' }])
          const told = () => receiver.received.filter(({ headers }) => headers['webhook-id'] === deliveries[0]?.id)
          await expect
            .poll(() => told().map(({ body }) => JSON.parse(body)), { timeout: 5_000 })
            .toEqual([{ field_parsed_answers: person.answers, source_id: null }])
        })
      })
  })
}
