/** What stands around every page of the console. */
export const shellTexts = {
  console: 'Console',
  sections: {
    agents: 'Agents',
    forms: 'Forms',
    knowledge: 'Knowledge',
    data: 'Data',
    conversations: 'Conversations',
    insight: 'Insight',
    deliveries: 'Deliveries',
    access: 'Access',
  },
  skip: 'Skip to the content',
  menu: 'Sections',
  chat: 'Chat page',
  signedOut: 'You are signed out. What you changed on this page is kept in this browser.',
  signIn: 'Sign in again',
  roles: { owner: 'owner', editor: 'editor', analyst: 'analyst', user: 'chatbot user' },
  noConsole: {
    title: 'The console is for people who look after agents',
    detail: 'Your account is for chatbots. An owner can give you another role.',
    chatbots: 'Go to your chatbots',
  },
  confirm: { word: 'delete', type: (word: string) => `Type “${word}” to go on` },
  notFound: { title: 'This page is not here', detail: 'It may have been deleted, or the address is incomplete.' },
  failed: {
    title: 'This page stopped working',
    detail: 'What was saved is kept. Loading it again usually helps.',
  },
} as const
