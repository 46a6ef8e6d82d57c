// Contract 4 beside the repository, and its client as it stands there.
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

const folder = join(import.meta.dirname, '../../shared/contracts')
const name = existsSync(folder) ? readdirSync(folder).find((file) => file.startsWith('4-')) : undefined

export const hasChatbotsContract = name !== undefined
if (!hasChatbotsContract) console.info('skipped: contract 4 is not beside the repository')

/** Where its client looks for the server. */
export const publishedSocketHost = 'localhost:8000'

/** The chatbot that it talks to. */
export const publishedChatbot = 'selected_chatbot_id'

/** The published blocks of its client, in their order: as one script they are a page that chats. */
export function publishedClient(): string {
  if (name === undefined) throw new Error('contract 4 is not here')
  return readFileSync(join(folder, name), 'utf8')
    .split('```javascript\n')
    .slice(1)
    .map((part) => part.split('```')[0] ?? '')
    .join('\n')
}

/** What the contract's page has of its own and does not print: where messages are drawn. Leaves them in `shown`. */
export const pageOfTheClient = `
const shown = [];
let bubble = null;
const displayMessage = (role, text) => void shown.push({ role, text });
const displayError = (text) => void shown.push({ role: 'error', text });
const createNewAssistantMessage = () => { bubble = { role: 'assistant', text: '', whole: null }; shown.push(bubble); };
const appendToAssistantMessage = (chunk) => { bubble.text += chunk; };
const finalizeAssistantMessage = (whole) => { bubble.whole = whole; };
`
