import { rateMessage } from '@/lib/dialects/native/message-feedback'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(rateMessage)
