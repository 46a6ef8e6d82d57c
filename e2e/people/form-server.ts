// The services of a server and the rows of contract 2, in this process: `restart` makes them anew over the same database.
import { z } from 'zod'
import { collectRow } from '@/lib/dialects/forms/collect'
import type { Json } from '@/lib/domain/json'
import { readEnv } from '@/lib/env'
import { serve } from '@/lib/http/serve'
import { openSecrets } from '@/lib/secrets'
import { createServices, type Services } from '@/lib/services'
import { freshDatabase } from '@/test/database'
import { silentLog } from '@/test/silent-log'

const replySchema = z.strictObject({
  form_fields_id: z.number(),
  communication_id: z.number().int(),
  message: z.string().min(1),
  field_id: z.string().nullable(),
  field_parsed_answers: z.record(z.string(), z.json()),
})

export type CollectReply = z.infer<typeof replySchema>

export async function startFormServer(environment: Record<string, string>) {
  const database = await freshDatabase()
  const make = () => makeServices({ ...environment, DATABASE_URL: database.url })
  let services = await make()
  let sent = 0
  const post = async (body: Record<string, Json>) => {
    // Each from an address of its own: nobody is to wait because others have written.
    sent += 1
    const request = new Request('http://127.0.0.1/api/text-chat/collect', {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-parley-client': `10.0.${sent >> 8}.${sent & 255}` },
      body: JSON.stringify(body),
    })
    return serve([collectRow], services)(request)
  }
  return {
    services: () => services,
    post,
    /** What must be answered with 200 and all of the contract's keys. */
    async collect(body: Record<string, Json>): Promise<CollectReply> {
      const response = await post(body)
      const text = await response.text()
      if (response.status !== 200) throw new Error(`${response.status} ${text}`)
      return replySchema.parse(JSON.parse(text))
    },
    async restart() {
      await services.close()
      services = await make()
    },
    async stop() {
      await services.close()
      await database.drop()
    },
  }
}

async function makeServices(environment: Record<string, string>): Promise<Services> {
  const env = readEnv({ DELIVERY_MS: '50', EGRESS_ALLOW: '127.0.0.1', ...environment })
  const secrets = await openSecrets('', {
    AUTH_SECRET: 'a-root-secret-for-tests-of-32-characters',
    ADMIN_API_KEY: 'a-platform-key-for-tests',
    ADMIN_PASSWORD: 'a password of tests',
  })
  const services = await createServices(env, { databaseUrl: environment.DATABASE_URL ?? '', secrets, log: silentLog })
  await services.startJobs()
  return services
}
