import { startTrial } from '@/lib/dialects/native/trial-start'
import { nextRoute } from '@/lib/http/next-route'

export const { GET, POST, PUT, PATCH, DELETE, HEAD, OPTIONS } = nextRoute(startTrial)
