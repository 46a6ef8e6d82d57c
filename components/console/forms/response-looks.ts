/** How a response's status looks. */
export const statusLooks = { completed: 'ok', partial: 'warning', not_started: 'quiet' } as const
