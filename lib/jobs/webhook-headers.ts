import { createHmac } from 'node:crypto'
import { Webhook } from 'standardwebhooks'
import type { WebhookConfig } from '@/lib/domain/workflow'

/** `standard`: as Standard Webhooks says; `secret` begins with `whsec_`. */
export type WebhookAuth = WebhookConfig['auth'] | { type: 'standard'; secret: string }

/**
 * Headers of one try of a delivery (contract 6, Webhooks): `webhook-id` is equal in all tries, the signature covers the
 * body's bytes. `now` in milliseconds; `X-Webhook-Timestamp` is in seconds since the epoch.
 */
export function webhookHeaders(
  delivery: { id: string; body: string },
  auth: WebhookAuth,
  now: number,
): Record<string, string> {
  return { 'content-type': 'application/json', 'webhook-id': delivery.id, ...proof(delivery, auth, now) }
}

function proof({ id, body }: { id: string; body: string }, auth: WebhookAuth, now: number): Record<string, string> {
  switch (auth.type) {
    case 'none':
      return {}
    case 'bearer':
      return { authorization: `Bearer ${auth.secret}` }
    case 'hmac':
      return {
        'x-webhook-signature': `sha256=${createHmac('sha256', auth.secret).update(body).digest('hex')}`,
        'x-webhook-timestamp': String(Math.floor(now / 1000)),
      }
    case 'standard':
      return {
        'webhook-timestamp': String(Math.floor(now / 1000)),
        'webhook-signature': new Webhook(auth.secret).sign(id, new Date(now), body),
      }
  }
}
