/** Every text of adding files. */
export const uploadTexts = {
  title: 'Documents',
  add: 'Add files',
  drop: 'Drop files here, or',
  dropNow: 'Let go to add them',
  kinds: 'PDF, Word, Markdown, HTML, text and CSV, up to 25 MB each',
  none: 'No documents yet. Answers come from what you add here.',
  noneYet: 'No documents yet.',
  list: 'Files on their way',
  waiting: 'Waiting to be sent',
  sending: (percent: number) => `Sending, ${percent}%`,
  known: 'This file is among the documents already.',
  sendFailed: (reason: string) => reason || 'It could not be sent.',
  problems: {
    kind: 'This kind of file is not read. Save it as PDF, Word (.docx), Markdown, HTML, text or CSV.',
    size: 'It is larger than 25 MB. Split it, or leave out what nobody asks for.',
    empty: 'The file is empty.',
  },
  progress: (name: string) => `How far ${name} has come`,
  retry: (name: string) => `Try ${name} again`,
  remove: (name: string) => `Remove ${name}`,
} as const
