import { CircleDot, Eye, PencilLine, Users } from 'lucide-react'
import Link from 'next/link'
import { useState } from 'react'
import { Badge } from '@/components/ui/badge'
import { Button } from '@/components/ui/button'
import { PageHeader } from '@/components/ui/page-header'
import { useAddress } from '@/lib/client/console/use-address'
import { useEditors } from '@/lib/client/console/use-editors'
import { agentsTexts } from '../texts/agents-texts'
import { editorTexts } from '../texts/editor-texts'
import { useEditor } from './editor-context'
import { EditorMenu } from './editor-menu'
import { PublishDialog } from './publish/publish-dialog'
import { SavingLine } from './saving-line'

/** Which agent, what is live, whether it is saved, who else is here, and the way to publish it. */
export function EditorHeader({ title, version }: { title: string; version: number | null }) {
  const { agent, draft, canEdit } = useEditor()
  const { write } = useAddress()
  const others = useEditors(agent.agent_id, canEdit)
  const [isPublishing, setPublishing] = useState(false)
  const hasDraft = draft.revision > 0 || draft.saving !== 'saved'
  return (
    <div className="border-line border-b bg-paper px-3 py-1.5 md:px-4">
      <PageHeader
        parent={{ label: agentsTexts.title, href: '/console/agents' }}
        title={title || editorTexts.untitled}
        state={
          <span className="flex flex-wrap items-center gap-1.5">
            <States version={version} hasDraft={hasDraft} />
            <SavingLine />
            {others.length > 0 ? (
              <Badge look="warning" icon={Users}>
                {editorTexts.others(others)}
              </Badge>
            ) : null}
          </span>
        }
        actions={
          version === null ? (
            <>
              <EditorMenu />
              {canEdit ? (
                <Button look="accent" onClick={() => setPublishing(true)} className="md:min-h-10">
                  {editorTexts.publish.open}
                </Button>
              ) : null}
            </>
          ) : (
            <Link
              href={`/console/agents/${encodeURIComponent(agent.agent_id)}`}
              onClick={(event) => {
                event.preventDefault()
                write({ version: '' })
              }}
              className="inline-flex min-h-11 items-center font-medium text-accent hover:underline md:min-h-10"
            >
              {editorTexts.backToDraft}
            </Link>
          )
        }
      />
      {isPublishing ? <PublishDialog hasDraft={hasDraft} onClose={() => setPublishing(false)} /> : null}
    </div>
  )
}

function States({ version, hasDraft }: { version: number | null; hasDraft: boolean }) {
  const { agent, draft } = useEditor()
  const words = editorTexts.states
  if (version !== null)
    return (
      <Badge look="accent" icon={Eye}>
        {words.version(version)}
      </Badge>
    )
  return (
    <>
      {hasDraft ? (
        <Badge look="accent" icon={PencilLine}>
          {draft.basedOn === null ? words.draft : words.draftOf(draft.basedOn)}
        </Badge>
      ) : null}
      {agent.active_version === null ? (
        <Badge>{words.unpublished}</Badge>
      ) : (
        <Badge look="ok" icon={CircleDot}>
          {words.live(agent.active_version)}
        </Badge>
      )}
    </>
  )
}
