import type { ConversationView } from './wire'

/**
 * A conversation as a script for the terminal client: what the visitor said, a line each, and as comments what was answered.
 * A line that the client would not say as it stands becomes a comment, too.
 */
export function scriptOf(
  view: Pick<ConversationView, 'agent_id' | 'agent_version' | 'agent_name' | 'messages'>,
): string {
  const head = [
    `# ${oneLine(view.agent_name)}, version ${view.agent_version}`,
    `# npm run chat -- --agent ${view.agent_id} --version ${view.agent_version} --script FILE`,
  ]
  const lines = view.messages.flatMap(({ role, content }) => {
    const text = oneLine(content)
    if (text === '') return []
    if (role !== 'user') return [`# > ${text}`]
    return [/^[#/]/.test(text) ? `# not said: ${text}` : text]
  })
  return `${[...head, ...lines].join('\n')}\n`
}

function oneLine(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
