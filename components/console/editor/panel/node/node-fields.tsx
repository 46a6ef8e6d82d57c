import type { ReactNode } from 'react'
import { type NodeDocument, nodeType } from '@/lib/client/console/agent-document'
import type { Steps } from '@/lib/client/console/place-in-document'
import { panelTexts } from '../../../texts/panel-texts'
import { Section } from '../fields/section'
import { TemplateAt } from '../fields/template-at'
import { IntentsSection } from '../intents/intents-section'
import { WaysSection } from '../transitions/ways-section'
import { ActionsFold } from './actions-fold'
import { ApiSection } from './api-section'
import { AssistSection } from './assist-section'
import { CollectSection } from './collect-section'
import { KnowledgeFold } from './knowledge-fold'
import { ModelFold } from './model-fields'
import { NodeHead } from './node-head'
import { SaysSection } from './says-section'
import { TransferSection } from './transfer-section'
import { VariablesSection } from './variables-section'

type NodeProps = { node: NodeDocument; at: Steps }

/** Every field of a node, by its type. */
export function NodeFields(props: NodeProps) {
  const type = nodeType(props.node)
  const Own = Object.hasOwn(byType, type) ? byType[type] : undefined
  return (
    <>
      <NodeHead {...props} />
      {Own ? <Own {...props} /> : <UnknownType />}
      <ActionsFold at={props.at} />
    </>
  )
}

const byType: Record<string, (props: NodeProps) => ReactNode> = {
  standard: ({ node, at }) => (
    <>
      <SaysSection node={node} at={at} />
      <WaysSection node={node} at={at} />
      <IntentsSection node={node} at={at} />
      <KnowledgeFold at={at} />
      <ModelFold at={at} />
    </>
  ),
  retrieve_variable: ({ node, at }) => (
    <>
      <VariablesSection node={node} at={at} />
      <WaysSection node={node} at={at} />
    </>
  ),
  api_call: ({ node, at }) => (
    <>
      <ApiSection at={at} />
      <WaysSection node={node} at={at} />
    </>
  ),
  agent_transfer: ({ at }) => <TransferSection at={at} />,
  end_call: ({ node, at }) => <SaysSection node={node} at={at} />,
  collect: ({ node, at }) => (
    <>
      <CollectSection at={at} />
      <WaysSection node={node} at={at} />
      <Section title={panelTexts.says.fallbackTitle}>
        <TemplateAt
          at={[...at, 'fallback_text']}
          label={panelTexts.says.fallback}
          hint={panelTexts.says.fallbackHint}
        />
      </Section>
      <KnowledgeFold at={at} />
    </>
  ),
  assist: ({ node, at }) => (
    <>
      <AssistSection at={at} />
      <WaysSection node={node} at={at} />
      <KnowledgeFold at={at} />
    </>
  ),
}

function UnknownType() {
  return <p className="border-line border-t p-4 text-ink-soft">{panelTexts.node.unknownType}</p>
}
