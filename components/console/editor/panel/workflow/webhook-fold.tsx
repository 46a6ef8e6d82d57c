import { CheckField } from '@/components/ui/check-field'
import { pathOf, type Steps, valueAt } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { ChoiceAt } from '../fields/choice-at'
import { NumberAt } from '../fields/number-at'
import { Fold } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { TextAt } from '../fields/text-at'
import { usePlace } from '../fields/use-place'
import { RetryFields } from '../node/retry-fields'

const words = panelTexts.webhook
const at: Steps = ['workflow', 'webhook']
const events = ['call_started', 'call_ended', 'call_analyzed'] as const
const kinds = ['none', 'bearer', 'hmac'] as const

/** Who is told of conversations that begin, end and were looked at. */
export function WebhookFold() {
  const { draft } = useEditor()
  const isOn = valueAt(draft.document, [...at, 'enabled']) === true
  const auth = valueAt(draft.document, [...at, 'auth', 'type'])
  return (
    <Fold title={words.title} state={isOn ? panelTexts.on : panelTexts.off}>
      <SwitchAt at={[...at, 'enabled']} label={words.enabled} hint={words.enabledHint} />
      {isOn ? (
        <>
          <TextAt at={[...at, 'url']} label={words.url} type="url" placeholder="https://…" isMono isKept />
          <Events />
          <ChoiceAt
            at={[...at, 'auth', 'type']}
            label={words.auth}
            fallback="none"
            options={kinds.map((value) => ({ value, label: words.kinds[value] }))}
          />
          {auth === 'bearer' || auth === 'hmac' ? (
            <TextAt at={[...at, 'auth', 'secret']} label={words.secret} type="password" isMono />
          ) : null}
          <NumberAt at={[...at, 'timeout_seconds']} label={words.timeout} fallback={10} min={1} step="any" />
          <RetryFields
            at={[...at, 'retry']}
            fallback={{ max_retries: 3, initial_delay_ms: 1000, max_delay_ms: 10000, backoff_multiplier: 2 }}
          />
          <SwitchAt at={[...at, 'include_transcript']} label={words.transcript} fallback />
          <SwitchAt at={[...at, 'include_latency_metrics']} label={words.latency} fallback />
        </>
      ) : null}
    </Fold>
  )
}

function Events() {
  const { value, set, error } = usePlace([...at, 'events'])
  const chosen: readonly unknown[] = Array.isArray(value) ? value : events
  return (
    <fieldset data-path={pathOf([...at, 'events'])} tabIndex={-1}>
      <legend className="font-medium">{words.events}</legend>
      {error ? <p className="text-danger text-xs">{error}</p> : null}
      {events.map((event) => (
        <CheckField
          key={event}
          label={words.eventNames[event]}
          isChecked={chosen.includes(event)}
          onChange={(isOn) => set(events.filter((one) => (one === event ? isOn : chosen.includes(one))))}
        />
      ))}
    </fieldset>
  )
}
