import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useState } from 'react'
import { chatbotApi } from '@/lib/client/chatbot/chatbot-api'
import { chatbotQueries } from '@/lib/client/chatbot/chatbot-queries'
import type { ChatbotView, MemberRole, MemberView, ShareWith } from '@/lib/client/chatbot/chatbot-wire'
import { texts } from '../texts'
import { Button } from '../ui/button'
import { Dialog, takesFocus } from '../ui/dialog'
import { Failure } from '../ui/failure'
import { IconButton } from '../ui/icon-button'
import { SelectField } from '../ui/select-field'
import { TextField } from '../ui/text-field'
import { chatbotTexts } from './chatbot-texts'

const words = chatbotTexts.share
const roles = (['user', 'editor'] as const).map((value) => ({ value, label: words.roles[value] }))

/** Who may use a chatbot beside its owner. */
export function ShareChatbotDialog({ chatbot, onClose }: { chatbot: ChatbotView; onClose: () => void }) {
  const { chatbot_id: id } = chatbot
  const [email, setEmail] = useState('')
  const [role, setRole] = useState<MemberRole>('user')
  const { data, error: unread, refetch } = useQuery(chatbotQueries.members(id))
  const queries = useQueryClient()
  const onSettled = () => queries.invalidateQueries(chatbotQueries.members(id))
  const share = useMutation({ mutationFn: (wanted: ShareWith) => chatbotApi.share(id, wanted), onSettled })
  const remove = useMutation({ mutationFn: (subject: string) => chatbotApi.unshare(id, subject), onSettled })
  const error = share.error ?? remove.error
  const begin = () => {
    share.reset()
    remove.reset()
  }
  return (
    <Dialog title={words.title(chatbot.name)} onClose={onClose}>
      <div className="space-y-5 px-4 pb-4">
        <form
          className="space-y-3"
          onSubmit={(event) => {
            event.preventDefault()
            if (email.trim() === '' || share.isPending) return
            begin()
            share.mutate({ email: email.trim(), role }, { onSuccess: () => setEmail('') })
          }}
        >
          <div className="grid gap-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,14rem)]">
            <TextField
              ref={takesFocus}
              type="email"
              autoComplete="off"
              label={words.email}
              value={email}
              onChange={setEmail}
            />
            <SelectField label={words.role} value={role} options={roles} onChange={setRole} />
          </div>
          <p className="text-ink-soft text-xs">{words.detail}</p>
          <Failure>{error?.message}</Failure>
          <Button type="submit" look="accent" disabled={email.trim() === '' || share.isPending}>
            {words.submit}
          </Button>
        </form>
        {data ? (
          <section className="space-y-1">
            <h3 className="font-medium">{words.members}</h3>
            {data.members.length === 0 ? <p className="text-ink-soft">{words.none}</p> : null}
            <ul aria-label={words.members} className="divide-y divide-line">
              {data.members.map((member) => (
                <MemberLine
                  key={member.subject}
                  member={member}
                  onRole={(next) => {
                    begin()
                    share.mutate(shareOf(member, next))
                  }}
                  onRemove={() => {
                    begin()
                    remove.mutate(member.subject)
                  }}
                />
              ))}
            </ul>
          </section>
        ) : unread ? (
          <div role="alert" className="space-y-2">
            <p className="text-danger">{words.failed}</p>
            <Button onClick={() => void refetch()}>{texts.tryAgain}</Button>
          </div>
        ) : (
          <p role="status" className="waiting-dot text-ink-soft">
            {words.loading}
          </p>
        )}
      </div>
    </Dialog>
  )
}

function MemberLine({
  member,
  onRole,
  onRemove,
}: {
  member: MemberView
  onRole: (role: MemberRole) => void
  onRemove: () => void
}) {
  const name = nameOf(member)
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 py-2">
      <bdi className="wrap-anywhere min-w-40 grow basis-0">{name}</bdi>
      <SelectField
        isLabelHidden
        label={words.roleOf(name)}
        value={member.role}
        options={roles}
        onChange={onRole}
        className="w-52"
      />
      <IconButton icon={X} label={words.remove(name)} onClick={onRemove} />
    </li>
  )
}

function nameOf({ email, external_user_id, subject }: MemberView): string {
  return email ?? external_user_id ?? subject
}

function shareOf({ email, external_user_id }: MemberView, role: MemberRole): ShareWith {
  return email === null ? { external_user_id: external_user_id ?? '', role } : { email, role }
}
