import { isRecord } from '@/lib/client/console/is-record'
import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { ChoiceAt } from '../fields/choice-at'
import { ItemList } from '../fields/item-list'
import { JsonAt } from '../fields/json-at'
import { NumberAt } from '../fields/number-at'
import { PairsAt } from '../fields/pairs-at'
import { Fold, Section } from '../fields/section'
import { TemplateAt } from '../fields/template-at'
import { TextAt } from '../fields/text-at'
import { TextListAt } from '../fields/text-list-at'
import { RetryFields } from './retry-fields'

const words = panelTexts.api
const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']

/** The request that a node makes, and what it takes from the answer. */
export function ApiSection({ at }: { at: Steps }) {
  const call = [...at, 'api_call']
  return (
    <>
      <Section title={words.title}>
        <TemplateAt at={[...at, 'static_text']} label={words.says} hint={words.saysHint} />
        <div className="grid grid-cols-[7rem_minmax(0,1fr)] gap-2">
          <ChoiceAt
            at={[...call, 'method']}
            label={words.method}
            fallback="GET"
            options={methods.map((value) => ({ value, label: value }))}
          />
          <TemplateAt
            at={[...call, 'url']}
            label={words.url}
            placeholder="https://api.example.com/…"
            isLine
            isMono
            isKept
          />
        </div>
        <PairsAt at={[...call, 'headers']} title={words.headers} add={words.addHeader} first="X-Header" />
        <PairsAt at={[...call, 'query_params']} title={words.query} add={words.addQuery} first="name" />
        <JsonAt at={[...call, 'body']} label={words.body} hint={words.bodyHint} />
      </Section>
      <Section title={words.takes}>
        <ItemList
          at={[...call, 'response_extraction']}
          add={words.addTake}
          nameOf={(number, item) =>
            isRecord(item) && typeof item.variable_name === 'string' && item.variable_name !== ''
              ? item.variable_name
              : words.take(number)
          }
          first={() => ({ path: '', variable_name: '' })}
        >
          {(place) => (
            <>
              <TextAt at={[...place, 'path']} label={words.path} placeholder="slots.0.time" isMono isKept />
              <TextAt at={[...place, 'variable_name']} label={words.variable} isMono isKept />
              <TextAt at={[...place, 'default_value']} label={words.fallback} />
            </>
          )}
        </ItemList>
      </Section>
      <Fold title={words.limits}>
        <NumberAt
          at={[...call, 'timeout_seconds']}
          label={words.timeout}
          hint={words.timeoutHint}
          fallback={30}
          min={1}
          max={120}
          step="any"
        />
        <RetryFields
          at={[...call, 'retry']}
          fallback={{ max_retries: 2, initial_delay_ms: 500, max_delay_ms: 5000, backoff_multiplier: 2 }}
        />
        <NumberAt
          at={[...call, 'response_size_limit_bytes']}
          label={words.size}
          hint={words.sizeHint}
          fallback={15000}
          min={1}
          max={51200}
        />
        <TextListAt
          at={[...call, 'allowed_hosts']}
          title={words.hosts}
          labelOf={words.host}
          add={words.addHost}
          remove={words.removeHost}
          hint={words.hostsHint}
        />
      </Fold>
    </>
  )
}
