import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { EmptyState } from '@/components/ui/empty-state'
import { LoadState } from '@/components/ui/load-state'
import { useToast } from '@/components/ui/toast'
import { useCopy } from '@/components/use-copy'
import { sendJson, sendOnly } from '@/lib/client/console/console-request'
import { type CallbackTrial, type FormRow, formPath, formQueries } from '@/lib/client/console/form-queries'
import { useAddress } from '@/lib/client/console/use-address'
import { failureText } from '../deliveries/failure-text'
import { useMay } from '../shell/person'
import { formTexts } from '../texts/form-texts'
import { FormDeliveries } from './form-deliveries'

const words = formTexts.callback

/** Who is told of completions, whether they take it, and what was sent to them. */
export default function CallbackView({ form }: { form: FormRow }) {
  const mayChange = useMay('editor')
  return (
    <div className="max-w-5xl space-y-8">
      <p className="max-w-[68ch] text-ink-soft">{words.lead}</p>
      {mayChange ? <Receiver form={form} /> : <p className="text-ink-soft">{words.editorsOnly}</p>}
      <FormDeliveries formId={form.form_id} mayChange={mayChange} />
    </div>
  )
}

function Receiver({ form }: { form: FormRow }) {
  const { write } = useAddress()
  const client = useQueryClient()
  const toast = useToast()
  const isPublished = form.active_version !== null
  const found = useQuery({ ...formQueries.callback(form.form_id), enabled: isPublished })
  const enable = useMutation({
    mutationFn: () => sendOnly('POST', formPath(form.form_id, '/callback/enable')),
    onSuccess: async () => {
      toast({ words: words.enabled })
      await client.invalidateQueries({ queryKey: ['console', 'forms'] })
    },
    onError: (error) => toast({ words: error.message, look: 'danger' }),
  })
  const toSettings = () => write({ tab: '', part: 'settings' })
  if (isPublished && !found.data)
    return (
      <LoadState
        error={found.error}
        failed={words.failed}
        loading={formTexts.loading}
        onRetry={() => found.refetch()}
      />
    )
  if (!found.data?.url)
    return (
      <EmptyState
        title={words.none}
        action={
          <Button look="accent" onClick={toSettings}>
            {words.set}
          </Button>
        }
      >
        {words.noneDetail}
      </EmptyState>
    )
  const { url, secret, disabled_at, disabled_why } = found.data
  return (
    <div className="space-y-6">
      <section aria-label={words.address} className="space-y-2">
        <div className="flex flex-wrap items-center gap-2">
          <h2 className="font-semibold">{words.address}</h2>
          <Badge look={disabled_at ? 'danger' : 'ok'}>{disabled_at ? words.off : words.on}</Badge>
        </div>
        <p className="wrap-anywhere font-mono">{url}</p>
        {disabled_at ? <p className="wrap-anywhere text-danger">{words.offDetail(disabled_why ?? '')}</p> : null}
        <div className="flex flex-wrap gap-2">
          {disabled_at ? (
            <Button look="accent" disabled={enable.isPending} onClick={() => enable.mutate()}>
              {words.enable}
            </Button>
          ) : null}
          <Button onClick={toSettings}>{words.change}</Button>
        </div>
      </section>
      <Secret secret={secret} />
      <Trial formId={form.form_id} />
    </div>
  )
}

function Secret({ secret }: { secret: string }) {
  const [isShown, setShown] = useState(false)
  const [isCopied, copy] = useCopy()
  return (
    <section aria-label={words.secret} className="space-y-2">
      <h2 className="font-semibold">{words.secret}</h2>
      <p className="text-ink-soft">{words.secretDetail}</p>
      {isShown ? (
        <output className="wrap-anywhere block max-w-xl select-all rounded-control border border-line bg-sunken p-3 font-mono">
          {secret}
        </output>
      ) : null}
      <div className="flex flex-wrap gap-2">
        <Button aria-expanded={isShown} onClick={() => setShown(!isShown)}>
          {isShown ? words.hide : words.show}
        </Button>
        {isShown ? <Button onClick={() => copy(secret)}>{isCopied ? words.copied : words.copy}</Button> : null}
      </div>
    </section>
  )
}

function Trial({ formId }: { formId: number }) {
  const trial = useMutation({
    mutationFn: () => sendJson<CallbackTrial>('POST', formPath(formId, '/callback/test')),
  })
  const { data, error } = trial
  return (
    <section aria-label={words.test} className="space-y-2">
      <Button disabled={trial.isPending} onClick={() => trial.mutate()}>
        {trial.isPending ? words.testing : words.test}
      </Button>
      <div role="status" className="wrap-anywhere space-y-2">
        {data ? <p className={data.delivered ? 'text-ok' : 'text-danger'}>{trialWords(data)}</p> : null}
        {error ? <p className="text-danger">{error.message}</p> : null}
        {data?.answer ? (
          <>
            <p className="text-ink-soft text-xs">{words.answer}</p>
            <pre className="max-h-40 overflow-auto whitespace-pre-wrap rounded-control border border-line bg-sunken p-3 font-mono text-xs">
              {data.answer}
            </pre>
          </>
        ) : null}
      </div>
    </section>
  )
}

function trialWords({ delivered, status, error, latency_ms }: CallbackTrial): string {
  if (status === null) return words.unreached(failureText(error ?? ''))
  return delivered ? words.delivered(status, latency_ms) : words.refused(status, latency_ms)
}
