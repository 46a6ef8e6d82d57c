import { createSession } from '@/lib/dialects/sessions/create-session'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(createSession)
