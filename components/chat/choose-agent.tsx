import { texts } from '../texts'
import { AgentList } from './agent-list'
import { ChatHeader } from './chat-header'

/** The chat page before anybody was chosen. */
export function ChooseAgent({ onThreads }: { onThreads: () => void }) {
  return (
    <main className="flex min-h-0 flex-col">
      <ChatHeader view={null} agent={null} onThreads={onThreads} onNew={null} debug={null} />
      <div className="min-h-0 grow overflow-y-auto">
        <div className="mx-auto w-full max-w-3xl px-4 py-8 md:px-8">
          <h2 className="mb-4 font-semibold text-lg">{texts.conversation.choose}</h2>
          <AgentList />
        </div>
      </div>
    </main>
  )
}
