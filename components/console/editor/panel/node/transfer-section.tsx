import { useQuery } from '@tanstack/react-query'
import { SelectField } from '@/components/ui/select-field'
import { agentsQueries } from '@/lib/client/console/agents-queries'
import { pathOf, type Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { useEditor } from '../../editor-context'
import { shownText } from '../fields/field-words'
import { Section } from '../fields/section'
import { SwitchAt } from '../fields/switch-at'
import { TemplateAt } from '../fields/template-at'
import { usePlace } from '../fields/use-place'

const words = panelTexts.transfer

/** Which agent takes over, and what it is told. */
export function TransferSection({ at }: { at: Steps }) {
  const { agentId } = useEditor()
  const { data } = useQuery(agentsQueries.list())
  const agents = data?.agents ?? []
  const target = usePlace([...at, 'target_agent_id'])
  const written = shownText(target.value)
  // A document may name an agent by its UUID or by its name.
  const chosen = agents.find(({ agent_id, slug }) => written !== '' && (agent_id === written || slug === written))
  const isMissing = data !== undefined && written !== '' && !chosen
  const note = isMissing ? words.missing : chosen?.active_version === null ? words.unpublished : null
  const others = agents.filter(({ agent_id, kind }) => agent_id !== agentId && kind !== 'form')
  return (
    <Section title={words.title}>
      <SelectField
        label={words.target}
        error={target.error}
        hint={target.warning ?? note}
        data-path={pathOf([...at, 'target_agent_id'])}
        value={chosen ? chosen.agent_id : written}
        options={[
          ...(written === '' ? [{ value: '', label: words.choose }] : []),
          ...others.map(({ agent_id, name }) => ({ value: agent_id, label: name })),
        ]}
        onChange={(id) => {
          const agent = agents.find(({ agent_id }) => agent_id === id)
          target.set(agent?.slug ?? id)
        }}
      />
      <TemplateAt at={[...at, 'transfer_message']} label={words.message} hint={words.messageHint} />
      <SwitchAt at={[...at, 'transfer_context']} label={words.context} hint={words.contextHint} />
    </Section>
  )
}
